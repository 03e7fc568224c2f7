#include "sim/devices/network_stack.h"

#include "sim/core/hash.h"
#include "sim/network/dns.h"

namespace tw::sim {
namespace {

using hal::ResolveState;
using hal::SocketState;

constexpr uint16_t kResolverPort = 5353;

}  // namespace

VirtualNetworkStack::VirtualNetworkStack(const Bench& bench, Lan& lan, VirtualEthernetPort& port)
    : Device(bench, "network"),
      lan_(lan),
      host_(port.host()),
      random_(bench.random("network")),
      addressSignal_(bench.signal("network", {.name = "address",
                                              .kind = SignalKind::kFlag,
                                              .doc = "the Ethernet interface has an address"})),
      socketSignal_(
          bench.signal("network", {.name = "sockets", .doc = "open sockets", .max = kMaxSockets})) {
  lan_.setDeliver(host_, [this](const UdpPacket& packet) { onPacket(packet); });
}

void VirtualNetworkStack::setAddress(hal::NetInterface interface,
                                     const hal::InterfaceAddress& address) {
  if (interface != hal::NetInterface::kEthernet) return;
  trace("setAddress " + std::to_string(address.address.value));
  address_ = address;
  lan_.setAddress(host_, address.address);
  addressSignal_.set(1);
}

void VirtualNetworkStack::clearAddress(hal::NetInterface interface) {
  if (interface != hal::NetInterface::kEthernet || !address_) return;
  trace("clearAddress");
  address_.reset();
  lan_.setAddress(host_, {});
  addressSignal_.set(0.0);
  for (auto& [id, end] : tcp_) end->abort();
  if (resolveState_ == ResolveState::kBusy) endResolve(Errc::kTimeout);
}

Result<hal::SocketId> VirtualNetworkStack::newSocket() {
  if (udp_.size() + tcp_.size() >= kMaxSockets) return Errc::kNoSpace;
  return nextId_++;
}

void VirtualNetworkStack::countSockets() {
  socketSignal_.set(static_cast<double>(udp_.size() + tcp_.size()));
}

Result<hal::SocketId> VirtualNetworkStack::openUdp(hal::NetInterface interface,
                                                   uint16_t localPort) {
  if (interface != hal::NetInterface::kEthernet) return Errc::kNotReady;
  for (const auto& [id, socket] : udp_)
    if (socket.port == localPort) return Errc::kBusy;
  auto id = newSocket();
  if (!id) return id;
  udp_[id.value()].port = localPort;
  countSockets();
  return id;
}

Result<void> VirtualNetworkStack::doSendTo(hal::SocketId socket, const hal::Endpoint& to,
                                           std::span<const uint8_t> data) {
  const auto found = udp_.find(socket);
  if (found == udp_.end()) return Errc::kNotFound;
  if (!lan_.linkUp(host_)) return Errc::kNotReady;
  trace("sendTo port=" + std::to_string(to.port), data);
  const hal::Ipv4 own = address_ ? address_->address : hal::Ipv4{};
  lan_.send(host_, {{own, found->second.port}, to, Bytes(data.begin(), data.end())});
  return {};
}

void VirtualNetworkStack::onPacket(const UdpPacket& packet) {
  if (packet.to.port == kResolverPort) return nameAnswered(packet.data);
  for (auto& [id, socket] : udp_) {
    if (socket.port != packet.to.port) continue;
    if (socket.waiting.size() == kMaxWaitingDatagrams) return;
    trace("datagram", packet.data);
    socket.waiting.push_back({packet.from, packet.data});
    return bench().wake();
  }
}

std::optional<hal::Datagram> VirtualNetworkStack::receiveFrom(hal::SocketId socket) {
  const auto found = udp_.find(socket);
  if (found == udp_.end() || found->second.waiting.empty()) return std::nullopt;
  hal::Datagram datagram = std::move(found->second.waiting.front());
  found->second.waiting.pop_front();
  return datagram;
}

Result<hal::SocketId> VirtualNetworkStack::connectTcp(hal::NetInterface interface,
                                                      const hal::Endpoint& to) {
  if (interface != hal::NetInterface::kEthernet || !address_) return Errc::kNotReady;
  auto id = newSocket();
  if (!id) return id;
  trace("connectTcp port=" + std::to_string(to.port));
  auto& end = tcp_[id.value()];
  end = lan_.connect(host_, to);
  end->onProgress([this] { bench().wake(); });
  countSockets();
  return id;
}

SocketState VirtualNetworkStack::state(hal::SocketId socket) const {
  const auto found = tcp_.find(socket);
  return found == tcp_.end() ? SocketState::kClosed : found->second->state();
}

Result<size_t> VirtualNetworkStack::send(hal::SocketId socket, std::span<const uint8_t> data) {
  const SocketState now = state(socket);
  if (now == SocketState::kConnecting) return Errc::kNotReady;
  if (now == SocketState::kClosed) return Errc::kClosed;
  trace("send", data);
  return tcp_.at(socket)->send(data);
}

size_t VirtualNetworkStack::sendSpace(hal::SocketId socket) const {
  const auto found = tcp_.find(socket);
  return found == tcp_.end() ? 0 : found->second->space();
}

Bytes VirtualNetworkStack::receive(hal::SocketId socket) {
  const auto found = tcp_.find(socket);
  if (found == tcp_.end()) return {};
  Bytes data = found->second->receive();
  if (!data.empty()) trace("receive", data);
  return data;
}

void VirtualNetworkStack::close(hal::SocketId socket) {
  udp_.erase(socket);
  if (const auto found = tcp_.find(socket); found != tcp_.end()) {
    found->second->close();
    tcp_.erase(found);
  }
  countSockets();
}

Result<void> VirtualNetworkStack::startResolve(hal::NetInterface interface,
                                               const std::string& name) {
  if (interface != hal::NetInterface::kEthernet || !address_) return Errc::kNotReady;
  if (resolveState_ != ResolveState::kIdle) return Errc::kBusy;
  trace("startResolve " + name);
  name_ = name;
  tries_ = 0;
  resolveState_ = ResolveState::kBusy;
  askName();
  return {};
}

void VirtualNetworkStack::askName() {
  resolveTimer_ = 0;
  if (tries_++ == kResolveTries) return endResolve(Errc::kTimeout);
  queryId_ = static_cast<uint16_t>(random_.below(65536));
  lan_.send(host_, {{address_->address, kResolverPort},
                    {address_->dns, kDnsPort},
                    encodeDnsQuestion({queryId_, name_})});
  resolveTimer_ = bench().queue.in(kResolveWait, [this] { askName(); });
}

void VirtualNetworkStack::nameAnswered(std::span<const uint8_t> packet) {
  if (resolveState_ != ResolveState::kBusy) return;
  const auto answer = decodeDnsAnswer(packet, {queryId_, name_});
  if (!answer && answer.error().code != Errc::kNotFound) return;
  endResolve(answer);
}

void VirtualNetworkStack::endResolve(Result<hal::Ipv4> result) {
  bench().queue.cancel(resolveTimer_);
  resolveTimer_ = 0;
  resolved_ = std::move(result);
  resolveState_ = ResolveState::kDone;
  trace("resolved");
  bench().wake();
}

ResolveState VirtualNetworkStack::resolveState() const { return resolveState_; }

Result<hal::Ipv4> VirtualNetworkStack::takeResolved() {
  TW_CHECK(resolveState_ == ResolveState::kDone);
  resolveState_ = ResolveState::kIdle;
  return resolved_;
}

std::vector<FaultSpec> VirtualNetworkStack::faults() const {
  return {{.kind = "loss", .doc = "share of packets lost on this camera's line", .unit = "share"},
          {.kind = "latency_s", .doc = "added to this camera's line", .unit = "s", .max = 10}};
}

void VirtualNetworkStack::applyFault(const std::string& kind, double magnitude) {
  if (kind == "loss") loss_ = magnitude;
  if (kind == "latency_s") latency_ = fromSeconds(magnitude);
  lan_.setHostFaults(host_, loss_, latency_);
}

// Nothing of the stack survives; peers learn of it as far as they can still be told.
void VirtualNetworkStack::reset() {
  bench().queue.cancel(resolveTimer_);
  resolveTimer_ = 0;
  resolveState_ = ResolveState::kIdle;
  clearAddress(hal::NetInterface::kEthernet);
  tcp_.clear();
  udp_.clear();
  countSockets();
}

uint64_t VirtualNetworkStack::stateHash() const {
  Hasher hasher;
  hasher.add(uint64_t{address_ ? address_->address.value : 0});
  hasher.add(uint64_t{udp_.size()});
  for (const auto& [id, end] : tcp_) {
    hasher.add(uint64_t{id});
    hasher.add(static_cast<uint64_t>(end->state()));
  }
  hasher.add(static_cast<uint64_t>(resolveState_));
  return hasher.digest();
}

}  // namespace tw::sim
