// A move of a whole number of steps, laid out as trapezoid: accelerate, cruise, decelerate.
//
// The motor's timer can change the interval between steps by a constant only, so each ramp is cut
// into pieces that keep the exact time of the ramp at their ends. No jerk limit.
#pragma once

#include <vector>

#include "firmware_core/hal/axis_motor.h"

namespace tw::fw {

struct MotionLimits {
  double maxSpeed = 0;      // steps/s; at most 1 / AxisMotor::kMinInterval
  double acceleration = 0;  // steps/s^2, for speeding up and slowing down alike
};

// Segments from standstill to standstill; none for 0 steps. At most AxisMotor::kQueueCapacity.
std::vector<hal::StepSegment> planMove(int64_t steps, const MotionLimits& limits);

// Segments that slow down from `speed` (steps/s) to standstill.
std::vector<hal::StepSegment> planStop(double speed, bool positive, const MotionLimits& limits);

int64_t stepsOf(const std::vector<hal::StepSegment>& segments);  // signed
Duration durationOf(const std::vector<hal::StepSegment>& segments);

}  // namespace tw::fw
