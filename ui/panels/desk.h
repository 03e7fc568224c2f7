// What panels are given to work with. All of it outlives them.
#pragma once

#include "ui/models/scenario_document.h"
#include "ui/panels/run_actions.h"

namespace tw::ui {

// What outlives a window: one in another language takes it over.
struct Kept {
  ScenarioDocument document = {};           // the text that is being written
  std::optional<QStringList> plotted = {};  // signals that somebody has chosen
};

struct Desk {
  RunModel& run;
  RunActions& actions;
  Kept& kept;
  QList<QAction*> fileActions = {};   // of panels, for the window's menu
  sim::Renderer* renderer = nullptr;  // of the 3D view; null: nothing can be drawn here
};

}  // namespace tw::ui
