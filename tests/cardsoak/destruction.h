// What an act destroyed physically: the card's content before and after it, compared sector by
// sector. The firmware is not asked, and its own writes are never destruction.
//
// A fragment is destroyed when one of its sectors is; the others are owed still. A clip may be gone
// when no copy of its record names it any more, when more than one bit of its directory entries
// changed (then they look as a PC may have left them), or, while it is not closed, with its head;
// all clips may be gone with both index headers, with partition table or boot sector where more
// than two bits of it changed (then it looks like another's), or with the boot sector and its copy.
// One copy of anything is enough to owe everything.
#pragma once

#include "tests/cardsoak/card_book.h"

namespace tw::cardsoak {

class BeforeAct {
 public:
  explicit BeforeAct(const sim::VirtualCardSlot& card, CardBook& book);

  void noteDestroyed();  // after the act; the card in the slot, or the one pulled last

 private:
  static constexpr int kRottenBits = 2;
  struct Look {
    Bytes system;                   // up to the first picture
    Bytes second;                   // the index's second copy
    std::vector<uint64_t> footage;  // hash of each slot that is in use
  };
  Look look() const;
  void compareSystem(const Look& now);
  void compareSlot(uint32_t slot, const Look& now);
  std::span<const uint8_t> sectors(const Look& look, uint64_t sector, uint64_t count = 1) const;
  bool changed(const Look& now, uint64_t sector, uint64_t count = 1) const;
  int changedBits(const Look& now, uint64_t sector, size_t first = 0,
                  size_t count = hal::kSectorSize) const;
  bool named(const Look& now, uint32_t slot, uint64_t clip) const;

  const sim::VirtualCardSlot& card_;
  CardBook& book_;
  const fw::VolumeLayout layout_;
  Look before_;
};

}  // namespace tw::cardsoak
