// What panels are given to work with. All of it outlives them.
#pragma once

#include "ui/panels/run_actions.h"

namespace tw::ui {

struct Desk {
  RunModel& run;
  RunActions& actions;
  sim::Renderer* renderer = nullptr;  // of the 3D view; null: nothing can be drawn here
};

}  // namespace tw::ui
