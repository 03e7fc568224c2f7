// The Wi-Fi station's place: states and times are real, but no radio waves are modelled yet. A scan
// finds nothing, so every join fails.
#pragma once

#include "firmware_core/hal/wifi_radio.h"
#include "sim/devices/device.h"
#include "sim/devices/one_shot.h"

namespace tw::sim {

struct WifiParameters {
  hal::MacAddress mac{0x02, 0x54, 0x57, 0x00, 0x01, 0x02};
  Duration scan = 1500ms;
  Duration joinFails = 3s;  // until the station gives up on a network that it does not hear
};

class VirtualWifiRadio final : public Device, public hal::WifiRadio {
 public:
  explicit VirtualWifiRadio(const Bench& bench, const WifiParameters& parameters = {});

  hal::MacAddress mac() const override { return parameters_.mac; }
  hal::WifiState state() const override { return state_; }
  Result<void> startScan() override;
  std::vector<hal::AccessPoint> takeScan() override { return {}; }
  void leave() override;
  Result<double> rssiDbm() const override { return Errc::kNotReady; }

  void powerOff() override { clear(); }
  void reset() override { clear(); }
  uint64_t stateHash() const override;

 private:
  Result<void> doStartJoin(const std::string& ssid, const std::string& passphrase) override;
  bool busy() const { return end_.running(); }
  void enter(hal::WifiState state);
  void finish();
  void clear();

  WifiParameters parameters_;
  hal::WifiState state_ = hal::WifiState::kIdle;
  OneShot end_;
  Signal stateSignal_;
};

}  // namespace tw::sim
