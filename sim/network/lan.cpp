#include "sim/network/lan.h"

#include <algorithm>

#include "sim/network/dns.h"

namespace tw::sim {
namespace {

constexpr uint16_t kDhcpServerPort = 67, kDhcpClientPort = 68;
constexpr int kMostRetransmissions = 6;
constexpr Duration kFirstRetransmission = std::chrono::milliseconds{200};

}  // namespace

// From one host through the router to one server.
class LanPath final : public Path {
 public:
  LanPath(Lan& lan, HostId host, const Internet::Place& place)
      : lan_(lan), host_(host), place_(place) {}

  bool clientUp() const override {
    const Lan::Host& host = lan_.hosts_[host_];
    return host.link && lan_.fault("internet_down") == 0 && lan_.lossOf(host) < 1;
  }
  bool serverUp() const override { return place_.server->reachable(); }
  bool refuses() const override { return place_.server->refuses(); }

  Duration latency() const override {
    return lan_.setup_.oneWay + lan_.setup_.lineOneWay + lan_.faultLatency() +
           lan_.hosts_[host_].latency + place_.oneWay + place_.server->extraLatency();
  }
  Instant arrival(Direction direction, size_t bytes) override {
    return lan_.cross(direction, bytes) + latency() + lan_.retransmissions(lan_.hosts_[host_]);
  }

 private:
  Lan& lan_;
  HostId host_;
  Internet::Place place_;
};

// To an address or port where nobody listens: the packets vanish.
class NowherePath final : public Path {
 public:
  explicit NowherePath(EventQueue& queue) : queue_(queue) {}
  bool clientUp() const override { return true; }
  bool serverUp() const override { return false; }
  Instant arrival(Direction, size_t) override { return queue_.now(); }
  Duration latency() const override { return {}; }

