// From the cable to an address: follows the Ethernet link, runs DHCP over it, tells the stack.
//
// Left out: Wi-Fi (its place is beside the Ethernet client here), static addresses.
#pragma once

#include "firmware_core/net/dhcp_client.h"

namespace tw::fw {

class LinkManager {
 public:
  explicit LinkManager(const NetHardware& hardware);

  Instant poll(Instant now);

  bool linkUp() const { return linkUp_; }
  bool hasAddress() const { return current_.has_value(); }
  const std::optional<hal::InterfaceAddress>& address() const { return current_; }
  // Rises with every address gained, changed or lost: streams from before are void.
  uint64_t generation() const { return generation_; }

 private:
  void follow();

  NetHardware hw_;
  Log log_;
  DhcpClient dhcp_;
  bool linkUp_ = false;
  std::optional<hal::InterfaceAddress> current_;  // as the stack knows it
  uint64_t generation_ = 0;
};

}  // namespace tw::fw
