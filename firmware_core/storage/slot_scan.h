// What is left of a clip or picture that was being written when the power went. A clip's fragments
// are found by their marks; where one is damaged the next is looked for, and the gap is covered, so
// that what lies behind it plays. A picture is whole or nothing.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "firmware_core/storage/block_runner.h"
#include "firmware_core/storage/clip_index.h"
#include "firmware_core/storage/slot_framing.h"

namespace tw::fw {

class SlotScan {
 public:
  static constexpr uint64_t kLookOnBytes = 4 << 20;  // behind a damaged fragment; four seconds
  static constexpr size_t kMostGaps = 256;           // more are none of our cameras' work

  SlotScan(const VolumeLayout& layout, uint32_t volumeId, ClipRecord cutOff);

  // The next sectors to read, or nothing when the scan is done. `read`: what the read before gave.
  std::optional<BlockOp> next(std::span<const uint8_t> read);

  // When done: what is there, closed; an empty slot when nothing is.
  ClipRecord record() const;
  // What makes the slot a file that ends where the clip does.
  void repair(ListTask& task) const;

 private:
  struct Gap {
    uint64_t at;  // within the slot
    FragmentMark mark;
  };
  std::optional<BlockOp> readPicture();
  void judgePicture(std::span<const uint8_t> read);
  std::optional<BlockOp> onMark(std::span<const uint8_t> read);
  std::optional<BlockOp> onLook(std::span<const uint8_t> read);
  std::optional<BlockOp> readMark();
  std::optional<BlockOp> lookOn();
  void take(const FragmentMark& mark);
  FragmentMark madeUp(uint64_t bytes) const;  // for what was damaged
  bool isTail(std::span<const uint8_t> sector) const;
  bool mayFollow(const FragmentMark& mark, uint64_t at) const;
  void bridge(uint64_t to, const FragmentMark& next);
  uint64_t sectorAt(uint64_t at) const { return firstSector_ + at / hal::kSectorSize; }

  uint32_t volumeId_;
  uint64_t firstSector_, capacity_;
  bool picture_;
  ClipRecord found_;
  bool anything_ = false;
  uint64_t at_ = 0;      // behind what was found
  uint32_t number_ = 0;  // of the fragment that comes next, the head being 0
  Duration lastLength_{};
  uint64_t look_ = 0;  // where the search behind a damaged fragment has come to; 0: there is none
  Bytes head_;         // its first sector, when its mark is damaged
  std::vector<Gap> gaps_;
  bool begun_ = false;
};

}  // namespace tw::fw
