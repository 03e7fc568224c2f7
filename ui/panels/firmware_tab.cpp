#include "ui/panels/firmware_tab.h"

namespace tw::ui {
namespace {
constexpr int kRefreshMs = 50;
}  // namespace

FirmwareTab::FirmwareTab(Desk& desk) : run_(desk.run) {
  timer_.setSingleShot(true);
  connect(&timer_, &QTimer::timeout, this, [this] {
    if (isVisible() && run_.facts()) refresh();
  });
  const auto soon = [this] { refreshIn(kRefreshMs); };
  connect(&run_, &RunModel::advanced, this, soon);
  connect(&run_, &RunModel::shownChanged, this, soon);
  connect(&run_, &RunModel::stateChanged, this, soon);
}

void FirmwareTab::setCamera(const std::string& camera) {
  camera_ = camera;
  begin();
  refreshIn(0);
}

void FirmwareTab::refreshIn(int ms) {
  if (isVisible() && (!timer_.isActive() || timer_.remainingTime() > ms)) timer_.start(ms);
}

void FirmwareTab::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  timer_.start(0);
}

const sim::CameraLook* FirmwareTab::look() const {
  for (const sim::CameraLook& look : run_.shown().cameras)
    if (look.name == camera_) return &look;
  return nullptr;
}

bool FirmwareTab::canAct() const {
  using State = RunModel::State;
  const bool goesOn = run_.state() == State::kPaused || run_.state() == State::kRunning;
  return run_.facts() && goesOn && !run_.looksBack();
}

void FirmwareTab::act(const std::string& action, nlohmann::json args, bool ofCamera) {
  run_.send(sim::Command{
      .camera = ofCamera ? camera_ : std::string(), .action = action, .args = std::move(args)});
}

}  // namespace tw::ui
