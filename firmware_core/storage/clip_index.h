// The index: one record a slot, two copies of each far apart on the card, written in turn, each
// with a write count and a checksum: a torn write leaves the other copy. The newest valid copy
// counts. In memory less than a megabyte for the largest card, 4,600 slots.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "firmware_core/base/bytes.h"
#include "firmware_core/storage/clip.h"
#include "firmware_core/storage/volume_layout.h"

namespace tw::fw {

struct ClipRecord {
  enum class State : uint8_t {
    kEmpty = 0,
    kRecording = 1,
    kClosed = 2,
    kUnusable = 3,  // a PC took its file away
    kBad = 4        // cannot be written any more; what is safe of its clip can be read
  };

  uint32_t slot = 0;
  uint64_t writes = 0;  // of this record; its lowest bit says which copy
  State state = State::kEmpty;
  ClipId clip = 0;  // the ring's order; kept by an emptied slot
  ClipStart start{};
  uint64_t bytes = 0;
  uint32_t frames = 0;
  uint32_t fragments = 0;
  Duration length{};
  uint32_t contentSum = 0;  // of a picture: CRC-32 of its bytes
  bool misnamed = false;    // its directory could not be read: the file has its old name
  std::string name = {};    // of the file; empty while the slot is empty

  bool operator==(const ClipRecord&) const;
};

// The volume's own mark: whose it is and by which rules it was laid out.
struct IndexHeader {
  uint32_t version = VolumeLayout::kVersion;
  uint32_t volumeId = 0;
  uint64_t cardSectors = 0;
};

Bytes encodeHeader(const IndexHeader& header);                             // one sector
std::optional<IndexHeader> decodeHeader(std::span<const uint8_t> sector);  // checks all
Bytes encodeRecord(const ClipRecord& record, uint32_t volumeId);           // one sector
std::optional<ClipRecord> decodeRecord(std::span<const uint8_t> sector, uint32_t slot,
                                       uint32_t volumeId);

class ClipIndex {
 public:
  ClipIndex() = default;
  ClipIndex(const VolumeLayout& layout, uint32_t volumeId);  // all slots empty

  uint32_t volumeId() const { return volumeId_; }
  const ClipRecord& at(uint32_t slot) const { return records_.at(slot); }
  size_t size() const { return records_.size(); }
  void set(const ClipRecord& record) { records_.at(record.slot) = record; }
  // It lies on the card now: its other copy is the next one's place.
  void noteWritten(const ClipRecord& record) { records_.at(record.slot).writes = record.writes; }
  // Takes both copies as read from the card. One that no camera of ours can have written in this
  // place is none. False: a copy is missing, so that what it said may be newer than the other.
  bool load(uint32_t slot, std::span<const uint8_t> copyA, std::span<const uint8_t> copyB);

  // Once all are loaded: of records that claim the same clip only one counts, the first that
  // is closed.
  void dropDoubles();

  ClipId newestClip() const;  // 0 when there never was one
  // The slot that follows the one begun last among `kind`; there the oldest lies.
  std::vector<uint32_t> ringOrder(const VolumeLayout& layout, SlotKind kind) const;
  bool nameTaken(const std::string& name) const;

 private:
  bool possible(const ClipRecord& record) const;

  VolumeLayout layout_;
  uint32_t volumeId_ = 0;
  std::vector<ClipRecord> records_;
};

// "2026-06-01_10-02-33_wide_manual.mp4"; undated_... before the clock is set. 27..39 characters,
// which take three long-name entries.
std::string clipFileName(const ClipStart& start, ClipId clip, const ClipIndex& index);
std::string emptySlotName(uint32_t slot);  // "reserved_for_footage_00012.free"

}  // namespace tw::fw
