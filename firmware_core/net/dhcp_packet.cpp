#include "firmware_core/net/dhcp_packet.h"

#include <algorithm>

namespace tw::fw {
namespace {

// RFC 2131, figure 1, and RFC 2132, section 2.
constexpr size_t kXid = 4, kSecs = 8, kFlags = 10, kCiaddr = 12, kYiaddr = 16, kChaddr = 28;
constexpr size_t kCookie = 236, kOptions = 240;
constexpr uint32_t kCookieValue = 0x63825363;
constexpr size_t kSmallest = 300;  // BOOTP's length; shorter ones are dropped by some servers

enum Option : uint8_t {
  kPad = 0,
  kSubnetMask = 1,
  kRouter = 3,
  kDns = 6,
  kHostName = 12,
  kRequestedAddress = 50,
  kLeaseTime = 51,
  kMessageType = 53,
  kServerId = 54,
  kParameterList = 55,
  kRenewalTime = 58,
  kRebindingTime = 59,
  kClientId = 61,
  kEnd = 255
};

void putOption(Bytes& packet, uint8_t code, std::span<const uint8_t> value) {
  packet.push_back(code);
  packet.push_back(static_cast<uint8_t>(value.size()));
  append(packet, value);
}

void putAddress(Bytes& packet, uint8_t code, hal::Ipv4 address) {
  std::array<uint8_t, 4> raw{};
  putBig<uint32_t>(raw, 0, address.value);
  putOption(packet, code, raw);
}

void putClientId(Bytes& packet, const hal::MacAddress& mac) {
  Bytes id{1};  // hardware type Ethernet
  append(id, mac);
  putOption(packet, kClientId, id);
}

void takeOption(DhcpReply& reply, uint8_t code, std::span<const uint8_t> value) {
  if (code == kMessageType && value.size() == 1) reply.type = DhcpType{value[0]};
  if (value.size() < 4) return;
  const uint32_t word = getBig<uint32_t>(value, 0);
  switch (code) {
    case kSubnetMask:
      reply.mask = {word};
      break;
    case kRouter:
      reply.router = {word};
      break;
    case kDns:
      reply.dns = {word};
      break;
    case kServerId:
      reply.server = {word};
      break;
    case kLeaseTime:
      reply.lease = std::chrono::seconds{word};
      break;
    case kRenewalTime:
      reply.t1 = std::chrono::seconds{word};
      break;
    case kRebindingTime:
      reply.t2 = std::chrono::seconds{word};
      break;
    default:
      break;
  }
}

bool takeOptions(DhcpReply& reply, std::span<const uint8_t> packet) {
  size_t at = kOptions;
  while (at < packet.size() && packet[at] != kEnd) {
    if (packet[at] == kPad) {
      ++at;
      continue;
    }
    if (at + 2 > packet.size() || at + 2 + packet[at + 1] > packet.size()) return false;
    takeOption(reply, packet[at], packet.subspan(at + 2, packet[at + 1]));
    at += size_t{2} + packet[at + 1];
  }
  return true;
}

}  // namespace

Bytes encodeDhcp(const DhcpQuestion& question) {
  Bytes packet(kOptions, 0);
  packet[0] = 1;  // BOOTREQUEST
  packet[1] = 1;  // Ethernet
  packet[2] = 6;  // bytes of a hardware address
  putBig<uint32_t>(packet, kXid, question.xid);
  putBig<uint16_t>(packet, kSecs, question.secs);
  putBig<uint16_t>(packet, kFlags, question.broadcast ? 0x8000 : 0);
  putBig<uint32_t>(packet, kCiaddr, question.clientAddress.value);
  std::copy(question.mac.begin(), question.mac.end(), packet.begin() + kChaddr);
  putBig<uint32_t>(packet, kCookie, kCookieValue);
  putOption(packet, kMessageType, std::array{static_cast<uint8_t>(question.type)});
  putClientId(packet, question.mac);
  if (question.requested) putAddress(packet, kRequestedAddress, *question.requested);
  if (question.server) putAddress(packet, kServerId, *question.server);
  putOption(packet, kHostName, asBytes("tweelens"));
  putOption(
      packet, kParameterList,
      std::array<uint8_t, 6>{kSubnetMask, kRouter, kDns, kLeaseTime, kRenewalTime, kRebindingTime});
  packet.push_back(kEnd);
  packet.resize(std::max(packet.size(), kSmallest), 0);
  return packet;
}

Result<DhcpReply> decodeDhcp(std::span<const uint8_t> packet) {
  if (packet.size() < kOptions || packet[0] != 2 || packet[1] != 1 || packet[2] != 6 ||
      getBig<uint32_t>(packet, kCookie) != kCookieValue)
    return Errc::kCorrupt;
  DhcpReply reply;
  reply.xid = getBig<uint32_t>(packet, kXid);
  reply.yourAddress = {getBig<uint32_t>(packet, kYiaddr)};
  std::copy_n(packet.begin() + kChaddr, reply.mac.size(), reply.mac.begin());
  if (!takeOptions(reply, packet)) return Errc::kCorrupt;
  const bool known = reply.type == DhcpType::kOffer || reply.type == DhcpType::kAck ||
                     reply.type == DhcpType::kNak;
  if (!known) return Errc::kCorrupt;
  return reply;
}

}  // namespace tw::fw
