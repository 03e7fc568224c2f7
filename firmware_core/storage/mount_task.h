// Mounting a card: is it ours, what does its index say, which files did a PC take away, and what
// was being written when the power went.
//
// Reads only, until the card is known to be ours; then writes only to mend what is ours: never on a
// read-only card, and never over footage that it could not read, which may be whole another day.
// What says whose the card is to a PC, partition table and boot sector, must be readable. All the
// rest is kept twice or said by the slots themselves, so no sector that cannot be read costs more
// than what lies in it. A clip's fragments are found by their marks: what was
// acknowledged is there, and perhaps one more.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "firmware_core/storage/card_health.h"
#include "firmware_core/storage/card_state.h"
#include "firmware_core/storage/clip_index.h"
#include "firmware_core/storage/fat32_records.h"
#include "firmware_core/storage/patient_task.h"
#include "firmware_core/storage/slot_scan.h"
#include "firmware_core/storage/volume_layout.h"

namespace tw::fw {

class MountTask final : public PatientTask {
 public:
  // Reads of what clips hold at one mounting, some minutes. What is left is left alone: it is
  // looked at when the card is mounted again.
  static constexpr uint32_t kMostScanned = 1 << 18;

  MountTask(const VolumeLayout& layout, bool readOnly) : layout_(layout), readOnly_(readOnly) {}

  // When done: why the card is not ours; empty when it is.
  const std::string& foreign() const { return foreign_; }
  ClipIndex takeIndex() { return std::move(index_); }
  const CardHealth& health() const { return health_; }
  const Recovery& recovery() const { return recovery_; }
  // Else it gives less than the card may hold.
  bool sawAll() const { return unreadableSectors() == 0 && scanned_ <= kMostScanned; }

 private:
  enum class Phase {
    kBegin,
    kMbr,
    kBoot,
    kBackup,
    kHeader,
    kSecondHeader,
    kRecords,
    kSecondRecords,
    kHeads,
    kFolders,
    kScan,
    kRepair,
    kDone
  };
  static constexpr uint32_t kSlotsPerRead = 1024;
  struct Repair {
    ListTask task;
    std::optional<ClipRecord> record = {};  // that it writes last
    std::optional<uint32_t> renames = {};   // a slot's file
    uint32_t mends = 0;                     // sectors and entries
    bool begun = false;
  };

  std::optional<BlockOp> then(std::span<const uint8_t> read) override;
  bool patient() const override;
  bool goOnWithout() override;

  // Each takes what the operation before has read and says what is to be done next.
  std::optional<BlockOp> onMbr(std::span<const uint8_t> read);
  std::optional<BlockOp> onBoot(std::span<const uint8_t> read);
  std::optional<BlockOp> onBackup(std::span<const uint8_t> read);
  std::optional<BlockOp> onHeader(std::span<const uint8_t> read);
  std::optional<BlockOp> onSecondHeader(std::span<const uint8_t> read);
  std::optional<BlockOp> onRecords(std::span<const uint8_t> read);
  std::optional<BlockOp> onSecondRecords(std::span<const uint8_t> read);
  std::optional<BlockOp> onHead(std::span<const uint8_t> read);
  std::optional<BlockOp> onFolder(std::span<const uint8_t> read);
  std::optional<BlockOp> onScan(std::span<const uint8_t> read);
  std::optional<BlockOp> onRepair(std::span<const uint8_t> read);

  std::optional<BlockOp> refuse(std::string why);
  std::optional<BlockOp> go(Phase phase, uint64_t sector, uint32_t count);
  std::optional<BlockOp> readHeader();
  std::optional<BlockOp> readRecords(Phase phase, int copy);
  void beUnsureOf(uint32_t slot);
  std::optional<BlockOp> nextHead();
  void judgeHead(uint32_t slot, std::span<const uint8_t> sector);
  void mendSystem();
  std::optional<BlockOp> readFolder();
  void judgeFolder(std::span<const uint8_t> folder);
  bool entriesAreLost(std::span<const uint8_t> folder, uint32_t slot);
  bool writtenBeside(uint32_t slot) const;
  void takeAway(uint32_t slot);
  void rename(uint32_t slot, uint32_t mends = 0);
  std::optional<BlockOp> nextCutOff();
  void endScan();
  void leaveAlone(uint32_t slot);
  void rewrite(ClipRecord record, ListTask content);
  std::optional<BlockOp> nextRepair();
  void begin(Repair& repair);

  VolumeLayout layout_;
  bool readOnly_;
  Phase phase_ = Phase::kBegin;
  std::string foreign_;
  bool mbrDamaged_ = false, bootDamaged_ = false;
  ClipIndex index_;
  CardHealth health_;
  Recovery recovery_;
  Bytes first_;                   // what the first copy of the index said
  uint32_t at_ = 0;               // slots or folders done
  std::vector<uint32_t> unsure_;  // clips' slots of which a record may be lost
  std::vector<uint32_t> cutOff_;  // slots that were being written
  std::optional<SlotScan> scan_;
  size_t unreadableBefore_ = 0;  // the scan
  uint32_t scanned_ = 0;
  std::deque<Repair> repairs_;
};

}  // namespace tw::fw
