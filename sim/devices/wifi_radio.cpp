#include "sim/devices/wifi_radio.h"

#include "firmware_core/base/bytes.h"
#include "sim/devices/state_hash.h"

namespace tw::sim {

VirtualWifiRadio::VirtualWifiRadio(const Bench& bench, const WifiParameters& parameters)
    : Device(bench, "wifi"),
      parameters_(parameters),
      end_(bench.queue, [this] { finish(); }),
      stateSignal_(bench.signal(
          "wifi", {.name = "state",
                   .kind = SignalKind::kChoice,
                   .doc = "What the Wi-Fi station does; no radio is modelled yet.",
                   .labels = {"idle", "scanning", "joining", "joined", "join_failed"}})) {}

Result<void> VirtualWifiRadio::startScan() {
  if (busy()) return Errc::kBusy;
  trace("startScan");
  enter(hal::WifiState::kScanning);
  end_.startIn(parameters_.scan);
  return {};
}

Result<void> VirtualWifiRadio::doStartJoin(const std::string& ssid, const std::string&) {
  if (busy()) return Errc::kBusy;
  trace("startJoin", asBytes(ssid));
  enter(hal::WifiState::kJoining);
  end_.startIn(parameters_.joinFails);
  return {};
}

void VirtualWifiRadio::leave() {
  trace("leave");
  clear();
}

void VirtualWifiRadio::finish() {
  const bool joining = state_ == hal::WifiState::kJoining;
  trace(joining ? "join failed" : "scan ended");
  enter(joining ? hal::WifiState::kJoinFailed : hal::WifiState::kIdle);
  bench().wake();
}

void VirtualWifiRadio::enter(hal::WifiState state) {
  state_ = state;
  stateSignal_.set(static_cast<double>(state));
}

void VirtualWifiRadio::clear() {
  end_.cancel();
  enter(hal::WifiState::kIdle);
}

uint64_t VirtualWifiRadio::stateHash() const { return hashState(state_, end_.due()); }

}  // namespace tw::sim
