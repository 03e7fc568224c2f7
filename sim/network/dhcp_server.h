// The router's DHCP server (RFC 2131): real packets, a pool, leases by hardware address.
//
// Left out: relays, DECLINE's quarantine, INFORM, options beyond those a home router sends.
#pragma once

#include <map>
#include <optional>
#include <span>

#include "firmware_core/base/bytes.h"
#include "firmware_core/base/time.h"
#include "firmware_core/hal/ethernet_port.h"
#include "firmware_core/hal/network_stack.h"

namespace tw::sim {

struct DhcpSetup {
  hal::Ipv4 router{0xC0A80101};  // 192.168.1.1: gateway, DNS and DHCP server at once
  hal::Ipv4 mask{0xFFFFFF00};
  hal::Ipv4 first{0xC0A80164};  // 192.168.1.100
  uint32_t addresses = 100;
  Duration lease = std::chrono::hours{24};
};

class DhcpServer {
 public:
  explicit DhcpServer(const DhcpSetup& setup) : setup_(setup) {}

  // The reply to a client's packet, if it deserves one.
  struct Reply {
    Bytes packet;
    bool broadcast;     // the client has no address yet
    hal::Ipv4 address;  // else: where it goes
  };
  std::optional<Reply> answer(std::span<const uint8_t> packet, Instant now);

  const DhcpSetup& setup() const { return setup_; }
  size_t leases(Instant now) const;
  std::optional<hal::Ipv4> leaseOf(const hal::MacAddress& mac, Instant now) const;
  void forget() { leases_.clear(); }

 private:
  struct Lease {
    hal::Ipv4 address;
    Instant until;
  };
  struct Request;
  std::optional<hal::Ipv4> choose(const Request& request, Instant now) const;
  bool taken(hal::Ipv4 address, const hal::MacAddress& by, Instant now) const;
  bool inPool(hal::Ipv4 address) const;
  Reply reply(const Request& request, uint8_t type, hal::Ipv4 address) const;

  DhcpSetup setup_;
  std::map<hal::MacAddress, Lease> leases_;
};

}  // namespace tw::sim
