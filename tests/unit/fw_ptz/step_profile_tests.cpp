#include "firmware_core/ptz/step_profile.h"

#include <cmath>

#include "tests/support/catch.h"

using namespace tw;
using namespace tw::fw;

namespace {

constexpr double kStepsPerDeg = 1 / 0.088;
const MotionLimits kPan{60 * kStepsPerDeg, 120 * kStepsPerDeg};

// A trapezoid's duration: full speed where the way is long enough, a triangle where it is not.
double closedForm(double distance, double speed, double acceleration) {
  if (distance >= speed * speed / acceleration) return distance / speed + speed / acceleration;
  return 2 * std::sqrt(distance / acceleration);
}

Duration shortest(const hal::StepSegment& s) {
  return std::min(s.interval, s.interval + s.change * (s.count - 1));
}

}  // namespace

TEST_CASE("10, 180 and 324 degrees at 60 deg/s and 120 deg/s2 take 0.577, 3.5 and 5.9 s") {
  for (auto [deg, seconds] : {std::pair{10.0, 0.577}, {180.0, 3.5}, {324.0, 5.9}}) {
    INFO(deg << " degrees");
    CHECK(closedForm(deg, 60, 120) == Approx(seconds).epsilon(0.001));
    const auto plan = planMove(std::llround(deg * kStepsPerDeg), kPan);
    CHECK(toSeconds(durationOf(plan)) == Approx(seconds).epsilon(0.03));
  }
}

TEST_CASE("any move takes the closed form's time, has its exact steps and fits the motor's queue") {
  for (double speed : {20.0, 113.6, 340.9, 681.8, 1500.0}) {
    for (double acceleration : {60.0, 1363.6, 2727.0}) {
      const MotionLimits limits{speed, acceleration};
      for (int64_t steps = 1; steps < 20000; steps += 1 + steps / 3) {
        INFO(steps << " steps at " << speed << " steps/s, " << acceleration << " steps/s2");
        const auto plan = planMove(steps, limits);
        CHECK(stepsOf(plan) == steps);
        CHECK(stepsOf(planMove(-steps, limits)) == -steps);
        CHECK(plan.size() <= hal::AxisMotor::kQueueCapacity);
        const double exact = closedForm(static_cast<double>(steps), speed, acceleration);
        // A few steps are too few for a curve: half a step's time is allowed.
        const double step = std::max(std::sqrt(1 / acceleration), 1 / speed);
        CHECK(toSeconds(durationOf(plan)) == Approx(exact).epsilon(0.03).margin(0.5 * step));
      }
    }
  }
}

TEST_CASE("no interval is ever shorter than the greatest speed allows, nor than the motor takes") {
  for (double speed : {20.0, 340.9, 681.8, 1100.0, 4999.0}) {
    const MotionLimits limits{speed, 3000};
    for (int64_t steps : {1, 2, 3, 7, 50, 51, 999, 1000, 5000}) {
      for (const hal::StepSegment& s : planMove(steps, limits)) {
        CHECK(shortest(s) >= Duration{static_cast<int64_t>(1e9 / speed)});
        CHECK(shortest(s) >= hal::AxisMotor::kMinInterval);
        CHECK(std::max(s.interval, s.interval + s.change * (s.count - 1)) <=
              hal::AxisMotor::kMaxInterval);
      }
    }
  }
}

TEST_CASE("speed grows along the ramp as the square root of the way, within a tenth") {
  const auto plan = planMove(3000, kPan);
  int64_t step = 0;
  for (const hal::StepSegment& s : plan) {
    for (int64_t i = 0; i < s.count; ++i) {
      ++step;
      if (step < 3 || step > 165) continue;
      const double exact = std::sqrt(2 * kPan.acceleration * (static_cast<double>(step) - 0.5));
      const double planned = 1 / toSeconds(s.interval + s.change * i);
      CHECK(planned == Approx(exact).epsilon(0.12));
    }
  }
}

TEST_CASE("slowing down from a speed takes v/a seconds and v^2/2a steps") {
  const auto plan = planStop(600, false, kPan);
  CHECK(stepsOf(plan) == -static_cast<int64_t>(600.0 * 600.0 / (2 * kPan.acceleration)));
  CHECK(toSeconds(durationOf(plan)) == Approx(600 / kPan.acceleration).epsilon(0.03));
  CHECK(planStop(0, true, kPan).empty());
}

TEST_CASE("limits that the motor cannot play are a programming error") {
  CHECK_THROWS_AS(planMove(10, MotionLimits{5001, 100}), CheckFailed);
  CHECK_THROWS_AS(planMove(10, MotionLimits{100, 0}), CheckFailed);
  CHECK(planMove(0, kPan).empty());
}
