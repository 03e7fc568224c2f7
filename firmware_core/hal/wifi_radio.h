// The 2.4 GHz Wi-Fi station: scan, join, leave; start / poll / take.
//
// Latency: a scan 1..2 s, a join 0.5..10 s. Changes raise the wake line. A failed join leaves the
// station idle. Frames are the NetworkStack's business.
#pragma once

#include <string>
#include <vector>

#include "firmware_core/base/result.h"
#include "firmware_core/hal/ethernet_port.h"

namespace tw::hal {

struct AccessPoint {
  std::string ssid;  // 1..32 bytes; empty when hidden
  MacAddress bssid{};
  int channel = 0;      // 1..13
  double rssiDbm = 0;   // -100..0
  bool secured = true;  // WPA2-PSK
};

enum class WifiState { kIdle, kScanning, kJoining, kJoined, kJoinFailed };

class WifiRadio {
 public:
  virtual ~WifiRadio() = default;
  virtual MacAddress mac() const = 0;
  virtual WifiState state() const = 0;
  // Errors: kBusy while scanning or joining, kUnsupported without a radio.
  virtual Result<void> startScan() = 0;
  virtual std::vector<AccessPoint> takeScan() = 0;  // the last scan's finds; empty afterwards
  // ssid 1..32 bytes, passphrase 8..63 characters (empty for an open network): else kOutOfRange.
  Result<void> startJoin(const std::string& ssid, const std::string& passphrase);
  virtual void leave() = 0;
  virtual Result<double> rssiDbm() const = 0;  // kNotReady unless joined

 private:
  virtual Result<void> doStartJoin(const std::string& ssid, const std::string& passphrase) = 0;
};

}  // namespace tw::hal
