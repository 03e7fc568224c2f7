// Lamps, filter, light sensor and siren for the firmware's tests, on a clock that the test moves.
#pragma once

#include <vector>

#include "firmware_core/hal/ambient_light.h"
#include "firmware_core/hal/ir_cut.h"
#include "firmware_core/hal/light.h"
#include "firmware_core/hal/speaker.h"

namespace tw::test {

// Keeps its timer's promise: dark from the end of forTime on, whoever calls or does not.
class FakeLight final : public hal::Light {
 public:
  explicit FakeLight(const Instant& clock) : clock_(clock) {}
  double duty() const override { return clock_ < until_ ? duty_ : 0; }
  bool on() const { return duty() > 0; }
  bool endsByItself() const { return until_ != kNever; }
  int changes = 0;

 private:
  void doSet(double duty, Duration forTime) override {
    ++changes;
    duty_ = duty;
    until_ = forTime == kForever ? kNever : clock_ + forTime;
  }
  const Instant& clock_;
  double duty_ = 0;
  Instant until_ = kNever;
};

class FakeIrCut final : public hal::IrCut {
 public:
  explicit FakeIrCut(const Instant& clock) : clock_(clock) {}
  Result<void> start(hal::IrCutPosition to) override {
    if (moving()) return Errc::kBusy;
    told_ = to;
    end_ = clock_ + std::chrono::milliseconds{70};
    ++moves;
    return {};
  }
  bool moving() const override { return clock_ < end_; }
  hal::IrCutPosition position() const override { return told_; }
  bool out() const { return told_ == hal::IrCutPosition::kOut; }
  int moves = 0;

 private:
  const Instant& clock_;
  hal::IrCutPosition told_ = hal::IrCutPosition::kIn;
  Instant end_{};
};

class FakeAmbientLight final : public hal::AmbientLight {
 public:
  Result<Lux> read() const override {
    if (dead) return Errc::kIo;
    return Lux{lux};
  }
  double lux = 1000;
  bool dead = false;
};

class FakeSiren final : public hal::Speaker {
 public:
  Result<void> play(const hal::AudioBlock&) override { return {}; }
  bool playing() const override { return false; }
  double level = 0;
  int changes = 0;

 private:
  void doSetSiren(double to) override {
    level = to;
    ++changes;
  }
};

}  // namespace tw::test
