// Every Wi-Fi station: hal::WifiRadio. What it finds is its surroundings' business.
#include "sim/devices/wifi_radio.h"

#include "tests/contract/rig.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::contract;
using hal::WifiState;

namespace {

// Until `state` is left; at most `limit`.
Duration timeIn(Rig<hal::WifiRadio>& rig, WifiState state, Duration limit) {
  const Instant start = rig.now();
  while (rig.device().state() == state && rig.now() - start < limit) rig.advance(10ms);
  return rig.now() - start;
}

void wifiRadioContract(const MakeRig<Rig<hal::WifiRadio>>& make) {
  const auto rig = make();
  hal::WifiRadio& wifi = rig->device();

  SECTION("is idle at first and has no signal strength") {
    CHECK(wifi.state() == WifiState::kIdle);
    CHECK(wifi.rssiDbm().error().code == Errc::kNotReady);
    CHECK(wifi.mac() != hal::MacAddress{});
    CHECK((wifi.mac()[0] & 1) == 0);  // a single station's address
  }
  SECTION("scans for 1 to 2 s, then raises the wake line") {
    REQUIRE(wifi.startScan());
    CHECK(wifi.state() == WifiState::kScanning);
    CHECK(wifi.startScan().error().code == Errc::kBusy);
    CHECK(wifi.startJoin("home", "12345678").error().code == Errc::kBusy);
    const Duration time = timeIn(*rig, WifiState::kScanning, 5s);
    CHECK(time >= 1s);
    CHECK(time <= 2s);
    CHECK(rig->wakes() == 1);
    (void)wifi.takeScan();
    CHECK(wifi.takeScan().empty());
  }
  SECTION("fails to join a network that is not there, within 0.5 to 10 s, and can try again") {
    for (int i = 0; i < 2; ++i) {
      REQUIRE(wifi.startJoin("no such network", "12345678"));
      CHECK(wifi.state() == WifiState::kJoining);
      CHECK(wifi.startScan().error().code == Errc::kBusy);
      const Duration time = timeIn(*rig, WifiState::kJoining, 20s);
      CHECK(time >= 500ms);
      CHECK(time <= 10s);
      CHECK(wifi.state() == WifiState::kJoinFailed);
      CHECK(rig->wakes() == i + 1);
      CHECK(wifi.rssiDbm().error().code == Errc::kNotReady);
    }
    wifi.leave();
    CHECK(wifi.state() == WifiState::kIdle);
  }
  SECTION("leave ends an attempt") {
    REQUIRE(wifi.startJoin("home", "12345678"));
    wifi.leave();
    CHECK(wifi.state() == WifiState::kIdle);
    rig->advance(1min);
    CHECK(wifi.state() == WifiState::kIdle);
  }
  SECTION("refuses names and passphrases that cannot be") {
    const std::string longest(32, 'n'), phrase(63, 'p');
    CHECK(wifi.startJoin("", "12345678").error().code == Errc::kOutOfRange);
    CHECK(wifi.startJoin(longest + "n", "12345678").error().code == Errc::kOutOfRange);
    CHECK(wifi.startJoin("home", "1234567").error().code == Errc::kOutOfRange);
    CHECK(wifi.startJoin("home", phrase + "p").error().code == Errc::kOutOfRange);
    CHECK(wifi.state() == WifiState::kIdle);
    CHECK(wifi.startJoin(longest, phrase));
  }
  SECTION("is idle after a power cut and a restart") {
    for (const bool cut : {true, false}) {
      REQUIRE(wifi.startJoin("home", ""));
      cut ? rig->powerCycle() : rig->restart();
      CHECK(wifi.state() == WifiState::kIdle);
      const int wakes = rig->wakes();
      rig->advance(1min);
      CHECK(rig->wakes() == wakes);
    }
  }
}

}  // namespace

TEST_CASE("contract: the virtual Wi-Fi radio") {
  wifiRadioContract(
      [] { return std::make_unique<VirtualRig<sim::VirtualWifiRadio, Rig<hal::WifiRadio>>>(); });
}
