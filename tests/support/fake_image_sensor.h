// A sensor in front of an even grey scene, in closed form: luma = BT.709(scene * exposure), clipped
// at full scale. What is asked takes effect one frame later than the next.
#pragma once

#include <algorithm>
#include <cmath>
#include <deque>

#include "firmware_core/hal/image_sensor.h"

namespace tw::test {

inline double bt709(double linear) {
  const double l = std::clamp(linear, 0.0, 1.0);
  return l < 0.018 ? 4.5 * l : 1.099 * std::pow(l, 0.45) - 0.099;
}

class FakeImageSensor : public hal::ImageSensor {
 public:
  explicit FakeImageSensor(const hal::SensorLimits& limits) : limits_(limits) {}

  double scene = 1;        // linear signal per second of shutter at 0 dB; 1 = full scale
  double brightShare = 0;  // share of the picture that is `brightFactor` times as bright
  double brightFactor = 1;
  int delayFrames = 1;
  int releases = 0;

  hal::SensorLimits limits() const override { return limits_; }
  void stop() override { running_ = false; }
  std::optional<hal::AnalysisFrame> take() override {
    if (waiting_.empty()) return std::nullopt;
    const hal::AnalysisFrame frame = waiting_.front();
    waiting_.pop_front();
    return frame;
  }
  std::span<const uint8_t> luma(uint32_t) override { return {}; }
  void release(uint32_t) override { ++releases; }

  // The next frame is exposed now.
  hal::AnalysisFrame expose(Instant at) {
    pipeline_.push_back(asked_);
    while (pipeline_.size() > static_cast<size_t>(delayFrames) + 1) pipeline_.pop_front();
    hal::AnalysisFrame frame;
    frame.number = number_++;
    frame.capturedAt = at;
    frame.exposure = pipeline_.front();
    const double signal =
        scene * toSeconds(frame.exposure.shutter) * std::pow(10.0, frame.exposure.gainDb / 20);
    frame.meanLuma = (1 - brightShare) * bt709(signal) + brightShare * bt709(signal * brightFactor);
    frame.clippedShare =
        (signal >= 1 ? 1 - brightShare : 0) + (signal * brightFactor >= 1 ? brightShare : 0);
    return frame;
  }
  // Linear signal that a mean luma stands for.
  static double linearOf(double luma) {
    return luma < 0.081 ? luma / 4.5 : std::pow((luma + 0.099) / 1.099, 1 / 0.45);
  }
  void queueFrame(Instant at) { waiting_.push_back(expose(at)); }
  void skipFrames(uint64_t count) { number_ += count; }
  const hal::Exposure& asked() const { return asked_; }
  int changes() const { return changes_; }
  bool running() const { return running_; }

 private:
  Result<void> doStart(hal::ImageSize, int) override {
    if (running_) return Errc::kBusy;
    running_ = true;
    number_ = 0;
    return {};
  }
  void doSetExposure(const hal::Exposure& exposure) override {
    asked_ = exposure;
    ++changes_;
  }

  hal::SensorLimits limits_;
  hal::Exposure asked_{};
  std::deque<hal::Exposure> pipeline_;
  std::deque<hal::AnalysisFrame> waiting_;
  uint64_t number_ = 0;
  int changes_ = 0;
  bool running_ = false;
};

}  // namespace tw::test
