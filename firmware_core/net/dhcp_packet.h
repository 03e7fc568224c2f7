// DHCP packets as RFC 2131 and RFC 2132 lay them out: what a client sends and what it gets.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "firmware_core/base/bytes.h"
#include "firmware_core/base/result.h"
#include "firmware_core/base/time.h"
#include "firmware_core/hal/ethernet_port.h"
#include "firmware_core/hal/network_stack.h"

namespace tw::fw {

inline constexpr uint16_t kDhcpServerPort = 67;
inline constexpr uint16_t kDhcpClientPort = 68;

enum class DhcpType : uint8_t { kDiscover = 1, kOffer, kRequest, kDecline, kAck, kNak, kRelease };

// Sent by the client (BOOTREQUEST).
struct DhcpQuestion {
  DhcpType type{};
  uint32_t xid = 0;
  uint16_t secs = 0;          // since the client began
  bool broadcast = true;      // it cannot receive unicast yet
  hal::Ipv4 clientAddress{};  // only while it holds a lease
  hal::MacAddress mac{};
  std::optional<hal::Ipv4> requested = {};  // option 50
  std::optional<hal::Ipv4> server = {};     // option 54
};

// Received (BOOTREPLY).
struct DhcpReply {
  DhcpType type{};
  uint32_t xid = 0;
  hal::MacAddress mac{};
  hal::Ipv4 yourAddress{};
  hal::Ipv4 server{};  // option 54
  hal::Ipv4 mask{};
  hal::Ipv4 router{};
  hal::Ipv4 dns{};
  Duration lease{};            // option 51
  std::optional<Duration> t1;  // option 58
  std::optional<Duration> t2;  // option 59
};

Bytes encodeDhcp(const DhcpQuestion& question);
// kCorrupt for whatever is not a whole reply with a message type.
Result<DhcpReply> decodeDhcp(std::span<const uint8_t> packet);

}  // namespace tw::fw
