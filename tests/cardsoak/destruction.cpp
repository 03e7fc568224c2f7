#include "tests/cardsoak/destruction.h"

#include <algorithm>
#include <bit>

#include "sim/core/hash.h"

namespace tw::cardsoak {
BeforeAct::BeforeAct(const sim::VirtualCardSlot& card, CardBook& book)
    : card_(card), book_(book), layout_(book.layout().value()), before_(look()) {}

BeforeAct::Look BeforeAct::look() const {
  Look look;
  look.system = card_.contents(0, layout_.clusterSector(layout_.picturesFirst));
  look.second = card_.contents(layout_.indexSector(1), layout_.indexSectors());
  const auto& slots = book_.slots();
  look.footage.resize(slots.size());
  for (uint32_t slot = 0; slot < slots.size(); ++slot)
    if (slots[slot].begun != 0)
      look.footage[slot] = sim::hashOf(
          card_.contents(layout_.slotSector(slot), layout_.slotBytes(slot) / hal::kSectorSize));
  return look;
}

void BeforeAct::noteDestroyed() {
  const Look now = look();
  compareSystem(now);
  // Of empty slots, too: records of what was erased may be back.
  for (uint32_t slot = 0; slot < book_.slots().size(); ++slot) compareSlot(slot, now);
}

std::span<const uint8_t> BeforeAct::sectors(const Look& look, uint64_t sector,
                                            uint64_t count) const {
  const uint64_t second = layout_.indexSector(1);
  const bool behind = sector >= second;
  return std::span(behind ? look.second : look.system)
      .subspan((behind ? sector - second : sector) * hal::kSectorSize, count * hal::kSectorSize);
}

bool BeforeAct::changed(const Look& now, uint64_t sector, uint64_t count) const {
  const auto a = sectors(before_, sector, count), b = sectors(now, sector, count);
  return !std::equal(a.begin(), a.end(), b.begin());
}

int BeforeAct::changedBits(const Look& now, uint64_t sector, size_t first, size_t count) const {
  int bits = 0;
  for (size_t i = first; i < first + count; ++i)
    bits +=
        std::popcount(static_cast<uint8_t>(sectors(before_, sector)[i] ^ sectors(now, sector)[i]));
  return bits;
}

void BeforeAct::compareSystem(const Look& now) {
  const uint64_t boot = layout_.partitionStart;
  const bool boots = changed(now, boot) && changed(now, boot + fw::VolumeLayout::kBackupBoot);
  const bool another = std::max(changedBits(now, 0), changedBits(now, boot)) > kRottenBits;
  const bool headers = !fw::decodeHeader(sectors(now, layout_.indexSector(0))) &&
                       !fw::decodeHeader(sectors(now, layout_.indexSector(1)));
  if (book_.formatted() && (boots || another || headers)) book_.damage.card = true;
  if (changed(now, 0, layout_.indexSector(0))) book_.damage.volume = true;
  for (const int copy : {0, 1})
    if (changed(now, layout_.indexSector(copy), layout_.indexSectors())) book_.damage.index = true;
}

bool BeforeAct::named(const Look& now, uint32_t slot, uint64_t clip) const {
  for (const uint64_t copy : {0, 1}) {
    const auto sector = sectors(now, layout_.recordSector(slot, copy));
    const auto record = fw::decodeRecord(sector, slot, getLittle<uint32_t>(sector, 4));
    if (record && record->clip == clip && record->state != fw::ClipRecord::State::kEmpty)
      return true;
  }
  return false;
}

void BeforeAct::compareSlot(uint32_t place, const Look& now) {
  Slot& slot = book_.slots()[place];
  const int entryBits = changedBits(now, layout_.groupSector(place), layout_.groupOffset(place),
                                    fw::VolumeLayout::kGroupBytes);
  const bool records =
      changed(now, layout_.recordSector(place, 0)) || changed(now, layout_.recordSector(place, 1));
  const bool footage = before_.footage[place] != now.footage[place];
  slot.entryBits += entryBits;
  slot.damaged |= entryBits > 0 || records || footage;
  if (!slot.promise) return;
  Promise& promise = *slot.promise;
  promise.excused |= slot.entryBits > 1 || (records && !named(now, place, promise.clip));
  if (!footage) return;
  uint64_t at = 0;
  for (Piece& piece : promise.pieces) {
    const Bytes bytes = card_.contents(layout_.slotSector(place) + at, piece.sectors);
    for (uint32_t i = 0; i < piece.sectors; ++i)
      piece.destroyed |= sectorHash(bytes, i) != promise.hashes[at + i];
    at += piece.sectors;
  }
  // What is not closed, or no longer said to be, is found from its head on.
  promise.excused |= (!promise.closed || records) && promise.pieces.front().destroyed;
}

}  // namespace tw::cardsoak
