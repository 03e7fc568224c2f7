// Initialising a card: everything that VolumeLayout names, from the FATs to the index; the boot
// sector and the partition table last, so that a card whose initialisation was cut off is a new
// card again. Footage that was there stays where it is, unreachable.
#pragma once

#include <optional>

#include "firmware_core/base/time.h"
#include "firmware_core/storage/block_runner.h"
#include "firmware_core/storage/card_health.h"
#include "firmware_core/storage/clip_index.h"
#include "firmware_core/storage/volume_layout.h"

namespace tw::fw {

class FormatTask final : public BlockTask {
 public:
  FormatTask(const VolumeLayout& layout, uint32_t volumeId, std::optional<CalendarTime> madeAt,
             const CardHealth& health = {});

  std::optional<BlockOp> next(std::span<const uint8_t> read) override;
  double progress() const;  // 0..1

 private:
  enum class Phase { kWipe, kFats, kRoot, kFolders, kIndex, kSystem, kDone };
  static constexpr uint32_t kChunkSectors = 2048;
  static constexpr uint32_t kFlushEverySectors = 8192;

  void fillSteps();
  void wipe();
  void fatChunk();
  void folder();
  void indexChunk();
  void systemSectors();
  void write(uint64_t sector, Bytes data);

  VolumeLayout layout_;
  uint32_t volumeId_;
  std::optional<CalendarTime> madeAt_;
  CardHealth health_;
  ClipIndex index_;
  Phase phase_ = Phase::kWipe;
  uint32_t at_ = 0;  // sectors or folders done in this phase
  ListTask steps_;
  uint64_t written_ = 0, total_ = 0;  // sectors
  uint32_t sinceFlush_ = 0;
};

}  // namespace tw::fw
