// Every status LED: hal::StatusLed. It cannot be read, so that a rig looks at it.
#include "sim/devices/status_led.h"

#include "tests/contract/rig.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::contract;

namespace {

class LedRig : public Rig<hal::StatusLed> {
 public:
  virtual bool red() = 0;
  virtual bool blue() = 0;
};

class VirtualLedRig : public VirtualRig<sim::VirtualStatusLed, LedRig> {
 public:
  bool red() override { return bench().value("led.red") == 1; }
  bool blue() override { return bench().value("led.blue") == 1; }
};

void statusLedContract(const MakeRig<LedRig>& make) {
  const auto rig = make();
  hal::StatusLed& led = rig->device();

  SECTION("red is lit by itself until the first set") {
    CHECK(rig->red());
    CHECK_FALSE(rig->blue());
    rig->advance(10s);
    CHECK(rig->red());
    led.set(false, false);
    CHECK_FALSE(rig->red());
  }
  SECTION("each die is lit as told") {
    for (const bool red : {true, false})
      for (const bool blue : {true, false}) {
        led.set(red, blue);
        CHECK(rig->red() == red);
        CHECK(rig->blue() == blue);
      }
  }
  SECTION("red is lit again after a restart and after a power cut") {
    led.set(false, true);
    rig->restart();
    CHECK(rig->red());
    CHECK_FALSE(rig->blue());
    led.set(false, true);
    rig->powerCycle();
    CHECK(rig->red());
    CHECK_FALSE(rig->blue());
  }
}

}  // namespace

TEST_CASE("contract: the virtual status LED") {
  statusLedContract([] { return std::make_unique<VirtualLedRig>(); });
}
