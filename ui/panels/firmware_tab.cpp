#include "ui/panels/firmware_tab.h"

namespace tw::ui {

FirmwareTab::FirmwareTab(Desk& desk) : run_(desk.run) {
  for (const auto changed : {&RunModel::advanced, &RunModel::shownChanged, &RunModel::stateChanged})
    connect(&run_, changed, &soon_, &RefreshSoon::soon);
}

void FirmwareTab::setCamera(const std::string& camera) {
  camera_ = camera;
  begin();
  refreshIn(0);
}

const sim::CameraLook* FirmwareTab::look() const {
  for (const sim::CameraLook& look : run_.shown().cameras)
    if (look.name == camera_) return &look;
  return nullptr;
}

void FirmwareTab::act(const std::string& action, nlohmann::json args, bool ofCamera) {
  run_.send(sim::Command{
      .camera = ofCamera ? camera_ : std::string(), .action = action, .args = std::move(args)});
}

}  // namespace tw::ui
