#include "sim/devices/axis_motor.h"

#include <cmath>

#include "tests/support/catch.h"
#include "tests/support/test_bench.h"

using namespace tw;
using namespace tw::sim;
using hal::StepSegment;

namespace {

constexpr double kStep = 0.1;  // degrees
const AxisMotorParameters kPlain{.minDeg = -50, .maxDeg = 50, .degPerStep = kStep};

struct Axis {
  explicit Axis(const AxisMotorParameters& parameters = kPlain, uint64_t seed = 1)
      : bench(seed), motor(bench.bench, "ptz_pan", parameters) {
    motor.powerOn();
    motor.setCoils(true);
  }
  // Plays `steps` (signed) at 1 ms a step to the end.
  void steps(int count, Duration interval = 1ms) {
    REQUIRE(motor.enqueue({interval, static_cast<uint32_t>(std::abs(count)), {}, count > 0}));
    bench.runFor(interval * std::abs(count));
    REQUIRE_FALSE(motor.moving());
  }
  TestBench bench;
  VirtualAxisMotor motor;
};

}  // namespace

TEST_CASE("the closed form of step times equals adding the intervals up") {
  const StepSegment segments[] = {{1ms, 5000}, {5ms, 1000, -4us}, {200us, 4000, 100ns}};
  for (const StepSegment& segment : segments) {
    Duration at{}, interval = segment.interval;
    for (uint32_t n = 1; n <= segment.count; ++n) {
      at += interval;
      interval += segment.change;
      REQUIRE(timeOfSteps(segment, n) == at);
      REQUIRE(stepsWithin(segment, at) == n);
      REQUIRE(stepsWithin(segment, at - 1ns) == n - 1);
    }
    CHECK(stepsWithin(segment, at + 1h) == segment.count);
  }
}

TEST_CASE("the longest segment a timer can be given does not overflow") {
  const StepSegment longest{1s, 0xFFFFFFFF};
  CHECK(timeOfSteps(longest, longest.count) == 1s * int64_t{longest.count});
  CHECK(stepsWithin(longest, 1000s) == 1000);
}

TEST_CASE("steps faster than a limit are counted in closed form as one by one") {
  const StepSegment segments[] = {{2ms, 100, -10us}, {1ms, 100, 10us}, {1500us, 100}};
  for (const StepSegment& segment : segments)
    for (const Duration limit : {900us, 1200us, 1500us, 1501us, 3000us})
      for (uint32_t from = 0; from < 100; from += 9)
        for (uint32_t to = from; to <= 100; to += 13) {
          uint32_t fast = 0;
          for (uint32_t i = from; i < to; ++i)
            fast += segment.interval + segment.change * i < limit ? 1 : 0;
          REQUIRE(stepsFasterThan(segment, limit, from, to) == fast);
        }
}

TEST_CASE("the angle follows the steps, in the middle of a segment too") {
  Axis axis;
  axis.motor.turnTo(0);
  REQUIRE(axis.motor.enqueue({2ms, 100}));
  axis.bench.runFor(51ms);
  CHECK(axis.motor.angleDeg() == Approx(25 * kStep));
  axis.bench.runFor(149ms);
  CHECK(axis.motor.angleDeg() == Approx(100 * kStep));
  CHECK(axis.bench.value("ptz_pan.angle_deg") == Approx(100 * kStep));
  axis.steps(-30);
  CHECK(axis.motor.angleDeg() == Approx(70 * kStep));
  CHECK(axis.motor.lostSteps() == 0);
}

TEST_CASE("the angle signal is sampled ten times a second while the axis moves, and then rests") {
  Axis axis;
  axis.motor.turnTo(0);
  int changes = 0;
  const SignalId angle = axis.bench.signal("ptz_pan.angle_deg");
  axis.bench.signals.listen([&](SignalId id) { changes += id == angle ? 1 : 0; });
  axis.steps(400, 2500us);  // one second
  CHECK(changes == 10);
  const uint64_t events = axis.bench.queue.executed();
  axis.bench.runFor(1h);
  CHECK(axis.bench.queue.executed() == events);
}

TEST_CASE("an axis knows nothing of its angle at the start of a run") {
  double least = 1e9, most = -1e9;
  for (uint64_t seed = 1; seed <= 200; ++seed) {
    const double angle = Axis(kPlain, seed).motor.angleDeg();
    CHECK(angle == Axis(kPlain, seed).motor.angleDeg());
    least = std::min(least, angle);
    most = std::max(most, angle);
  }
  // Chance that 200 even draws all miss an end's tenth: 0.9^200 < 1e-9.
  CHECK(least < -40);
  CHECK(most > 40);
}

TEST_CASE("steps against a hard stop are lost: the position reference shifts by them") {
  Axis axis;
  axis.motor.turnTo(49);
  axis.steps(25);
  CHECK(axis.motor.angleDeg() == Approx(50));
  CHECK(axis.motor.stepsPlayed() == 25);
  CHECK(axis.motor.lostSteps() == 15);
  CHECK(axis.bench.value("ptz_pan.lost_steps") == 15);
  axis.steps(-25);
  CHECK(axis.motor.stepsPlayed() == 0);
  CHECK(axis.motor.angleDeg() == Approx(49 - 15 * kStep));
}

