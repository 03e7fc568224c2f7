// Every lamp driver: hal::Light.
#include "sim/devices/light.h"

#include "tests/contract/rig.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::contract;

namespace {

void lightContract(const MakeRig<Rig<hal::Light>>& make) {
  const auto rig = make();
  hal::Light& light = rig->device();

  SECTION("is dark after power-up") { CHECK(light.duty() == 0); }
  SECTION("is driven as told, within a millisecond") {
    for (const double duty : {1.0, 0.25, 0.0}) {
      light.set(duty);
      rig->advance(1ms);
      CHECK(light.duty() == duty);
    }
  }
  SECTION("burns for ever unless told otherwise") {
    light.set(0.5);
    rig->advance(1h);
    CHECK(light.duty() == 0.5);
  }
  SECTION("goes dark by itself when its time is over") {
    light.set(0.5, 400ms);
    rig->advance(399ms);
    CHECK(light.duty() == 0.5);
    rig->advance(2ms);
    CHECK(light.duty() == 0);
  }
  SECTION("a later set replaces the earlier one's time") {
    light.set(1, 100ms);
    light.set(1);
    rig->advance(1s);
    CHECK(light.duty() == 1);
  }
  SECTION("is dark after a restart and after a power cut") {
    light.set(1);
    rig->restart();
    CHECK(light.duty() == 0);
    light.set(1);
    rig->powerCycle();
    CHECK(light.duty() == 0);
  }
  SECTION("refuses what no driver can do") {
    CHECK_THROWS_AS(light.set(1.01), CheckFailed);
    CHECK_THROWS_AS(light.set(-0.01), CheckFailed);
    CHECK_THROWS_AS(light.set(1, 0s), CheckFailed);
    CHECK(light.duty() == 0);
  }
}

}  // namespace

TEST_CASE("contract: the virtual light") {
  lightContract(
      [] { return std::make_unique<VirtualRig<sim::VirtualLight, Rig<hal::Light>>>("spotlight"); });
}
