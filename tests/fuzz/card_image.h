// A small card of ours that has been recorded on, and what a fuzzer's bytes make of it.
//
// The bytes are a flag and then patches: a region, a place in it, and what comes there; by wish
// into a sector that is blank or whole of its kind first, and with its checksum made right again,
// so that what lies behind the checksums is reached too.
#pragma once

#include <span>
#include <unordered_map>

#include "firmware_core/hal/clocks.h"
#include "firmware_core/storage/volume_layout.h"
#include "tests/unit/fw_storage/fake_card.h"

namespace tw::fuzz {

using Sectors = std::unordered_map<uint64_t, test::Sector>;

struct CardImage {
  fw::VolumeLayout layout;
  uint32_t volumeId = 0;
  Sectors sectors;  // all else is zero
};

// Initialised and recorded on: closed clips of both lenses, a picture, one clip cut off.
CardImage recordedCard();

// The bytes' first one.
struct Visit {
  bool writeProtected = false;
  bool withoutClock = false;  // its clips are undated
};

enum class Region { kMbr, kBoot, kFat, kRoot, kFolders, kHeader, kRecords, kSlots };

// A patch: kind, place and offset in two bytes each, length, bytes; with kWhole the kind and the
// place, then as much of a sector as there is.
inline constexpr uint8_t kRegionBits = 0x07, kBlank = 0x08, kGenuine = 0x10, kSealed = 0x20,
                         kWhole = 0x40;
inline constexpr size_t kMostPatches = 64;

// A card in memory that is shared and never changed, and over it what was written since.
class PatchedCard : public hal::BlockDevice {
 public:
  PatchedCard(const test::FakeClock& clock, const CardImage& image)
      : clock_(clock), image_(image) {}

  Visit patch(std::span<const uint8_t> input);

  bool present = true;
  uint64_t writes = 0, operations = 0;

  Bytes peek(uint64_t sector, uint64_t count) const;
  Instant dueAt() const { return state_ == hal::IoState::kBusy ? due_ : kNever; }
  uint64_t sectorCount() const override { return present ? image_.layout.cardSectors : 0; }
  hal::IoState state() const override;

 private:
  const test::Sector& at(uint64_t sector) const;
  test::Sector& edit(uint64_t sector);
  void makeGenuine(test::Sector& sector, Region region, uint16_t place);
  void begin();
  void doStartRead(uint64_t sector, uint32_t count) override;
  void doStartWrite(uint64_t sector, std::span<const uint8_t> data) override;
  void doStartFlush() override { begin(); }
  Result<Bytes> doTake() override;

  const test::FakeClock& clock_;
  const CardImage& image_;
  Sectors over_;
  hal::IoState state_ = hal::IoState::kIdle;
  Instant due_{};
  Bytes read_;
};

}  // namespace tw::fuzz
