#include "sim/network/dhcp_server.h"

#include <algorithm>

namespace tw::sim {
namespace {

constexpr size_t kOptions = 240;
constexpr uint32_t kCookie = 0x63825363;
enum : uint8_t { kDiscover = 1, kOffer = 2, kRequest = 3, kAck = 5, kNak = 6, kRelease = 7 };
constexpr Duration kOfferHolds = std::chrono::seconds{60};

void putOption(Bytes& packet, uint8_t code, uint32_t value) {
  packet.push_back(code);
  packet.push_back(4);
  appendBig<uint32_t>(packet, value);
}

uint32_t wholeSeconds(Duration d) { return static_cast<uint32_t>(d / std::chrono::seconds{1}); }

}  // namespace

struct DhcpServer::Request {
  uint8_t type = 0;
  uint32_t xid = 0;
  uint16_t flags = 0;
  hal::Ipv4 client{};  // ciaddr
  hal::MacAddress mac{};
  std::optional<hal::Ipv4> requested, server;

  static std::optional<Request> parse(std::span<const uint8_t> packet);
  bool takeOptions(std::span<const uint8_t> packet);
};

std::optional<DhcpServer::Request> DhcpServer::Request::parse(std::span<const uint8_t> packet) {
  if (packet.size() < kOptions || packet[0] != 1 || packet[2] != 6 ||
      getBig<uint32_t>(packet, 236) != kCookie)
    return std::nullopt;
  Request request;
  request.xid = getBig<uint32_t>(packet, 4);
  request.flags = getBig<uint16_t>(packet, 10);
  request.client = {getBig<uint32_t>(packet, 12)};
  std::copy_n(packet.begin() + 28, 6, request.mac.begin());
  if (!request.takeOptions(packet)) return std::nullopt;
  return request;
}

bool DhcpServer::Request::takeOptions(std::span<const uint8_t> packet) {
  for (size_t at = kOptions; at < packet.size() && packet[at] != 255;) {
    if (packet[at] == 0) {
      ++at;
      continue;
    }
    if (at + 2 > packet.size() || at + 2 + packet[at + 1] > packet.size()) return false;
    const size_t length = packet[at + 1];
    if (packet[at] == 53 && length == 1) type = packet[at + 2];
    if (packet[at] == 50 && length == 4) requested = {getBig<uint32_t>(packet, at + 2)};
    if (packet[at] == 54 && length == 4) server = {getBig<uint32_t>(packet, at + 2)};
    at += 2 + length;
  }
  return type != 0;
}

bool DhcpServer::inPool(hal::Ipv4 address) const {
  return address.value >= setup_.first.value &&
         address.value < setup_.first.value + setup_.addresses;
}

bool DhcpServer::taken(hal::Ipv4 address, const hal::MacAddress& by, Instant now) const {
  return std::any_of(leases_.begin(), leases_.end(), [&](const auto& entry) {
    return entry.first != by && entry.second.address == address && entry.second.until > now;
  });
}

// What it had, else what it wants, else the first that is free.
std::optional<hal::Ipv4> DhcpServer::choose(const Request& request, Instant now) const {
  const auto held = leases_.find(request.mac);
  if (held != leases_.end() && !taken(held->second.address, request.mac, now))
    return held->second.address;
  if (request.requested && inPool(*request.requested) &&
      !taken(*request.requested, request.mac, now))
    return request.requested;
  for (uint32_t i = 0; i < setup_.addresses; ++i)
    if (const hal::Ipv4 address{setup_.first.value + i}; !taken(address, request.mac, now))
      return address;
  return std::nullopt;
}

std::optional<DhcpServer::Reply> DhcpServer::answer(std::span<const uint8_t> packet, Instant now) {
  const auto request = Request::parse(packet);
  if (!request) return std::nullopt;
  if (request->type == kRelease) leases_.erase(request->mac);
  if (request->type == kDiscover) {
    const auto address = choose(*request, now);
    if (!address) return std::nullopt;
    leases_[request->mac] = {*address, now + kOfferHolds};
    return reply(*request, kOffer, *address);
  }
  if (request->type != kRequest) return std::nullopt;
  if (request->server && *request->server != setup_.router) return std::nullopt;
  const auto held = leases_.find(request->mac);
  const hal::Ipv4 wanted = request->requested.value_or(request->client);
  if (held == leases_.end() || held->second.address != wanted || held->second.until <= now)
    return reply(*request, kNak, {});
  held->second.until = now + setup_.lease;
  return reply(*request, kAck, wanted);
}

DhcpServer::Reply DhcpServer::reply(const Request& request, uint8_t type, hal::Ipv4 address) const {
  Bytes packet(kOptions, 0);
  packet[0] = 2;  // BOOTREPLY
  packet[1] = 1;
  packet[2] = 6;
  putBig<uint32_t>(packet, 4, request.xid);
  putBig<uint16_t>(packet, 10, request.flags);
  if (type == kAck) putBig<uint32_t>(packet, 12, request.client.value);
  putBig<uint32_t>(packet, 16, address.value);
  std::copy(request.mac.begin(), request.mac.end(), packet.begin() + 28);
  putBig<uint32_t>(packet, 236, kCookie);
  packet.insert(packet.end(), {53, 1, type});
  putOption(packet, 54, setup_.router.value);
  if (type != kNak) {
    putOption(packet, 51, wholeSeconds(setup_.lease));
    putOption(packet, 58, wholeSeconds(setup_.lease / 2));
    putOption(packet, 59, wholeSeconds(setup_.lease * 7 / 8));
    putOption(packet, 1, setup_.mask.value);
    putOption(packet, 3, setup_.router.value);
    putOption(packet, 6, setup_.router.value);
  }
  packet.push_back(255);
  const bool broadcast = type == kNak || (request.flags & 0x8000) || request.client.value == 0;
  return {std::move(packet), broadcast, request.client};
}

size_t DhcpServer::leases(Instant now) const {
  return static_cast<size_t>(std::count_if(
      leases_.begin(), leases_.end(), [&](const auto& entry) { return entry.second.until > now; }));
}

std::optional<hal::Ipv4> DhcpServer::leaseOf(const hal::MacAddress& mac, Instant now) const {
  const auto found = leases_.find(mac);
  if (found == leases_.end() || found->second.until <= now) return std::nullopt;
  return found->second.address;
}

}  // namespace tw::sim
