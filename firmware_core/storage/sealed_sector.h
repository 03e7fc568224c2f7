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

}  // namespace tw::fw
