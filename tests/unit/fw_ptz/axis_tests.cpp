#include <algorithm>
#include <cmath>

#include "firmware_core/ptz/axis_control.h"
#include "tests/support/catch.h"
#include "tests/support/fake_axis_plant.h"

using namespace tw;
using namespace tw::fw;

namespace {

constexpr double kStepDeg = 0.088;
// The stop is found to one step, an angle is kept to half a step.
constexpr double kTrueDeg = 1.5 * kStepDeg + 1e-9;

struct Rig {
  AxisParameters parameters;
  test::FakeAxisPlant plant;
  AxisControl axis;

  explicit Rig(double startDeg = 0, double playDeg = 0, AxisParameters p = {})
      : parameters(p),
        plant((p.maxDeg - p.minDeg) / kStepDeg, playDeg / kStepDeg,
              std::round((startDeg - p.minDeg) / kStepDeg)),
        axis(plant, parameters) {}

  double trueDeg() const { return parameters.minDeg + plant.output() * kStepDeg; }
  void finish() {
    for (int guard = 0; axis.moving(); ++guard) {
      REQUIRE(guard < 1000);
      plant.playSegment();
      axis.poll(plant.now());
    }
  }
  void home() {
    REQUIRE(axis.startHoming().ok());
    finish();
  }
};

AxisParameters tilt() {
  AxisParameters p;
  p.minDeg = -80;
  p.maxDeg = 10;
  p.maxSpeedDegPerS = 40;
  p.homingSpeedDegPerS = 20;
  p.homeDeg = -10;
  return p;
}

}  // namespace

TEST_CASE("homing from any start angle ends at zero within 0.13 degrees, whatever the play") {
  for (double play : {0.0, 0.5, 1.0, 1.5}) {
    for (double start = -162 + play; start <= 162 - play; start += 13.5) {
      INFO("start " << start << " play " << play);
      Rig rig(start, play);
      rig.home();
      CHECK(rig.axis.homed());
      CHECK(rig.axis.state() == AxisState::kIdle);
      CHECK(rig.axis.positionSteps() == 0);
      CHECK(std::abs(rig.trueDeg()) <= kTrueDeg);
    }
  }
}

TEST_CASE("homing 324 degrees at 25 deg/s takes less than 20 s from every start") {
  for (double start : {-162.0, 0.0, 162.0}) {
    Rig rig(start);
    rig.home();
    CHECK(rig.plant.now() < Instant{20s});
    CHECK(rig.plant.now() > Instant{13s});
  }
}

TEST_CASE("homing ends at the home angle where zero lies off the middle") {
  Rig rig(-70, 0.7, tilt());
  rig.home();
  CHECK(toDegrees(rig.axis.angle()) == Approx(-10).margin(kStepDeg / 2));
  CHECK(rig.trueDeg() == Approx(-10).margin(kTrueDeg));
}

TEST_CASE("the axis goes to every angle within the soft limits, from both sides alike") {
  Rig rig(40, 1.2);
  rig.home();
  for (double deg : {0.0, 90.0, 20.0, -160.0, 160.0, 20.0, 20.1, 19.9, 20.0, -33.3}) {
    INFO("to " << deg);
    REQUIRE(rig.axis.goTo(degrees(deg)).ok());
    rig.finish();
    CHECK(rig.trueDeg() == Approx(deg).margin(kTrueDeg));
    CHECK(toDegrees(rig.axis.angle()) == Approx(deg).margin(kStepDeg / 2 + 1e-6));
  }
}

TEST_CASE("thousands of moves between presets kept in steps do not creep by a single step") {
  Rig rig(0, 1.0);
  rig.home();
  REQUIRE(rig.axis.goTo(degrees(77.77)).ok());
  rig.finish();
  const int64_t preset = rig.axis.positionSteps();
  const double first = rig.plant.output();
  for (int i = 0; i < 1000; ++i) {
    REQUIRE(rig.axis.goToSteps(i % 2 == 0 ? -preset / 3 : 0).ok());
    rig.finish();
    REQUIRE(rig.axis.goToSteps(preset).ok());
    rig.finish();
  }
  CHECK(rig.axis.positionSteps() == preset);
  CHECK(rig.plant.output() == Approx(first).margin(1e-6));
}

