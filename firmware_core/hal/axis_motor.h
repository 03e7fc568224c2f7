// One stepper axis, driven open loop: a timer peripheral plays queued segments of steps.
//
// There is no encoder and no limit switch: what the firmware knows is how many steps it asked for.
// Latency: a segment starts when the one before it ends, or at once. Ownership: segments are
// copied. Failure: the world may lose steps (stall, end stop, blocked); the motor cannot tell.
// After a power cut or restart the coils are off, the queue is empty and stepsPlayed() starts at 0,
// wherever the axis stands.
#pragma once

#include <cstdint>

#include "firmware_core/base/result.h"
#include "firmware_core/base/time.h"

namespace tw::hal {

// `count` steps; the first after `interval`, each next interval longer by `change` (negative =
// accelerating). Intervals never fall below AxisMotor::kMinInterval.
struct StepSegment {
  Duration interval{};
  uint32_t count = 0;
  Duration change{};
  bool positive = true;  // direction: pan to the left, tilt up
};

class AxisMotor {
 public:
  static constexpr Duration kMinInterval = std::chrono::microseconds{200};
  static constexpr Duration kMaxInterval = std::chrono::seconds{1};
  static constexpr size_t kQueueCapacity = 16;  // segments

  virtual ~AxisMotor() = default;

  // Errors: kOutOfRange (count 0, or an interval in the segment beyond kMin..kMaxInterval),
  // kNoSpace (queue full), kNotReady (coils off). Nothing is queued on an error.
  Result<void> enqueue(const StepSegment& segment);
  virtual size_t queued() const = 0;  // segments waiting or playing
  bool moving() const { return queued() > 0; }

  // Drops all segments; the axis stops within one step. Raises the wake line as any end does.
  virtual void abort() = 0;

  // Steps played since power-up, signed: positive direction counts up. Steps the rotor lost count
  // too.
  virtual int64_t stepsPlayed() const = 0;

  // Without current the axis holds by friction alone. Switching off while moving aborts.
  virtual void setCoils(bool on) = 0;

 private:
  virtual Result<void> doEnqueue(const StepSegment& segment) = 0;
};

}  // namespace tw::hal
