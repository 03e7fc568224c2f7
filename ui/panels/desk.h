// What panels are given to work with. All of it outlives them.
#pragma once

#include "ui/models/run_model.h"

namespace tw::ui {

struct Desk {
  RunModel& run;
  sim::Renderer* renderer = nullptr;  // of the 3D view; null: nothing can be drawn here
};

}  // namespace tw::ui
