// What a card has been through, kept on it behind the index's headers: two copies, written in turn
// as those of the clips' records are.
#pragma once

#include <optional>
#include <span>

#include "firmware_core/base/bytes.h"
#include "firmware_core/storage/volume_layout.h"

namespace tw::fw {

struct CardHealth {
  uint64_t writes = 0;        // of this record; its lowest bit says which copy
  uint64_t bytesWritten = 0;  // by this camera since it was initialised, what is not yet saved too
  uint64_t starts = 0;        // times that it was mounted
  uint64_t cutOffs = 0;       // of these, with a clip that was being written
  uint64_t writeErrors = 0, readErrors = 0;  // failed operations, those that succeeded later too
  double megabytesPerSecond = 0;             // that it wrote when it was initialised; 0: not known

  bool operator==(const CardHealth&) const = default;

  // Share of its life that is used up, at 300 program/erase cycles and a write amplification of
  // 1.5: cautious figures for consumer cards.
  double wear(uint64_t capacityBytes) const;
};

Bytes encodeHealth(const CardHealth& health, uint32_t volumeId);  // one sector
// The newer of two copies that are whole; a new card's where none is.
CardHealth newestHealth(std::span<const uint8_t> copyA, std::span<const uint8_t> copyB,
                        uint32_t volumeId);

}  // namespace tw::fw
