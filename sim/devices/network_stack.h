// The chip's TCP/IP stack over the virtual LAN: sockets, UDP with broadcast, streams, resolver.
//
// Real DNS queries go to the server that the address came with: asked at 0, 5 and 10 s, given up at
// 15 s. Left out: ARP, ICMP, fragments, listening sockets, Wi-Fi (its interface never has an
// address).
#pragma once

#include <deque>
#include <map>
#include <memory>

#include "firmware_core/hal/network_stack.h"
#include "sim/devices/device.h"
#include "sim/devices/ethernet_port.h"
#include "sim/network/lan.h"

namespace tw::sim {

// Signals: network.address (flag), network.sockets. Faults: loss (share), latency_s: of this
// camera's own line.
class VirtualNetworkStack final : public Device, public hal::NetworkStack {
 public:
  VirtualNetworkStack(const Bench& bench, Lan& lan, VirtualEthernetPort& port);

  void setAddress(hal::NetInterface interface, const hal::InterfaceAddress& address) override;
  void clearAddress(hal::NetInterface interface) override;
  Result<hal::SocketId> openUdp(hal::NetInterface interface, uint16_t localPort) override;
  std::optional<hal::Datagram> receiveFrom(hal::SocketId socket) override;
  Result<hal::SocketId> connectTcp(hal::NetInterface interface, const hal::Endpoint& to) override;
  hal::SocketState state(hal::SocketId socket) const override;
  Result<size_t> send(hal::SocketId socket, std::span<const uint8_t> data) override;
  size_t sendSpace(hal::SocketId socket) const override;
  Bytes receive(hal::SocketId socket) override;
  void close(hal::SocketId socket) override;
  Result<void> startResolve(hal::NetInterface interface, const std::string& name) override;
  hal::ResolveState resolveState() const override;
  Result<hal::Ipv4> takeResolved() override;

  std::vector<FaultSpec> faults() const override;
  void applyFault(const std::string& kind, double magnitude) override;
  void powerOff() override { reset(); }
  void reset() override;
  uint64_t stateHash() const override;

 private:
  static constexpr size_t kMaxWaitingDatagrams = 32;
  static constexpr int kResolveTries = 3;
  static constexpr Duration kResolveWait = std::chrono::seconds{5};

  struct UdpSocket {
    uint16_t port;
    std::deque<hal::Datagram> waiting;
  };
  Result<void> doSendTo(hal::SocketId socket, const hal::Endpoint& to,
                        std::span<const uint8_t> data) override;
  Result<hal::SocketId> newSocket();
  void onPacket(const UdpPacket& packet);
  void askName();
  void nameAnswered(std::span<const uint8_t> packet);
  void endResolve(Result<hal::Ipv4> result);
  void countSockets();

  Lan& lan_;
  HostId host_;
  RandomStream random_;
  std::optional<hal::InterfaceAddress> address_;
  std::map<hal::SocketId, UdpSocket> udp_;
  std::map<hal::SocketId, std::unique_ptr<StreamEnd>> tcp_;
  hal::SocketId nextId_ = 1;
  std::string name_;  // being resolved
  uint16_t queryId_ = 0;
  int tries_ = 0;
  EventId resolveTimer_ = 0;
  hal::ResolveState resolveState_ = hal::ResolveState::kIdle;
  Result<hal::Ipv4> resolved_ = Errc::kNotReady;
  double loss_ = 0;
  Duration latency_{};
  Signal addressSignal_;
  Signal socketSignal_;
};

}  // namespace tw::sim
