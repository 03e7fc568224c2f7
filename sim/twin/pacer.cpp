#include "sim/twin/pacer.h"

#include <thread>

#include "firmware_core/base/check.h"

namespace tw::sim {

Wall realWall() {
  return {[] { return Duration(std::chrono::steady_clock::now().time_since_epoch()); },
          [](Duration d) { std::this_thread::sleep_for(d); }};
}

Pacer::Pacer(double pace, Wall wall) : pace_(pace), wall_(std::move(wall)), built_(wall_.now()) {
  TW_CHECK(pace >= 0);
}

void Pacer::keepPace(Instant now) {
  if (const Duration left = leftUntil(now); left > Duration::zero()) wall_.waitFor(left);
}

Duration Pacer::leftUntil(Instant now) {
  if (pace_ == 0) return {};
  const Duration wall = wall_.now();
  if (!started_) {
    started_ = true;
    wallStart_ = wall;
    virtualStart_ = now;
    return {};
  }
  const Duration due = wallStart_ + fromSeconds(toSeconds(now - virtualStart_) / pace_);
  if (due > wall) return due - wall;
  if (wall - due > kMaxLag) {
    wallStart_ = wall;
    virtualStart_ = now;
  }
  return {};
}

Instant Pacer::reached() const {
  if (!started_) return virtualStart_;
  return virtualStart_ + fromSeconds(toSeconds(wall_.now() - wallStart_) * pace_);
}

double Pacer::wallSeconds() const { return toSeconds(wall_.now() - built_); }

}  // namespace tw::sim
