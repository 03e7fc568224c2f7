// Every system controller: hal::SystemControl.
#include "sim/devices/system_control.h"

#include "tests/contract/rig.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::contract;
using hal::ResetCause;

namespace {

class SystemRig : public Rig<hal::SystemControl> {
 public:
  virtual int requests() const = 0;  // how often a restart was asked for
  virtual void watchdogRestart() = 0;
};

class VirtualSystemRig : public VirtualRig<sim::VirtualSystemControl, SystemRig> {
 public:
  VirtualSystemRig() : VirtualRig([this] { ++requests_; }) {}
  int requests() const override { return requests_; }
  void watchdogRestart() override {
    device().bitten();
    device().reset();
  }

 private:
  int requests_ = 0;
};

void systemControlContract(const MakeRig<SystemRig>& make) {
  const auto rig = make();
  hal::SystemControl& system = rig->device();

  SECTION("starts with power-on, boot 1 and no note") {
    CHECK(system.resetCause() == ResetCause::kPowerOn);
    CHECK(system.bootCount() == 1);
    CHECK(system.note().code == 0);
    CHECK(system.note().text.empty());
  }
  SECTION("restart() asks and returns; the cause says so afterwards") {
    system.restart();
    CHECK(rig->requests() == 1);
    CHECK(system.resetCause() == ResetCause::kPowerOn);
    rig->restart();
    CHECK(system.resetCause() == ResetCause::kRequested);
    CHECK(system.bootCount() == 2);
  }
  SECTION("tells the watchdog's restart from others, once") {
    rig->watchdogRestart();
    CHECK(system.resetCause() == ResetCause::kWatchdog);
    system.restart();
    rig->restart();
    CHECK(system.resetCause() == ResetCause::kRequested);
  }
  SECTION("the note survives a restart of either kind and no power cut") {
    system.setNote({7, "imaging did not report for 5 s"});
    rig->watchdogRestart();
    CHECK(system.note().code == 7);
    CHECK(system.note().text == "imaging did not report for 5 s");
    system.restart();
    rig->restart();
    CHECK(system.note().code == 7);
    rig->powerCycle();
    CHECK(system.note().code == 0);
    CHECK(system.note().text.empty());
    CHECK(system.resetCause() == ResetCause::kPowerOn);
  }
  SECTION("counts every start, power cuts or not") {
    rig->powerCycle();
    rig->restart();
    rig->watchdogRestart();
    CHECK(system.bootCount() == 4);
  }
  SECTION("refuses a note that does not fit") {
    const std::string longest(hal::SystemControl::kMaxNoteBytes, 'x');
    system.setNote({1, longest});
    CHECK(system.note().text == longest);
    CHECK_THROWS_AS(system.setNote({1, longest + "x"}), CheckFailed);
  }
}

}  // namespace

TEST_CASE("contract: the virtual system control") {
  systemControlContract([] { return std::make_unique<VirtualSystemRig>(); });
}
