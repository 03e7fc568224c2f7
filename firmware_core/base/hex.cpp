#include "firmware_core/base/hex.h"

namespace tw {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

}  // namespace

std::string toHex(std::span<const uint8_t> bytes) {
  std::string text;
  text.reserve(2 * bytes.size());
  for (const uint8_t byte : bytes) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

bool fromHex(std::string_view text, std::span<uint8_t> to) {
  if (text.size() != 2 * to.size()) return false;
  for (size_t i = 0; i < to.size(); ++i) {
    const size_t high = kDigits.find(text[2 * i]), low = kDigits.find(text[2 * i + 1]);
    if (high == kDigits.npos || low == kDigits.npos) return false;
    to[i] = static_cast<uint8_t>(high << 4 | low);
  }
  return true;
}

}  // namespace tw
