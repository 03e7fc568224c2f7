#include "sim/network/dns.h"

namespace tw::sim {
namespace {

constexpr size_t kHeader = 12;
constexpr uint16_t kTypeA = 1, kClassIn = 1;
constexpr uint16_t kQuery = 0x0100;     // recursion desired
constexpr uint16_t kResponse = 0x8180;  // and available
constexpr uint16_t kNoSuchName = 3;     // in the low bits of the flags
constexpr uint32_t kTimeToLive = 60;    // seconds

void putName(Bytes& packet, const std::string& name) {
  size_t from = 0;
  while (from < name.size()) {
    const size_t dot = std::min(name.find('.', from), name.size());
    packet.push_back(static_cast<uint8_t>(dot - from));
    append(packet, asBytes(std::string_view(name).substr(from, dot - from)));
    from = dot + 1;
  }
  packet.push_back(0);
}

// The name at `at`, which then stands behind it.
std::optional<std::string> takeName(std::span<const uint8_t> packet, size_t& at) {
  std::string name;
  while (at < packet.size() && packet[at] != 0) {
    const size_t length = packet[at];
    if (length > 63 || at + 1 + length > packet.size() || name.size() > 255) return std::nullopt;
    if (!name.empty()) name += '.';
    name += asText(packet.subspan(at + 1, length));
    at += 1 + length;
  }
  if (at >= packet.size()) return std::nullopt;
  ++at;
  return name;
}

Bytes header(uint16_t id, uint16_t flags, uint16_t answers) {
  Bytes packet;
  for (uint16_t word : {id, flags, uint16_t{1}, answers, uint16_t{0}, uint16_t{0}})
    appendBig<uint16_t>(packet, word);
  return packet;
}

void putQuestion(Bytes& packet, const std::string& name) {
  putName(packet, name);
  appendBig<uint16_t>(packet, kTypeA);
  appendBig<uint16_t>(packet, kClassIn);
}

}  // namespace

Bytes encodeDnsQuestion(const DnsQuestion& question) {
  Bytes packet = header(question.id, kQuery, 0);
  putQuestion(packet, question.name);
  return packet;
}

std::optional<DnsQuestion> decodeDnsQuestion(std::span<const uint8_t> packet) {
  if (packet.size() < kHeader || (packet[2] & 0x80) || getBig<uint16_t>(packet, 4) != 1)
    return std::nullopt;
  size_t at = kHeader;
  const auto name = takeName(packet, at);
  if (!name || at + 4 > packet.size() || getBig<uint16_t>(packet, at) != kTypeA)
    return std::nullopt;
  return DnsQuestion{getBig<uint16_t>(packet, 0), *name};
}

Bytes encodeDnsAnswer(const DnsQuestion& question, std::optional<hal::Ipv4> address) {
  const uint16_t flags = address ? kResponse : kResponse | kNoSuchName;
  Bytes packet = header(question.id, flags, address ? 1 : 0);
  putQuestion(packet, question.name);
  if (!address) return packet;
  appendBig<uint16_t>(packet, 0xC000 | kHeader);  // the question's name
  appendBig<uint16_t>(packet, kTypeA);
  appendBig<uint16_t>(packet, kClassIn);
  appendBig<uint32_t>(packet, kTimeToLive);
  appendBig<uint16_t>(packet, 4);
  appendBig<uint32_t>(packet, address->value);
  return packet;
}

Result<hal::Ipv4> decodeDnsAnswer(std::span<const uint8_t> packet, const DnsQuestion& question) {
  if (packet.size() < kHeader || getBig<uint16_t>(packet, 0) != question.id || !(packet[2] & 0x80))
    return Errc::kCorrupt;
  size_t at = kHeader;
  const auto name = takeName(packet, at);
  if (!name || *name != question.name) return Errc::kCorrupt;
  if ((packet[3] & 0x0F) == kNoSuchName) return Errc::kNotFound;
  at += 4;
  constexpr size_t kFixed = 12;  // pointer, type, class, time to live, length
  if (at + kFixed + 4 > packet.size() || getBig<uint16_t>(packet, at + 10) != 4)
    return Errc::kCorrupt;
  return hal::Ipv4{getBig<uint32_t>(packet, at + kFixed)};
}

}  // namespace tw::sim
