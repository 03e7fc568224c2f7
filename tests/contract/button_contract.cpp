// Every push button: hal::Button.
#include "sim/devices/button.h"

#include "tests/contract/rig.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::contract;

namespace {

class ButtonRig : public Rig<hal::Button> {
 public:
  virtual void press() = 0;
  virtual void release() = 0;
};

class VirtualButtonRig : public VirtualRig<sim::VirtualButton, ButtonRig> {
 public:
  explicit VirtualButtonRig(const sim::ButtonParameters& parameters)
      : VirtualRig("reset_button", parameters) {}
  void press() override { device().press(); }
  void release() override { device().release(); }
};

// Steps of 0.1 ms, so that no edge of a bounce is missed.
int edgesWithin(ButtonRig& rig, Duration time) {
  int edges = 0;
  bool last = rig.device().pressed();
  for (Duration t{}; t < time; t += 100us) {
    rig.advance(100us);
    if (rig.device().pressed() != last) ++edges;
    last = rig.device().pressed();
  }
  return edges;
}

void buttonContract(const MakeRig<ButtonRig>& make) {
  const auto rig = make();
  hal::Button& button = rig->device();

  SECTION("is open when nobody touches it") {
    CHECK_FALSE(button.pressed());
    CHECK(edgesWithin(*rig, 1s) == 0);
    CHECK(rig->wakes() == 0);
  }
  SECTION("has settled 20 ms after each touch, however often") {
    for (int i = 0; i < 20; ++i) {
      rig->press();
      rig->advance(20ms);
      CHECK(button.pressed());
      CHECK(edgesWithin(*rig, 100ms) == 0);
      CHECK(button.pressed());
      rig->release();
      rig->advance(20ms);
      CHECK_FALSE(button.pressed());
      CHECK(edgesWithin(*rig, 100ms) == 0);
    }
  }
  SECTION("every edge raises the wake line") {
    const int before = rig->wakes();
    rig->press();
    rig->advance(50ms);
    rig->release();
    rig->advance(50ms);
    const int edges = rig->wakes() - before;
    CHECK(edges >= 2);
    CHECK(edges % 2 == 0);
  }
  SECTION("a finger on it outlasts restart and power cut") {
    rig->press();
    rig->advance(50ms);
    rig->restart();
    CHECK(button.pressed());
    rig->powerCycle();
    CHECK(button.pressed());
  }
}

}  // namespace

TEST_CASE("contract: the virtual button") {
  buttonContract([] { return std::make_unique<VirtualButtonRig>(sim::ButtonParameters{}); });
}
TEST_CASE("contract: the virtual button without bounces") {
  buttonContract(
      [] { return std::make_unique<VirtualButtonRig>(sim::ButtonParameters{.bounce = 0ms}); });
}
