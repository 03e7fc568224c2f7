// All panels of the workbench: one line each in panel_list.cpp.
#pragma once

#include <QWidget>
#include <span>

#include "ui/panels/desk.h"

namespace tw::ui {

// Where a panel stands at first.
enum class Place {
  kMiddle,  // of the window; one panel
  kLeft,
  kRight,
  kRightBelow,  // of kRight on a high screen, else with it
  kBottom,
};

struct PanelEntry {
  const char* id;     // for what is remembered of it
  const char* title;  // to be translated in the context "Panels"
  Place place;        // those of one place are tabs, but for kBottom, where all are seen
  QWidget* (*make)(Desk& desk);
};

std::span<const PanelEntry> panels();

}  // namespace tw::ui
