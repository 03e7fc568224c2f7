// TCP, UDP and name resolution over the interfaces, as the operating system of the chip offers
// them.
//
// The firmware itself asks for its address (DHCP, over a broadcast UDP socket) and tells the stack.
// All calls return at once; progress raises the wake line. Ownership: data is copied both ways.
// Failure: a socket that fails is kClosed from then on and stays to be closed. When an interface's
// link goes, its sockets fail after the stack's own timeout (20 s without an acknowledgement) or at
// once when clearAddress() is called.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "firmware_core/base/bytes.h"
#include "firmware_core/base/result.h"

namespace tw::hal {

enum class NetInterface { kEthernet, kWifi };

struct Ipv4 {
  uint32_t value = 0;  // host order: 192.168.1.2 = 0xC0A80102
  constexpr bool operator==(const Ipv4&) const = default;
};
inline constexpr Ipv4 kBroadcast{0xFFFFFFFFu};

struct Endpoint {
  Ipv4 address{};
  uint16_t port = 0;
  constexpr bool operator==(const Endpoint&) const = default;
};

struct InterfaceAddress {
  Ipv4 address{};
  Ipv4 mask{};
  Ipv4 gateway{};
  Ipv4 dns{};
};

struct Datagram {
  Endpoint from{};
  Bytes data;
};

enum class SocketState { kConnecting, kOpen, kClosed };
using SocketId = uint32_t;
enum class ResolveState { kIdle, kBusy, kDone };

class NetworkStack {
 public:
  static constexpr size_t kMaxSockets = 16;
  static constexpr size_t kMaxDatagram = 1472;             // bytes
  static constexpr size_t kSendBufferBytes = 1024 * 1024;  // a TCP socket's unacknowledged data

  virtual ~NetworkStack() = default;

  virtual void setAddress(NetInterface interface, const InterfaceAddress& address) = 0;
  virtual void clearAddress(NetInterface interface) = 0;  // closes the interface's TCP sockets

  // UDP bound to an interface (works without an address, for DHCP). kNoSpace: too many sockets.
  virtual Result<SocketId> openUdp(NetInterface interface, uint16_t localPort) = 0;
  Result<void> sendTo(SocketId socket, const Endpoint& to, std::span<const uint8_t> data);
  virtual std::optional<Datagram> receiveFrom(SocketId socket) = 0;

  // TCP. kNotReady without an address on the interface; kNoSpace: too many sockets.
  virtual Result<SocketId> connectTcp(NetInterface interface, const Endpoint& to) = 0;
  virtual SocketState state(SocketId socket) const = 0;
  // Queues as much as fits and returns how much that was; kNotReady while connecting; kClosed.
  virtual Result<size_t> send(SocketId socket, std::span<const uint8_t> data) = 0;
  virtual size_t sendSpace(SocketId socket) const = 0;  // bytes that send() would take now
  // All that has arrived; empty when nothing has.
  virtual Bytes receive(SocketId socket) = 0;

  virtual void close(SocketId socket) = 0;

  // One name at a time. kBusy while one is under way; kNotReady without an address.
  virtual Result<void> startResolve(NetInterface interface, const std::string& name) = 0;
  virtual ResolveState resolveState() const = 0;
  // kNotFound (no such name), kTimeout (no answer in 5 s, asked three times).
  virtual Result<Ipv4> takeResolved() = 0;

 private:
  virtual Result<void> doSendTo(SocketId socket, const Endpoint& to,
                                std::span<const uint8_t> data) = 0;
};

}  // namespace tw::hal
