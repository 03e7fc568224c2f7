// CRC-32 as in ISO 3309 / IEEE 802.3 (reflected, polynomial 0xEDB88320): crc32("123456789") =
// 0xCBF43926.
#pragma once

#include <cstdint>
#include <span>

namespace tw {

// `seed` is the result so far, so that a long message can be fed in parts.
uint32_t crc32(std::span<const uint8_t> bytes, uint32_t seed = 0);

}  // namespace tw
