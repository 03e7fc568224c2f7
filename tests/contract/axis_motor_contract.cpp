// Every stepper axis: hal::AxisMotor.
#include "sim/devices/axis_motor.h"

#include <vector>

#include "tests/contract/rig.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::contract;
using hal::AxisMotor;
using hal::StepSegment;

namespace {

// When each step of the segment falls, added up one by one.
std::vector<Duration> stepTimes(const StepSegment& segment) {
  std::vector<Duration> times;
  Duration at{}, interval = segment.interval;
  for (uint32_t i = 0; i < segment.count; ++i) {
    at += interval;
    times.push_back(at);
    interval += segment.change;
  }
  return times;
}

void checkPlays(Rig<AxisMotor>& rig, const StepSegment& segment) {
  AxisMotor& axis = rig.device();
  const int64_t base = axis.stepsPlayed();
  const int64_t sign = segment.positive ? 1 : -1;
  REQUIRE(axis.enqueue(segment));
  const Instant start = rig.now();
  int64_t steps = 0;
  for (const Duration at : stepTimes(segment)) {
    rig.advance(start + at - 1ns - rig.now());
    REQUIRE(axis.stepsPlayed() == base + sign * steps);
    rig.advance(1ns);
    REQUIRE(axis.stepsPlayed() == base + sign * ++steps);
  }
  CHECK_FALSE(axis.moving());
}

void axisMotorContract(const MakeRig<Rig<AxisMotor>>& make) {
  const auto rig = make();
  AxisMotor& axis = rig->device();

  SECTION("starts with coils off, nothing queued and nothing played") {
    CHECK(axis.queued() == 0);
    CHECK(axis.stepsPlayed() == 0);
    CHECK(axis.enqueue({1ms, 10}).error().code == Errc::kNotReady);
    CHECK(axis.queued() == 0);
  }

  axis.setCoils(true);
  SECTION("refuses segments that no timer can play, and queues nothing of them") {
    const StepSegment bad[] = {{1ms, 0},
                               {AxisMotor::kMinInterval - 1ns, 10},
                               {AxisMotor::kMaxInterval + 1ns, 10},
                               {1ms, 1000, -1us},      // the last interval is 1 us
                               {500ms, 1000, 600us}};  // the last interval is 1.1 s
    for (const StepSegment& segment : bad) {
      CHECK(axis.enqueue(segment).error().code == Errc::kOutOfRange);
      CHECK(axis.queued() == 0);
    }
  }
  SECTION("takes segments up to the queue's capacity") {
    for (size_t i = 0; i < AxisMotor::kQueueCapacity; ++i) {
      CHECK(axis.enqueue({1ms, 10}));
      CHECK(axis.queued() == i + 1);
    }
    CHECK(axis.enqueue({1ms, 10}).error().code == Errc::kNoSpace);
    rig->advance(10ms);
    CHECK(axis.queued() == AxisMotor::kQueueCapacity - 1);
    CHECK(axis.enqueue({1ms, 10}));
  }
  SECTION("plays a constant segment step by step") { checkPlays(*rig, {1250us, 37}); }
  SECTION("plays an accelerating segment step by step") {
    checkPlays(*rig, {4ms, 50, -60us, false});
  }
  SECTION("plays a slowing segment step by step") { checkPlays(*rig, {1ms, 80, 33us}); }
  SECTION("plays the next segment without a gap, and its end raises the wake line") {
    REQUIRE(axis.enqueue({2ms, 10}));
    REQUIRE(axis.enqueue({3ms, 10, Duration{}, false}));
    rig->advance(20ms);
    CHECK(axis.stepsPlayed() == 10);
    const int wakes = rig->wakes();
    CHECK(wakes >= 1);
    rig->advance(2999us);
    CHECK(axis.stepsPlayed() == 10);
    rig->advance(1us);
    CHECK(axis.stepsPlayed() == 9);
    rig->advance(27ms);
    CHECK(axis.stepsPlayed() == 0);
    CHECK_FALSE(axis.moving());
    CHECK(rig->wakes() > wakes);
  }
  SECTION("abort stops within one step and empties the queue") {
    REQUIRE(axis.enqueue({1ms, 100}));
    REQUIRE(axis.enqueue({1ms, 100}));
    rig->advance(10500us);
    const int wakes = rig->wakes();
    axis.abort();
    rig->advance(1ms);
    CHECK(axis.queued() == 0);
    CHECK(rig->wakes() > wakes);
    const int64_t stopped = axis.stepsPlayed();
    CHECK((stopped == 10 || stopped == 11));
    rig->advance(1s);
    CHECK(axis.stepsPlayed() == stopped);
  }
  SECTION("switching the coils off aborts") {
    REQUIRE(axis.enqueue({1ms, 100}));
    rig->advance(10500us);
    axis.setCoils(false);
    rig->advance(1s);
    CHECK(axis.stepsPlayed() <= 11);
    CHECK_FALSE(axis.moving());
    CHECK(axis.enqueue({1ms, 10}).error().code == Errc::kNotReady);
  }
  SECTION("counts from 0 with an empty queue after a power cut and a restart") {
    for (const bool cut : {true, false}) {
      axis.setCoils(true);
      REQUIRE(axis.enqueue({1ms, 100}));
      rig->advance(50ms);
      cut ? rig->powerCycle() : rig->restart();
      CHECK(axis.queued() == 0);
      CHECK(axis.stepsPlayed() == 0);
      rig->advance(1s);
      CHECK(axis.stepsPlayed() == 0);
      CHECK(axis.enqueue({1ms, 10}).error().code == Errc::kNotReady);
    }
  }
}

}  // namespace

TEST_CASE("contract: the virtual axis motor") {
  axisMotorContract([] {
    return std::make_unique<VirtualRig<sim::VirtualAxisMotor, Rig<AxisMotor>>>("ptz_pan");
  });
}
TEST_CASE("contract: the virtual axis motor with backlash and little travel") {
  axisMotorContract([] {
    return std::make_unique<VirtualRig<sim::VirtualAxisMotor, Rig<AxisMotor>>>(
        "ptz_tilt", sim::AxisMotorParameters{.minDeg = -1, .maxDeg = 1, .backlashDeg = 0.7});
  });
}
