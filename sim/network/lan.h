// The home's network: an Ethernet switch, and the router with DHCP server, DNS server, NAT and the
// line to the internet that all hosts share.
//
// Modelled: UDP datagrams within the LAN and broadcasts, real DHCP and DNS packets, streams to
// servers in the internet behind one public address, up- and downlink as one queue each (first in,
// first out), latency, loss (a datagram is lost; a stream is late). Left out: Ethernet frames, ARP,
// streams between hosts, UDP to the internet, Wi-Fi.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "firmware_core/hal/ethernet_port.h"
#include "firmware_core/hal/network_stack.h"
#include "sim/core/fault.h"
#include "sim/network/dhcp_server.h"
#include "sim/network/internet.h"
#include "sim/network/net_bench.h"

namespace tw::sim {

struct UdpPacket {
  hal::Endpoint from{};
  hal::Endpoint to{};
  Bytes data;
};

using HostId = uint32_t;

struct LanSetup {
  double uplinkMbps = 20;
  double downlinkMbps = 50;
  Duration oneWay = std::chrono::milliseconds{1};      // within the LAN
  Duration lineOneWay = std::chrono::milliseconds{8};  // router to the internet's core
  hal::Ipv4 publicAddress{0xC6336407};                 // 198.51.100.7 (RFC 5737)
  DhcpSetup dhcp{};
};

// Faults (device "router"): no_dhcp, no_dns, internet_down, latency_s, loss, bandwidth_mbps.
class Lan final : public Faultable {
 public:
  using Deliver = std::function<void(const UdpPacket&)>;

  Lan(const NetBench& bench, Internet& internet, const LanSetup& setup = {});

  // A host with a network card; its cable is out.
  HostId addHost(hal::MacAddress mac);
  void setLink(HostId host, bool up);
  bool linkUp(HostId host) const { return hosts_.at(host).link; }
  void setDeliver(HostId host, Deliver deliver);
  void setAddress(HostId host, hal::Ipv4 address);  // 0.0.0.0: none
  // Faults of this host's own line, on top of the router's.
  void setHostFaults(HostId host, double loss, Duration latency);
  void setPortLoss(HostId host, double share);  // of its packets, at its port: on top of those

  void send(HostId host, const UdpPacket& packet);  // lost without a link
  std::unique_ptr<StreamEnd> connect(HostId host, const hal::Endpoint& to);

  // Bench calls.
  DhcpServer& dhcp() { return dhcp_; }

  std::string faultName() const override { return "router"; }
  std::vector<FaultSpec> faults() const override;
  void applyFault(const std::string& kind, double magnitude) override;

 private:
  friend class LanPath;
  struct Host {
    hal::MacAddress mac{};
    bool link = false;
    hal::Ipv4 address{};
    Deliver deliver;
    double loss = 0, portLoss = 0;
    Duration latency{};
  };
  double fault(const char* kind) const;
  Duration faultLatency() const;
  double lossOf(const Host& host) const;
  bool lost(const Host& host);
  Duration retransmissions(const Host& host);  // what loss costs a stream
  Instant cross(Direction direction, size_t bytes);
  void toRouter(HostId from, const UdpPacket& packet);
  void toHosts(HostId from, const UdpPacket& packet);
  void deliverLater(HostId to, UdpPacket packet);
  void answerDhcp(const UdpPacket& packet);
  void answerDns(HostId from, const UdpPacket& packet);

  NetBench bench_;
  Internet& internet_;
  LanSetup setup_;
  RandomStream random_;
  DhcpServer dhcp_;
  std::vector<Host> hosts_;
  std::map<std::string, double, std::less<>> faults_;
  Instant busyUntil_[2]{};  // of the line, per direction
  uint16_t nextPublicPort_ = 20000;
  Signal leases_;
};

}  // namespace tw::sim
