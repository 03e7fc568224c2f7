// One lens's analysis frames: started, taken, judged for exposure and given back.
//
// Frames are not kept: whoever needs pixels gets the frame through the observer and must be done
// with it when the observer returns.
#pragma once

#include <functional>

#include "firmware_core/hal/image_sensor.h"
#include "firmware_core/imaging/exposure_control.h"

namespace tw::fw {

class AnalysisLoop {
 public:
  static constexpr hal::ImageSize kSize{640, 360};
  static constexpr int kFramesPerSecond = 5;

  using Observer = std::function<void(const hal::AnalysisFrame&)>;

  explicit AnalysisLoop(hal::ImageSensor& sensor, const ExposureParameters& parameters = {});

  // Errors: those of ImageSensor::start.
  Result<void> start();
  void stop();
  void observe(Observer observer) { observer_ = std::move(observer); }

  // Takes all frames that are there. Driven by the sensor's wakes alone: returns kNever.
  Instant poll(Instant now);

  const ExposureControl& exposure() const { return exposure_; }
  uint64_t frames() const { return frames_; }  // judged since construction
  uint64_t lost() const { return lost_; }      // gaps in the frame numbers

 private:
  hal::ImageSensor& sensor_;
  ExposureControl exposure_;
  Observer observer_;
  bool running_ = false;
  uint64_t frames_ = 0;
  uint64_t lost_ = 0;
  uint64_t nextNumber_ = 0;
};

}  // namespace tw::fw
