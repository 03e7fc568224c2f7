// IEEE 754 binary16 for light: zero and positive numbers, in operations that vectorise.
#pragma once

#include <bit>
#include <cstdint>

namespace tw::sim {

// Exact; an infinite one becomes 65536.
inline float fromHalf(uint16_t half) {
  return std::bit_cast<float>(static_cast<uint32_t>(half) << 13) * 0x1p112F;
}

// To the nearest, ties to even. `value`: 0..65535.
inline uint16_t toHalf(float value) {
  const auto bits = std::bit_cast<uint32_t>(value * 0x1p-112F);
  return static_cast<uint16_t>((bits + 0xfffU + ((bits >> 13) & 1U)) >> 13);
}

}  // namespace tw::sim
