// The Ethernet port's PHY: whether there is a link, and the factory MAC address.
//
// Autonegotiation takes 1..3 s after the cable is in; loss is seen within 0.1 s. Changes raise the
// wake line. Frames are the NetworkStack's business.
#pragma once

#include <array>
#include <cstdint>

namespace tw::hal {

using MacAddress = std::array<uint8_t, 6>;

class EthernetPort {
 public:
  virtual ~EthernetPort() = default;
  virtual bool linkUp() const = 0;
  virtual int speedMbps() const = 0;  // 10 or 100; 0 without a link
  virtual MacAddress mac() const = 0;
};

}  // namespace tw::hal
