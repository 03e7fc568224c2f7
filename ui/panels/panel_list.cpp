#include "ui/panels/panel_list.h"

#include <QCoreApplication>

#include "ui/panels/signals_panel.h"
#include "ui/panels/lens_panel.h"
#include "ui/panels/faults_panel.h"
#include "ui/panels/firmware_panel.h"
#include "ui/panels/hardware_panel.h"
#include "ui/panels/scenario_panel.h"
#include "ui/panels/time_panel.h"
#include "ui/panels/view_panel.h"

namespace tw::ui {
namespace {

template <class Panel>
QWidget* make(Desk& desk) {
  return new Panel(desk);
}

constexpr PanelEntry kPanels[] = {
    {"view", QT_TRANSLATE_NOOP("Panels", "3D view"), Qt::NoDockWidgetArea, make<ViewPanel>},
    {"time", QT_TRANSLATE_NOOP("Panels", "Time"), Qt::BottomDockWidgetArea, make<TimePanel>},
    {"signals", QT_TRANSLATE_NOOP("Panels", "Signals"), Qt::BottomDockWidgetArea,
     make<SignalsPanel>},
    {"lenses", QT_TRANSLATE_NOOP("Panels", "Lens pictures"), Qt::RightDockWidgetArea,
     make<LensPanel>},
    {"faults", QT_TRANSLATE_NOOP("Panels", "Faults"), Qt::LeftDockWidgetArea, make<FaultsPanel>},
    {"firmware", QT_TRANSLATE_NOOP("Panels", "Firmware"), Qt::RightDockWidgetArea,
     make<FirmwarePanel>},
    {"hardware", QT_TRANSLATE_NOOP("Panels", "Hardware"), Qt::LeftDockWidgetArea,
     make<HardwarePanel>},
    {"scenario", QT_TRANSLATE_NOOP("Panels", "Scenarios"), Qt::RightDockWidgetArea,
     make<ScenarioPanel>},
};

}  // namespace

std::span<const PanelEntry> panels() { return kPanels; }

}  // namespace tw::ui
