// DNS messages (RFC 1035) for one question: the IPv4 address of a name.
//
// Left out: every record but A, name compression in questions, TCP, several questions.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "firmware_core/base/bytes.h"
#include "firmware_core/base/result.h"
#include "firmware_core/hal/network_stack.h"

namespace tw::sim {

inline constexpr uint16_t kDnsPort = 53;

struct DnsQuestion {
  uint16_t id = 0;
  std::string name;
};

Bytes encodeDnsQuestion(const DnsQuestion& question);
std::optional<DnsQuestion> decodeDnsQuestion(std::span<const uint8_t> packet);
// Without an address: no such name (NXDOMAIN).
Bytes encodeDnsAnswer(const DnsQuestion& question, std::optional<hal::Ipv4> address);
// kNotFound: no such name; kCorrupt: not the answer to `question`.
Result<hal::Ipv4> decodeDnsAnswer(std::span<const uint8_t> packet, const DnsQuestion& question);

}  // namespace tw::sim