 private:
  EventQueue& queue_;
};

Lan::Lan(const NetBench& bench, Internet& internet, const LanSetup& setup)
    : bench_(bench),
      internet_(internet),
      setup_(setup),
      random_("router", bench.seed),
      dhcp_(setup.dhcp),
      leases_(bench.signals, {.name = "router/dhcp.leases",
                              .kind = SignalKind::kNumber,
                              .doc = "addresses leased when last asked",
                              .max = 65536}) {
  for (const FaultSpec& spec : faults()) faults_[spec.kind] = 0;
}

HostId Lan::addHost(hal::MacAddress mac) {
  hosts_.push_back({});
  hosts_.back().mac = mac;
  return static_cast<HostId>(hosts_.size() - 1);
}

void Lan::setLink(HostId host, bool up) { hosts_.at(host).link = up; }
void Lan::setDeliver(HostId host, Deliver deliver) { hosts_.at(host).deliver = std::move(deliver); }
void Lan::setAddress(HostId host, hal::Ipv4 address) { hosts_.at(host).address = address; }

void Lan::setHostFaults(HostId host, double loss, Duration latency) {
  hosts_.at(host).loss = loss;
  hosts_.at(host).latency = latency;
}

void Lan::setPortLoss(HostId host, double share) { hosts_.at(host).portLoss = share; }

double Lan::lossOf(const Host& host) const {
  return 1 - (1 - fault("loss")) * (1 - host.loss) * (1 - host.portLoss);
}
Duration Lan::faultLatency() const { return fromSeconds(fault("latency_s")); }

bool Lan::lost(const Host& host) {
  const double share = lossOf(host);
  return share > 0 && random_.uniform() < share;
}

// Every lost transmission costs a stream a pause, each twice as long as the one before.
Duration Lan::retransmissions(const Host& host) {
  Duration total{}, pause = kFirstRetransmission;
  for (int i = 0; i < kMostRetransmissions && lost(host); ++i, pause *= 2) total += pause;
  return total;
}

Instant Lan::cross(Direction direction, size_t bytes) {
  const double nominal = direction == Direction::kUp ? setup_.uplinkMbps : setup_.downlinkMbps;
  const double narrow = fault("bandwidth_mbps");
  const double mbps = narrow > 0 ? std::min(narrow, nominal) : nominal;
  Instant& busy = busyUntil_[static_cast<size_t>(direction)];
  busy = std::max(busy, bench_.queue.now()) +
         fromSeconds(static_cast<double>(bytes) * 8 / (mbps * 1e6));
  return busy;
}

void Lan::send(HostId from, const UdpPacket& packet) {
  const Host& host = hosts_.at(from);
  if (!host.link || lost(host)) return;
  bench_.queue.in(setup_.oneWay + host.latency, [this, from, packet] {
    const bool broadcast = packet.to.address == hal::kBroadcast;
    if (broadcast || packet.to.address == setup_.dhcp.router) toRouter(from, packet);
    if (broadcast || packet.to.address != setup_.dhcp.router) toHosts(from, packet);
  });
}

void Lan::toRouter(HostId from, const UdpPacket& packet) {
  if (packet.to.port == kDhcpServerPort && fault("no_dhcp") == 0) answerDhcp(packet);
  if (packet.to.port == kDnsPort && fault("no_dns") == 0 && fault("internet_down") == 0)
    answerDns(from, packet);
}

void Lan::toHosts(HostId from, const UdpPacket& packet) {
  const bool broadcast = packet.to.address == hal::kBroadcast;
  for (HostId id = 0; id < hosts_.size(); ++id)
    if (id != from && (broadcast || hosts_[id].address == packet.to.address))
      deliverLater(id, packet);
}

void Lan::deliverLater(HostId to, UdpPacket packet) {
  if (lost(hosts_[to])) return;
  bench_.queue.in(setup_.oneWay + hosts_[to].latency, [this, to, packet = std::move(packet)] {
    if (hosts_[to].link && hosts_[to].deliver) hosts_[to].deliver(packet);
  });
}

void Lan::answerDhcp(const UdpPacket& packet) {
  const Instant now = bench_.queue.now();
  auto reply = dhcp_.answer(packet.data, now);
  leases_.set(static_cast<double>(dhcp_.leases(now)));
  if (!reply) return;
  UdpPacket answer{{setup_.dhcp.router, kDhcpServerPort}, {}, std::move(reply->packet)};
  answer.to = {reply->broadcast ? hal::kBroadcast : reply->address, kDhcpClientPort};
  constexpr HostId kRouter = ~HostId{0};
  toHosts(kRouter, answer);
}

// The router asks upstream: there and back over the line.
void Lan::answerDns(HostId from, const UdpPacket& packet) {
  const auto question = decodeDnsQuestion(packet.data);
  if (!question) return;
  UdpPacket answer{packet.to, packet.from,
                   encodeDnsAnswer(*question, internet_.resolve(question->name))};
  bench_.queue.in(2 * (setup_.lineOneWay + faultLatency()),
                  [this, from, answer = std::move(answer)] { deliverLater(from, answer); });
}

std::unique_ptr<StreamEnd> Lan::connect(HostId host, const hal::Endpoint& to) {
  const Internet::Place* place = internet_.find(to.address);
  if (!place || place->port != to.port)
    return openStream(bench_.queue, std::make_shared<NowherePath>(bench_.queue), {});
  // NAT: to the server all hosts are one address, told apart by the port.
  const hal::Endpoint outside{setup_.publicAddress, nextPublicPort_};
  nextPublicPort_ = nextPublicPort_ == 65535 ? 20000 : static_cast<uint16_t>(nextPublicPort_ + 1);
  Server* server = place->server;
  return openStream(bench_.queue, std::make_shared<LanPath>(*this, host, *place),
                    [server, outside](std::unique_ptr<StreamEnd> end) {
                      server->accept(std::move(end), outside);
                    });
}

std::vector<FaultSpec> Lan::faults() const {
  return {{.kind = "no_dhcp", .doc = "the DHCP server does not answer"},
          {.kind = "no_dns", .doc = "the DNS server does not answer"},
          {.kind = "internet_down", .doc = "the line to the internet is dead"},
          {.kind = "latency_s", .doc = "added to the line, one way", .unit = "s", .max = 10},
          {.kind = "loss", .doc = "share of packets lost", .unit = "share"},
          {.kind = "bandwidth_mbps",
           .doc = "the line carries no more than this, each way",
           .unit = "Mbit/s",
           .max = 1000}};
}

void Lan::applyFault(const std::string& kind, double magnitude) {
  TW_CHECK(faults_.contains(kind));
  faults_[kind] = magnitude;
}

double Lan::fault(const char* kind) const {
  const auto found = faults_.find(kind);
  TW_CHECK(found != faults_.end());
  return found->second;
}

}  // namespace tw::sim
