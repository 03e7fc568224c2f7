// What the camera does by itself about what its lenses see: light by day and night, detection,
// alarm, events.
//
// It joins the parts and holds no rule of its own. Asleep it neither looks nor lights.
#pragma once

#include "firmware_core/hal/hal.h"
#include "firmware_core/imaging/day_night.h"
#include "firmware_core/imaging/illumination.h"
#include "firmware_core/ptz/axis_control.h"
#include "firmware_core/system/alarm.h"
#include "firmware_core/system/detection_events.h"
#include "firmware_core/system/product_config.h"
#include "firmware_core/vision/detection.h"

namespace tw::fw {

// What turns the lenses; all of it outlives the guard.
struct LensAxes {
  const AxisControl& widePan;
  const AxisControl& ptzPan;
  const AxisControl& ptzTilt;
};

class Guard {
 public:
  // All borrowed; they outlive this. `tell` sends a detection's message.
  Guard(const hal::Hal& hal, const ProductConfig& config, const LensAxes& axes, Recorder& recorder,
        Snapshots& snapshots, DetectionEvents::Tell tell);

  // Every analysis frame, while it is held.
  void observe(hal::LensId lens, const hal::AnalysisFrame& frame) {
    detection_.observe(lens, frame);
  }
  Instant poll(Instant now, const Settings& settings);
  // Sends the messages whose pictures are there: after the snapshots were polled.
  void tellReady() { events_.poll(settings_.alarmMessages && !settings_.sleep); }

  Illumination& illumination() { return illumination_; }
  Alarm& alarm() { return alarm_; }
  bool night() const { return dayNight_.night(); }
  bool alarming() const { return alarm_.active(); }
  uint64_t events() const { return events_.events(); }

 private:
  void follow(const Settings& settings);
  void followViews();
  void followView(hal::LensId lens, bool moving, bool known, Radians tilt);
  void takeSightings(Instant now);
  void noteLights(Instant now);
  LightWishes wishes() const;

  bool configured_ = false;
  const ProductConfig& config_;
  LensAxes axes_;
  Settings settings_{};
  DayNight dayNight_;
  Illumination illumination_;
  Alarm alarm_;
  Detection detection_;
  DetectionEvents events_;
  hal::PerLens<std::optional<LensView>> views_{};  // as detection was told; none while moving
  uint32_t lights_ = 0;                            // as detection was told
};

}  // namespace tw::fw