TEST_CASE("driving more than the travel always ends at the stop: that is how homing works") {
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    Axis axis(kPlain, seed);
    axis.steps(-1100);
    CHECK(axis.motor.angleDeg() == Approx(-50));
    axis.steps(500);
    CHECK(axis.motor.angleDeg() == Approx(0).margin(1e-9));
  }
}

TEST_CASE("power cuts and restarts in the middle of a move leave the axis where it was") {
  Axis axis;
  axis.motor.turnTo(0);
  REQUIRE(axis.motor.enqueue({1ms, 100}));
  axis.bench.runFor(40ms);
  axis.motor.powerOff();
  CHECK(axis.bench.value("ptz_pan.moving") == 0);
  axis.bench.runFor(10s);
  CHECK(axis.motor.angleDeg() == Approx(40 * kStep));
  axis.motor.powerOn();
  CHECK(axis.motor.stepsPlayed() == 0);
  CHECK(axis.motor.angleDeg() == Approx(40 * kStep));
}

TEST_CASE("steps faster than the motor can follow are lost") {
  Axis axis(AxisMotorParameters{
      .minDeg = -50, .maxDeg = 50, .degPerStep = kStep, .maxStepsPerSecond = 1000});
  axis.motor.turnTo(0);
  axis.steps(100, 1ms);
  CHECK(axis.motor.lostSteps() == 0);
  axis.steps(100, 999us);
  CHECK(axis.motor.lostSteps() == 100);
  // From 1.1 ms down by 2 us a step: those after the 51st are too fast.
  REQUIRE(axis.motor.enqueue({1100us, 100, -2us}));
  axis.bench.runFor(1s);
  CHECK(axis.motor.lostSteps() == 149);
  CHECK(axis.motor.angleDeg() == Approx(151 * kStep));
}

TEST_CASE("backlash: the angle lags by the dead band when the direction turns") {
  Axis axis(
      AxisMotorParameters{.minDeg = -50, .maxDeg = 50, .degPerStep = kStep, .backlashDeg = 1.0});
  axis.motor.turnTo(0);
  axis.steps(100);  // taken up on one side: half the band behind
  CHECK(axis.motor.angleDeg() == Approx(10 - 0.5));
  axis.steps(-10);  // exactly the band: the angle has not moved
  CHECK(axis.motor.angleDeg() == Approx(9.5));
  axis.steps(-10);
  CHECK(axis.motor.angleDeg() == Approx(8.5));
  CHECK(axis.motor.lostSteps() == 0);
}

TEST_CASE("looking at an axis changes nothing of where it goes") {
  Axis watched, left;
  for (Axis* axis : {&watched, &left}) {
    axis->motor.turnTo(0);
    axis->motor.applyFault("lost_steps", 0.3);
    REQUIRE(axis->motor.enqueue({2ms, 333, -1us}));
  }
  for (int i = 0; i < 700; ++i) {
    watched.bench.runFor(1ms);
    (void)watched.motor.angleDeg();
  }
  left.bench.runFor(700ms);
  CHECK(watched.motor.angleDeg() == left.motor.angleDeg());
  CHECK(watched.motor.stateHash() == left.motor.stateHash());
  CHECK(watched.bench.trace.hash() == left.bench.trace.hash());
}

TEST_CASE(
    "the speed is the slope of the angle, also while it changes, and none where steps are lost") {
  Axis axis;
  axis.motor.turnTo(0);
  CHECK(axis.motor.speedDegPerSecond() == 0);
  REQUIRE(axis.motor.enqueue({5ms, 100, -30us, true}));
  for (int i = 0; i < 30; ++i) {
    const double speed = axis.motor.speedDegPerSecond(), before = axis.motor.angleDeg();
    while (axis.motor.angleDeg() == before) axis.bench.runFor(10us);
    const double firstStep = axis.motor.angleDeg();
    // The next whole step, from edge to edge.
    const double now = axis.motor.speedDegPerSecond();
    const Instant edge = axis.bench.queue.now();
    while (axis.motor.angleDeg() == firstStep) axis.bench.runFor(10us);
    CHECK(now == Approx(kStep / toSeconds(axis.bench.queue.now() - edge)).epsilon(0.01));
    CHECK(now >= speed);
  }
  axis.motor.abort();
  CHECK(axis.motor.speedDegPerSecond() == 0);
  REQUIRE(axis.motor.enqueue({1ms, 2000, {}, false}));
  axis.bench.runFor(100ms);
  CHECK(axis.motor.speedDegPerSecond() == Approx(-100));
  axis.bench.runFor(1s);  // at the stop
  CHECK(axis.motor.speedDegPerSecond() == 0);
}
