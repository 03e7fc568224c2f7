// A tab of the firmware's panel: of one camera, refreshed some twenty times a second at most, and
// only while it is seen.
#pragma once

#include <QWidget>

#include "ui/models/hands.h"
#include "ui/panels/desk.h"
#include "ui/panels/refresh_soon.h"

namespace tw::ui {

class FirmwareTab : public QWidget {
  Q_OBJECT

 public:
  explicit FirmwareTab(Desk& desk);

  void setCamera(const std::string& camera);  // of a run that begins, or another one of it

 protected:
  static constexpr int kGoOnMs = 16;  // when there is more than one refresh takes in

  virtual void begin() = 0;    // what was shown is of another run or camera
  virtual void refresh() = 0;  // shows what the run shows
  void refreshIn(int ms) { soon_.in(ms); }

  RunModel& run() { return run_; }
  const RunModel& run() const { return run_; }
  const std::string& camera() const { return camera_; }
  const sim::CameraLook* look() const;  // as shown; null before there is anything
  bool canAct() const { return whyNoHand(run_).isEmpty(); }
  void act(const std::string& action, nlohmann::json args, bool ofCamera = true);

 private:
  RunModel& run_;
  std::string camera_;
  RefreshSoon soon_{*this, [this] {
                      if (run_.facts()) refresh();
                    }};
};

}  // namespace tw::ui
