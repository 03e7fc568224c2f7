// Mounting a card: is it ours, what does its index say, which files did a PC take away, and what
// was being written when the power went.
//
// Reads only, until the card is known to be ours; then writes only to end clips that were cut off
// (never on a read-only card). A clip's fragments are found by their marks: what was acknowledged
// is there, and perhaps one more.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "firmware_core/storage/block_runner.h"
#include "firmware_core/storage/card_health.h"
#include "firmware_core/storage/clip_index.h"
#include "firmware_core/storage/slot_framing.h"
#include "firmware_core/storage/volume_layout.h"

namespace tw::fw {

class MountTask final : public BlockTask {
 public:
  MountTask(const VolumeLayout& layout, bool readOnly) : layout_(layout), readOnly_(readOnly) {}

  std::optional<BlockOp> next(std::span<const uint8_t> read) override;

  // When done: why the card is not ours; empty when it is.
  const std::string& foreign() const { return foreign_; }
  ClipIndex takeIndex() { return std::move(index_); }
  const CardHealth& health() const { return health_; }
  uint32_t recoveredClips() const { return recovered_; }
  uint32_t missingFiles() const { return missing_; }

 private:
  enum class Phase { kMbr, kBoot, kHeader, kRecords, kFolders, kScan, kRepair, kDone };
  static constexpr uint32_t kSlotsPerRead = 1024;

  // Each takes what the operation before has read and says what is to be done next.
  std::optional<BlockOp> onMbr(std::span<const uint8_t> read);
  std::optional<BlockOp> onBoot(std::span<const uint8_t> read);
  std::optional<BlockOp> onHeader(std::span<const uint8_t> read);
  std::optional<BlockOp> onRecords(std::span<const uint8_t> read);
  std::optional<BlockOp> onFolder(std::span<const uint8_t> read);
  std::optional<BlockOp> onScan(std::span<const uint8_t> read);
  std::optional<BlockOp> onRepair(std::span<const uint8_t> read);

  std::optional<BlockOp> refuse(std::string why);
  std::optional<BlockOp> readRecords();
  std::optional<BlockOp> readFolder();
  void judgeFolderSector(std::span<const uint8_t> folder, uint32_t slot);
  std::optional<BlockOp> nextCutOff();
  std::optional<BlockOp> readFragment();
  std::optional<BlockOp> endScan();
  void repair(ClipRecord record);

  VolumeLayout layout_;
  bool readOnly_;
  Phase phase_ = Phase::kMbr;
  bool begun_ = false;
  std::string foreign_;
  ClipIndex index_;
  CardHealth health_;
  uint32_t at_ = 0;                // slots or folders done
  std::vector<uint32_t> cutOff_;   // slots that were being written
  ClipRecord scanned_;             // the clip under the scan, counted so far
  uint32_t scannedFragments_ = 0;  // the head included
  ListTask repairs_;
  uint32_t recovered_ = 0, missing_ = 0;
};

}  // namespace tw::fw
