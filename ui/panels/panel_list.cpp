#include "ui/panels/panel_list.h"

#include <QCoreApplication>

#include "ui/panels/time_panel.h"

namespace tw::ui {
namespace {

template <class Panel>
QWidget* make(Desk& desk) {
  return new Panel(desk);
}

constexpr PanelEntry kPanels[] = {
    {"time", QT_TRANSLATE_NOOP("Panels", "Time"), Qt::BottomDockWidgetArea, make<TimePanel>},
};

}  // namespace

std::span<const PanelEntry> panels() { return kPanels; }

}  // namespace tw::ui
