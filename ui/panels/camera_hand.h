// The hand that acts on one camera, for controls: what it may do now, and why not.
#pragma once

#include <QWidget>

#include "ui/models/run_model.h"

namespace tw::ui {

struct CameraHand {
  RunModel& run;
  std::string camera = {};

  void act(const char* action, nlohmann::json with = nlohmann::json::object()) const {
    run.send(sim::Command{.camera = camera, .action = action, .args = std::move(with)});
  }
  void holdReset(Duration time) const;  // exactly so long, however fast the run is
};

// Enables the control, or disables it and says why in its tool tip. It has its own tip before.
void allow(QWidget& control, const QString& whyNot);

}  // namespace tw::ui
