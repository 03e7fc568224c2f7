// One axis, open loop: homing against the hard stop, going to an angle within the soft limits.
//
// There is no encoder: the position is the count of steps since the stop was reached, kept as a
// whole number and never rounded through degrees. Homing drives towards the negative stop for
// more than the whole travel; steps that are lost there do no harm. Every later move ends in that
// same direction, so the play of the gears stays on the flank on which zero was taken and drops
// out. What is lost on the way (wind, a hand, frost) is not noticed before the next homing.
#pragma once

#include <cstdint>
#include <vector>

#include "firmware_core/base/result.h"
#include "firmware_core/base/time.h"
#include "firmware_core/base/units.h"
#include "firmware_core/hal/axis_motor.h"
#include "firmware_core/ptz/step_profile.h"

namespace tw::fw {

struct AxisParameters {
  double stepsPerDeg = 1 / 0.088;     // of the output shaft
  double minDeg = -162;               // the negative hard stop
  double maxDeg = 162;                // the positive hard stop
  double softMarginDeg = 2;           // commanded angles stay this far from the hard stops
  double maxSpeedDegPerS = 60;        // when going to a position
  double accelerationDegPerS2 = 120;  // always
  double homingSpeedDegPerS = 25;     // towards the stop
  double homingExtraDeg = 6;          // driven beyond the whole travel
  double homeDeg = 0;                 // where homing ends; within the soft limits
  double backlashDeg = 1.5;           // at least the play of the gears; at most softMarginDeg
};

enum class AxisState { kNotHomed, kHoming, kIdle, kMoving, kStopping };
const char* toString(AxisState state);

class AxisControl {
 public:
  // The motor is borrowed and outlives this. Switches its coils on; moves nothing.
  AxisControl(hal::AxisMotor& motor, const AxisParameters& parameters);

  // Finds the negative stop, then goes to homeDeg. Breaks off what the motor still plays from
  // before a restart. Errors: kBusy while this moves it.
  Result<void> startHoming();

  // Errors: kNotReady (not homed), kOutOfRange (beyond the soft limits), kBusy (moving).
  Result<void> goTo(Radians angle);
  Result<void> canGoTo(Radians angle) const;  // what goTo() would answer; moves nothing
  Result<void> goToSteps(int64_t position);   // as positionSteps() gave it; same errors

  // Slows down and stands. Breaks homing off: the axis is then not homed. No effect at rest.
  void stop();

  // Feeds the motor. Driven by the motor's wakes alone: returns kNever.
  Instant poll(Instant now);

  AxisState state() const { return state_; }
  bool homed() const { return homed_; }
  bool moving() const;
  // Where the axis is believed to be; steps from 0 deg, positive as StepSegment::positive. Without
  // meaning before homing.
  int64_t positionSteps() const;
  Radians angle() const;
  const AxisParameters& parameters() const { return parameters_; }

 private:
  int64_t stepsAt(double deg) const;
  Result<void> judge(int64_t position) const;
  MotionLimits limits(double speedDegPerS) const;
  void begin();
  void appendApproach(int64_t target);
  void append(const std::vector<hal::StepSegment>& segments);
  void feed();
  void finish();
  double speedNow() const;

  hal::AxisMotor& motor_;
  AxisParameters parameters_;
  AxisState state_ = AxisState::kNotHomed;
  bool homed_ = false;
  bool onApproachFlank_ = false;          // the last movement was in the negative direction
  int64_t zeroAt_ = 0;                    // motor_.stepsPlayed() at 0 deg
  std::vector<hal::StepSegment> plan_{};  // of the present movement, what was fed included
  size_t fed_ = 0;                        // segments of plan_ handed to the motor
  int64_t planStart_ = 0;                 // motor_.stepsPlayed() when the plan began
};

}  // namespace tw::fw
