#include "ui/panels/panel_list.h"

#include <QCoreApplication>

#include "ui/panels/faults_panel.h"
#include "ui/panels/firmware_panel.h"
#include "ui/panels/hardware_panel.h"
#include "ui/panels/install_panel.h"
#include "ui/panels/lens_panel.h"
#include "ui/panels/scenario_panel.h"
#include "ui/panels/signals_panel.h"
#include "ui/panels/time_panel.h"
#include "ui/panels/view_panel.h"

namespace tw::ui {
namespace {

template <class Panel>
QWidget* make(Desk& desk) {
  return new Panel(desk);
}

constexpr PanelEntry kPanels[] = {
    {"view", QT_TRANSLATE_NOOP("Panels", "3D view"), Place::kMiddle, make<ViewPanel>},
    {"hardware", QT_TRANSLATE_NOOP("Panels", "Hardware"), Place::kLeft, make<HardwarePanel>},
    {"faults", QT_TRANSLATE_NOOP("Panels", "Faults"), Place::kLeft, make<FaultsPanel>},
    {"lenses", QT_TRANSLATE_NOOP("Panels", "Lens pictures"), Place::kRight, make<LensPanel>},
    {"scenario", QT_TRANSLATE_NOOP("Panels", "Scenarios"), Place::kRightBelow, make<ScenarioPanel>},
    {"firmware", QT_TRANSLATE_NOOP("Panels", "Firmware"), Place::kRightBelow, make<FirmwarePanel>},
    {"signals", QT_TRANSLATE_NOOP("Panels", "Signals"), Place::kBottom, make<SignalsPanel>},
    {"time", QT_TRANSLATE_NOOP("Panels", "Time"), Place::kBottom, make<TimePanel>},
    {"install", QT_TRANSLATE_NOOP("Panels", "Mounting"), Place::kLeft, make<InstallPanel>},
};

}  // namespace

std::span<const PanelEntry> panels() { return kPanels; }

}  // namespace tw::ui
