// Every watchdog: hal::Watchdog. A rig counts its bites.
#include "sim/devices/watchdog.h"

#include "tests/contract/rig.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::contract;

namespace {

class WatchdogRig : public Rig<hal::Watchdog> {
 public:
  virtual int bites() const = 0;  // each of which restarted the chip
};

class VirtualWatchdogRig : public VirtualRig<sim::VirtualWatchdog, WatchdogRig> {
 public:
  VirtualWatchdogRig()
      : VirtualRig([this] {
          ++bites_;
          device().reset();
        }) {}
  int bites() const override { return bites_; }

 private:
  int bites_ = 0;
};

void watchdogContract(const MakeRig<WatchdogRig>& make) {
  const auto rig = make();
  hal::Watchdog& dog = rig->device();

  SECTION("sleeps until it is started, kicked or not") {
    dog.kick();
    rig->advance(2min);
    CHECK(rig->bites() == 0);
  }
  SECTION("bites when its time is over, once, and sleeps after the restart") {
    dog.start(5s);
    rig->advance(4999ms);
    CHECK(rig->bites() == 0);
    rig->advance(1ms);
    CHECK(rig->bites() == 1);
    rig->advance(1min);
    CHECK(rig->bites() == 1);
  }
  SECTION("does not bite whoever kicks it in time") {
    dog.start(1s);
    for (int i = 0; i < 50; ++i) {
      rig->advance(990ms);
      dog.kick();
    }
    CHECK(rig->bites() == 0);
    rig->advance(999ms);
    CHECK(rig->bites() == 0);
    rig->advance(1ms);
    CHECK(rig->bites() == 1);
  }
  SECTION("starting again changes the time, to longer and to shorter") {
    dog.start(1s);
    dog.start(10s);
    rig->advance(9s);
    CHECK(rig->bites() == 0);
    dog.start(200ms);
    rig->advance(200ms);
    CHECK(rig->bites() == 1);
  }
  SECTION("sleeps after a power cut and a restart") {
    dog.start(1s);
    rig->powerCycle();
    rig->advance(10s);
    CHECK(rig->bites() == 0);
    dog.start(1s);
    rig->restart();
    rig->advance(10s);
    CHECK(rig->bites() == 0);
  }
  SECTION("refuses times beyond its range") {
    CHECK_THROWS_AS(dog.start(99ms), CheckFailed);
    CHECK_THROWS_AS(dog.start(61s), CheckFailed);
  }
}

}  // namespace

TEST_CASE("contract: the virtual watchdog") {
  watchdogContract([] { return std::make_unique<VirtualWatchdogRig>(); });
}