TEST_CASE("no step is faster than the axis' greatest speed, nor homing faster than its own") {
  Rig rig(100);
  rig.home();
  const auto fastest = [&] {
    return *std::min_element(rig.plant.intervals().begin(), rig.plant.intervals().end());
  };
  const auto interval = [](double degPerS) { return fromSeconds(kStepDeg / degPerS) - 1ns; };
  CHECK(fastest() >= interval(60));
  const auto& steps = rig.plant.intervals();
  const auto seeking = static_cast<size_t>((324 + 6) / kStepDeg);
  CHECK(*std::min_element(steps.begin(), steps.begin() + static_cast<long>(seeking)) >=
        interval(25));
  rig.plant.forgetIntervals();
  REQUIRE(rig.axis.goTo(degrees(-150)).ok());
  rig.finish();
  CHECK(fastest() >= interval(60));
  CHECK(fastest() <= interval(60) * 1.01);
}

TEST_CASE("the hard stops are touched by homing alone") {
  Rig rig(0, 1.0);
  rig.home();
  const uint64_t lost = rig.plant.lost();
  CHECK(lost > 0);
  for (double deg : {160.0, -160.0, 160.0, 159.0, -159.5}) {
    REQUIRE(rig.axis.goTo(degrees(deg)).ok());
    rig.finish();
  }
  CHECK(rig.plant.lost() == lost);
}

TEST_CASE("what cannot be done is refused with its reason and moves nothing") {
  Rig rig;
  CHECK(rig.axis.goTo(degrees(10)).error().code == Errc::kNotReady);
  REQUIRE(rig.axis.startHoming().ok());
  CHECK(rig.axis.goTo(degrees(10)).error().code == Errc::kBusy);
  CHECK(rig.axis.startHoming().error().code == Errc::kBusy);
  rig.finish();
  for (double deg : {160.2, -160.2, 1e9, -1e300, std::nan("")})
    CHECK(rig.axis.goTo(degrees(deg)).error().code == Errc::kOutOfRange);
  CHECK_FALSE(rig.axis.moving());
  CHECK(rig.plant.queued() == 0);
  REQUIRE(rig.axis.goTo(degrees(10)).ok());
  CHECK(rig.axis.goTo(degrees(20)).error().code == Errc::kBusy);
  rig.finish();
  REQUIRE(rig.axis.goTo(degrees(10)).ok());  // it stands there: done at once
  CHECK_FALSE(rig.axis.moving());
}

TEST_CASE("a stop at full speed slows down along the ramp and the position stays true") {
  Rig rig;
  rig.home();
  REQUIRE(rig.axis.goTo(degrees(150)).ok());
  for (int i = 0; i < 700; ++i) {
    if (rig.plant.queued() == 0) break;
    rig.plant.playStep();
    rig.axis.poll(rig.plant.now());
  }
  const double at = rig.trueDeg();
  rig.plant.forgetIntervals();
  const Instant asked = rig.plant.now();
  rig.axis.stop();
  CHECK(rig.axis.state() == AxisState::kStopping);
  rig.finish();
  CHECK(rig.trueDeg() - at == Approx(60.0 * 60 / (2 * 120)).margin(0.5));
  CHECK(toSeconds(rig.plant.now() - asked) == Approx(0.5).epsilon(0.03));
  CHECK(rig.axis.state() == AxisState::kIdle);
  CHECK(toDegrees(rig.axis.angle()) == Approx(rig.trueDeg()).margin(kTrueDeg));
  REQUIRE(rig.axis.goTo(degrees(0)).ok());
  rig.finish();
  CHECK(rig.trueDeg() == Approx(0).margin(kTrueDeg));
}

TEST_CASE("homing that is broken off leaves the axis not homed, and homing can begin again") {
  Rig rig(50);
  REQUIRE(rig.axis.startHoming().ok());
  for (int i = 0; i < 3; ++i) {
    rig.plant.playSegment();
    rig.axis.poll(rig.plant.now());
  }
  rig.axis.stop();
  rig.finish();
  CHECK(rig.axis.state() == AxisState::kNotHomed);
  CHECK(rig.axis.goTo(degrees(0)).error().code == Errc::kNotReady);
  rig.home();
  CHECK(std::abs(rig.trueDeg()) <= kTrueDeg);
}

TEST_CASE("parameters that contradict each other are a programming error") {
  AxisParameters p;
  p.backlashDeg = p.softMarginDeg + 0.1;
  CHECK_THROWS_AS(Rig(0, 0, p), CheckFailed);
  p = {};
  p.homeDeg = 161;
  CHECK_THROWS_AS(Rig(0, 0, p), CheckFailed);
}
