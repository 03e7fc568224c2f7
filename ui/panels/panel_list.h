// All panels of the workbench: one line each in panel_list.cpp.
#pragma once

#include <QWidget>
#include <span>

#include "ui/panels/desk.h"

namespace tw::ui {

struct PanelEntry {
  const char* id;           // for what is remembered of it
  const char* title;        // to be translated in the context "Panels"
  Qt::DockWidgetArea area;  // NoDockWidgetArea: the middle of the window, of one panel
  QWidget* (*make)(Desk& desk);
};

std::span<const PanelEntry> panels();

}  // namespace tw::ui
