// Every counter and calendar: hal::MonotonicClock, hal::CalendarClock.
#include "sim/devices/clocks.h"

#include "tests/contract/rig.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::contract;

namespace {

constexpr CalendarTime kNoon{1'780'315'200s};  // 2026-06-01 12:00:00 UTC

void monotonicClockContract(const MakeRig<Rig<hal::MonotonicClock>>& make) {
  const auto rig = make();
  const hal::MonotonicClock& clock = rig->device();
  SECTION("counts the time that passes") {
    const Instant start = clock.now();
    rig->advance(1234567ns);
    CHECK(clock.now() - start == 1234567ns);
  }
  SECTION("never runs backwards, over a restart neither") {
    rig->advance(1s);
    const Instant before = clock.now();
    CHECK(clock.now() >= before);
    rig->restart();
    CHECK(clock.now() >= before);
  }
}

void calendarClockContract(const MakeRig<Rig<hal::CalendarClock>>& make) {
  const auto rig = make();
  hal::CalendarClock& calendar = rig->device();
  SECTION("knows nothing until it is told") {
    rig->advance(1min);
    CHECK_FALSE(calendar.now().has_value());
  }
  SECTION("runs from what it was told, forwards and back") {
    calendar.set(kNoon);
    rig->advance(90min);
    CHECK(calendar.now() == kNoon + 90min);
    calendar.set(kNoon - 1h);
    rig->advance(1s);
    CHECK(calendar.now() == kNoon - 1h + 1s);
  }
  SECTION("survives a restart, forgets without power") {
    calendar.set(kNoon);
    rig->advance(1s);
    rig->restart();
    rig->advance(1s);
    CHECK(calendar.now() == kNoon + 2s);
    rig->powerCycle();
    CHECK_FALSE(calendar.now().has_value());
  }
}

}  // namespace

TEST_CASE("contract: the virtual monotonic clock") {
  monotonicClockContract([] {
    return std::make_unique<VirtualRig<sim::VirtualMonotonicClock, Rig<hal::MonotonicClock>>>();
  });
}
TEST_CASE("contract: the virtual calendar clock") {
  calendarClockContract([] {
    return std::make_unique<VirtualRig<sim::VirtualCalendarClock, Rig<hal::CalendarClock>>>();
  });
}
