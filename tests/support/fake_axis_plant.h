// A stepper axis step by step in its own time: rotor, play of the gears, two hard stops at which
// further steps are lost. Keeps the interval of every step, so that a test can judge speeds.
#pragma once

#include <algorithm>
#include <cmath>
#include <deque>
#include <vector>

#include "firmware_core/hal/axis_motor.h"

namespace tw::test {

class FakeAxisPlant : public hal::AxisMotor {
 public:
  // All in steps of the output shaft; the output's travel is 0..travel.
  FakeAxisPlant(double travel, double play, double start)
      : travel_(travel), play_(play), rotor_(start), output_(start) {}

  size_t queued() const override { return segments_.size(); }
  void abort() override {
    segments_.clear();
    playedOfFront_ = 0;
  }
  int64_t stepsPlayed() const override { return played_; }
  void setCoils(bool on) override { coils_ = on; }

  double output() const { return output_; }
  Instant now() const { return now_; }
  const std::vector<Duration>& intervals() const { return intervals_; }
  uint64_t lost() const { return lost_; }
  void forgetIntervals() { intervals_.clear(); }

  // Plays to the end of the front segment (the wake line) or for one step.
  void playSegment() {
    const size_t before = segments_.size();
    while (!segments_.empty() && segments_.size() == before) playStep();
  }
  void playStep() {
    const hal::StepSegment& front = segments_.front();
    const Duration interval = front.interval + front.change * playedOfFront_;
    now_ += interval;
    intervals_.push_back(interval);
    turn(front.positive ? 1 : -1);
    if (++playedOfFront_ < int64_t{front.count}) return;
    segments_.pop_front();
    playedOfFront_ = 0;
  }

 private:
  Result<void> doEnqueue(const hal::StepSegment& segment) override {
    if (!coils_) return Errc::kNotReady;
    segments_.push_back(segment);
    return {};
  }
  // The gears push the shaft at either end of their play; a stop holds the shaft and so the rotor.
  void turn(int direction) {
    played_ += direction;
    const double wanted = rotor_ + direction;
    if (wanted - play_ / 2 > travel_ || wanted + play_ / 2 < 0) {
      ++lost_;
      return;
    }
    rotor_ = wanted;
    output_ = std::clamp(output_, rotor_ - play_ / 2, rotor_ + play_ / 2);
  }

  double travel_, play_, rotor_, output_;
  std::deque<hal::StepSegment> segments_;
  int64_t playedOfFront_ = 0;
  int64_t played_ = 0;
  uint64_t lost_ = 0;
  bool coils_ = false;
  Instant now_{};
  std::vector<Duration> intervals_;
};

}  // namespace tw::test
