// A sector with a magic number in front and a CRC-32 at its end: whole, or not to be trusted.
#pragma once

#include <span>

#include "firmware_core/base/bytes.h"
#include "firmware_core/base/crc32.h"
#include "firmware_core/hal/block_device.h"

namespace tw::fw {

inline constexpr size_t kSealAt = hal::kSectorSize - 4;

inline Bytes sealableSector(uint32_t magic) {
  Bytes sector(hal::kSectorSize);
  putLittle<uint32_t>(sector, 0, magic);
  return sector;
}
inline void seal(Bytes& sector) {
  putLittle<uint32_t>(sector, kSealAt, crc32(std::span(sector).first(kSealAt)));
}
inline bool sealed(std::span<const uint8_t> sector, uint32_t magic) {
  return sector.size() == hal::kSectorSize && getLittle<uint32_t>(sector, 0) == magic &&
         getLittle<uint32_t>(sector, kSealAt) == crc32(sector.first(kSealAt));
}

// Of two copies written in turn, whether the one with write count `a` is the newer one: as serial
// numbers are compared, since a count that a card has brought along may be about to wrap round.
constexpr bool isNewer(uint64_t a, uint64_t b) { return static_cast<int64_t>(a - b) > 0; }

}  // namespace tw::fw
