// Gets an address from the network's DHCP server and keeps it (RFC 2131, sections 3 to 4.4).
//
// Asks at once, then after 4, 8, 16, 32 and from there on every 64 s, each +-1 s; renews at T1,
// asks everybody at T2, lets the address go when the lease ends. Left out: DECLINE (no ARP here),
// link-local addresses, INFORM, RELEASE (a camera has no orderly end).
#pragma once

#include <optional>

#include "firmware_core/net/dhcp_packet.h"
#include "firmware_core/net/net_types.h"

namespace tw::fw {

class DhcpClient {
 public:
  enum class State { kStopped, kSelecting, kRequesting, kBound, kRenewing, kRebinding };

  DhcpClient(const NetHardware& hardware, hal::NetInterface interface);

  void start(Instant now);  // there is a link
  void stop();              // it is gone, and the address with it
  Instant poll(Instant now);

  State state() const { return state_; }
  const std::optional<hal::InterfaceAddress>& address() const { return address_; }

 private:
  static constexpr int kRequestTries = 4;
  static constexpr Duration kFirstWait = std::chrono::seconds{4};
  static constexpr Duration kLongestWait = std::chrono::seconds{64};
  static constexpr Duration kRenewAtLeast = std::chrono::seconds{60};
  static constexpr Duration kDefaultLease = std::chrono::hours{1};

  void discover(Instant now);
  void onPacket(Instant now, std::span<const uint8_t> packet);
  void onOffer(Instant now, const DhcpReply& reply);
  void onAck(Instant now, const DhcpReply& reply);
  void onNak(Instant now);
  void onDeadline(Instant now);
  void renew(Instant now, State state, Instant until);
  void send(Instant now, DhcpType type, hal::Ipv4 to);
  void waitLonger(Instant now);
  uint32_t random32();

  NetHardware hw_;
  hal::NetInterface interface_;
  Log log_;
  State state_ = State::kStopped;
  std::optional<hal::SocketId> socket_;
  std::optional<hal::InterfaceAddress> address_;
  hal::Ipv4 wanted_{};  // offered now, or held last time
  hal::Ipv4 server_{};
  uint32_t xid_ = 0;
  int tries_ = 0;
  Duration wait_ = kFirstWait;
  Instant began_{};
  Instant asked_{};  // when the last REQUEST went: the lease counts from there
  Instant deadline_ = kNever;
  Instant t1_ = kNever, t2_ = kNever, end_ = kNever;
};

}  // namespace tw::fw
