// Bytes as lower case hexadecimal digits, two a byte, the high one first.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tw {

std::string toHex(std::span<const uint8_t> bytes);

// Fills `to`. False, and `to` undefined, where the text is not that many digits, all lower case.
bool fromHex(std::string_view text, std::span<uint8_t> to);

}  // namespace tw
