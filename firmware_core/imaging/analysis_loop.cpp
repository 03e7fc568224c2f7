#include "firmware_core/imaging/analysis_loop.h"

namespace tw::fw {

AnalysisLoop::AnalysisLoop(hal::ImageSensor& sensor, const ExposureParameters& parameters)
    : sensor_(sensor), exposure_(sensor, parameters) {}

Result<void> AnalysisLoop::start() {
  if (running_) return Errc::kBusy;
  const Result<void> started = sensor_.start(kSize, kFramesPerSecond);
  running_ = started.ok();
  nextNumber_ = 0;
  return started;
}

void AnalysisLoop::stop() {
  if (!running_) return;
  sensor_.stop();
  running_ = false;
}

Instant AnalysisLoop::poll(Instant) {
  while (running_) {
    const std::optional<hal::AnalysisFrame> frame = sensor_.take();
    if (!frame) break;
    lost_ += frame->number - nextNumber_;
    nextNumber_ = frame->number + 1;
    ++frames_;
    exposure_.judge(*frame);
    if (observer_) observer_(*frame);
    sensor_.release(frame->handle);
  }
  return kNever;
}

}  // namespace tw::fw
