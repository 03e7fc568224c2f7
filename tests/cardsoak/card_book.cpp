#include "tests/cardsoak/card_book.h"

#include <algorithm>
#include <numeric>

#include "firmware_core/storage/slot_framing.h"
#include "sim/core/hash.h"
#include "sim/twin/firmware_lines.h"

namespace tw::cardsoak {
namespace {

using State = fw::ClipRecord::State;

std::string named(uint64_t clip) { return "clip " + std::to_string(clip); }

uint64_t sectorsOf(const Promise& promise) { return promise.hashes.size(); }

// What is destroyed, or may be gone, may be written over.
bool mayChange(const Promise& promise, uint64_t at, uint64_t toHash) {
  if (promise.excused || at >= promise.hashes.size() || toHash == promise.hashes[at]) return true;
  uint64_t end = 0;
  for (const Piece& piece : promise.pieces)
    if (at < (end += piece.sectors)) return piece.destroyed;
  return true;
}

}  // namespace

uint64_t sectorHash(std::span<const uint8_t> bytes, uint64_t sector) {
  return sim::hashOf(bytes.subspan(sector * hal::kSectorSize, hal::kSectorSize));
}

uint64_t Promise::frames() const {
  return std::accumulate(pieces.begin(), pieces.end(), uint64_t{0},
                         [](uint64_t sum, const Piece& piece) { return sum + piece.frames; });
}

uint64_t Promise::owed() const {
  if (excused) return 0;
  const auto destroyed = std::count_if(pieces.begin() + (picture ? 0 : 1), pieces.end(),
                                       [](const Piece& piece) { return piece.destroyed; });
  return fragments() - static_cast<uint64_t>(destroyed);
}

bool Promise::whole() const {
  return std::none_of(pieces.begin(), pieces.end(),
                      [](const Piece& piece) { return piece.destroyed; });
}

void CardBook::drop(uint32_t slot) {
  slots_[slot].promise.reset();
  slots_[slot].damaged = true;
}

void CardBook::flushed() {
  for (Slot& slot : slots_) slot.unflushed = false;
}

// Whether the old clip's record is still there, or the new one's, nobody knows.
void CardBook::powerLost() {
  for (Slot& slot : slots_)
    if (std::exchange(slot.unflushed, false)) slot.damaged = true;
}

uint32_t CardBook::usableVideoSlots() const {
  if (!layout_) return 0;
  return static_cast<uint32_t>(std::count_if(slots_.begin(), slots_.begin() + layout_->videoSlots,
                                             [](const Slot& slot) { return !slot.bad; }));
}

void CardBook::follow(const sim::EventLog& events) {
  for (; seen_ < events.events().size(); ++seen_) take(events.events()[seen_]);
}

void CardBook::take(const sim::LoggedEvent& event) {
  if (event.source == "cam/card" && event.kind == "inserted") cardInserted(event);
  if (event.kind == "log" && event.fields.at("part") == "card")
    cardState(event.fields.at("text").get<std::string>());
  if (const auto line = sim::fragmentLine(event))
    acknowledge(static_cast<uint32_t>(line->slot), line->clip, line->fragment, line->lens);
  if (const auto line = sim::clipClosedLine(event)) closed(line->clip);
  if (const auto line = sim::clipCutShortLine(event)) {
    closed(line->clip);
    slots_.at(line->slot).passedBy = true;
  }
  if (const auto line = sim::pictureStoredLine(event)) pictureStored(line->clip);
}

void CardBook::cardInserted(const sim::LoggedEvent& event) {
  const auto serial = event.fields.at("serial").get<std::string>();
  initialising_ = false;
  if (serial == serial_) return;
  halfWiped_ = false;
  serial_ = serial;
  const auto bytes = event.fields.at("capacity_bytes").get<uint64_t>();
  const auto layout = fw::VolumeLayout::plan(bytes / hal::kSectorSize);
  layout_ = layout ? std::optional(layout.value()) : std::nullopt;
  recordSectors_.clear();
  for (uint32_t slot = 0; layout_ && slot < layout_->slots(); ++slot)
    for (const uint64_t copy : {0, 1}) recordSectors_[layout_->recordSector(slot, copy)] = slot;
  cancel();
}

void CardBook::cancel() {
  slots_.assign(layout_ ? layout_->slots() : 0, {});
  outOfOrder_.clear();
  damage = {};
  formatted_ = wentOn_ = false;
}

void CardBook::cardState(const std::string& text) {
  if (text.starts_with("state=initialising")) {
    initialising_ = true;
    halfWiped_ = false;
  } else if (text.starts_with("state=in_use")) {
    if (!formatted_) inUseAtLast();
    for (Slot& slot : slots_)
      if (slot.promise) slot.promise->closed = true;  // mounting ends what was cut off
  } else if (text.starts_with("went on after an error")) {
    wentOn_ = true;
  } else if (text.starts_with("state=") && !text.starts_with("state=starting")) {
    initialising_ = false;
  }
}

// What an initialisation that was broken off has left owes nothing, and nobody knows what it is.
void CardBook::inUseAtLast() {
  formatted_ = true;
  halfWiped_ = false;
  if (std::exchange(initialising_, false)) return;
  damage.index = damage.volume = true;
  for (Slot& slot : slots_) slot.damaged = true;
}

void CardBook::acknowledge(uint32_t place, uint64_t clip, uint64_t fragment, hal::LensId lens) {
  ++acknowledged;
  Slot& slot = slots_.at(place);
  if (slot.begun != clip)
    return complain(named(clip) + " is acknowledged in slot " + std::to_string(place) +
                    ", and the card was given no record of that");
  if (!slot.promise) {
    slot.promise = Promise{.clip = clip, .lens = lens};
    addPiece(*slot.promise, place);  // the head
  }
  Promise& promise = *slot.promise;
  if (promise.pieces.size() == fragment && addPiece(promise, place)) return;
  if (!slot.damaged && !damage.card)  // told once
    complain("fragment " + std::to_string(fragment) + " of " + named(clip) +
             " is acknowledged, and the card does not hold it");
  drop(place);
}

// Whether the next one lies behind what is known of the clip.
bool CardBook::addPiece(Promise& promise, uint32_t slot) {
  const uint64_t at = sectorsOf(promise), end = layout_->slotBytes(slot) / hal::kSectorSize;
  if (at >= end) return false;
  const uint64_t sector = layout_->slotSector(slot) + at;
  const Bytes first = card_.contents(sector, 1);
  const auto mark =
      promise.pieces.empty() ? fw::readHeadMark(first, volumeId_) : fw::readMark(first, volumeId_);
  if (!mark || mark->clip != promise.clip || mark->number != promise.pieces.size()) return false;
  if (mark->bytes / hal::kSectorSize > end - at) return false;
  const uint32_t count = mark->bytes / hal::kSectorSize;
  add(promise, {count, mark->frames}, sector);
  return true;
}

// As it lies on the card now.
void CardBook::add(Promise& promise, const Piece& piece, uint64_t sector) {
  const Bytes bytes = card_.contents(sector, piece.sectors);
  for (uint32_t i = 0; i < piece.sectors; ++i) promise.hashes.push_back(sectorHash(bytes, i));
  promise.pieces.push_back(piece);
}

void CardBook::closed(uint64_t clip) {
  for (Slot& slot : slots_)
    if (slot.promise && slot.promise->clip == clip) slot.promise->closed = true;
}

void CardBook::pictureStored(uint64_t clip) {
  ++acknowledged;
  // A clip that never was may have had the same number.
  const auto found = std::find_if(slots_.begin() + layout_->videoSlots, slots_.end(),
                                  [clip](const Slot& slot) { return slot.begun == clip; });
  const auto bytes = pictureBytes_.find(clip);
  if (found == slots_.end() || bytes == pictureBytes_.end())
    return complain("picture " + std::to_string(clip) +
                    " is told to be stored, and the card was given no record of that");
  const auto slot = static_cast<uint32_t>(found - slots_.begin());
  const auto count =
      static_cast<uint32_t>((bytes->second + hal::kSectorSize - 1) / hal::kSectorSize);
  Promise promise{.clip = clip, .picture = true, .closed = true};
  add(promise, {count}, layout_->slotSector(slot));
  found->promise = std::move(promise);
  pictureBytes_.erase(bytes);
}

void CardBook::taken(uint64_t sector, std::span<const uint8_t> data) {
  if (!layout_) return;
  if (initialising_ && !std::exchange(halfWiped_, true)) cancel();
  const auto record = recordSectors_.find(sector);
  if (record == recordSectors_.end()) return footageTaken(sector, data);
  const uint32_t volume = getLittle<uint32_t>(data, 4);
  const auto said = fw::decodeRecord(data.first(hal::kSectorSize), record->second, volume);
  if (!said) return;
  volumeId_ = volume;
  recordTaken(*said);
}

void CardBook::recordTaken(const fw::ClipRecord& record) {
  Slot& slot = slots_[record.slot];
  if (record.state == State::kBad) slot.bad = true;
  if (record.state == State::kClosed && layout_->kind(record.slot) == fw::SlotKind::kPicture)
    pictureBytes_[record.clip] = record.bytes;
  const bool same = record.clip == slot.begun && record.start.startedAt == slot.begunAt;
  if (record.state == State::kRecording && !same) {
    overwrite(record.slot, record.clip);
    slot.begunAt = record.start.startedAt;
    return;
  }
  const bool owed = slot.promise && !slot.promise->excused && slot.promise->whole();
  const bool kept = record.clip == slot.begun &&
                    (record.state != State::kEmpty || !slot.promise || slot.promise->picture);
  if (owed && !kept) {
    complain(named(slot.promise->clip) + " is promised, and its record now says state " +
             std::to_string(static_cast<int>(record.state)) + " of " + named(record.clip));
    slot.promise.reset();
  }
}

void CardBook::overwrite(uint32_t place, uint64_t by) {
  Slot& slot = slots_[place];
  if (slot.promise) judgeOrder(place, by);
  if (slot.promise && !slot.promise->closed && !slot.damaged)
    complain(named(by) + " overwrites " + named(slot.promise->clip) + ", which is not closed");
  if (slot.promise) overwritten += slot.promise->fragments();
  slot = {.begun = by, .unflushed = true};
}

// The oldest first; what was given up, or may be out of order by damage, aside. Which picture's
// slot was given up, nobody says.
void CardBook::judgeOrder(uint32_t place, uint64_t by) {
  const fw::SlotKind kind = layout_->kind(place);
  if (damage.index || damage.card || (kind == fw::SlotKind::kPicture && wentOn_)) return;
  const uint64_t clip = slots_[place].promise->clip;
  for (uint32_t other = 0; other < slots_.size(); ++other) {
    const auto& older = slots_[other].promise;
    if (layout_->kind(other) != kind || !older || !older->closed || older->clip >= clip) continue;
    outOfOrder_.push_back({other, older->clip,
                           named(by) + " overwrites " + named(clip) + " in slot " +
                               std::to_string(place) + ", and the older " + named(older->clip) +
                               " in slot " + std::to_string(other) + " stays"});
  }
}

// That a slot is passed by is told a little after the next one was taken.
std::vector<std::string> CardBook::takeComplaints() {
  for (const OutOfOrder& found : std::exchange(outOfOrder_, {})) {
    const Slot& slot = slots_.at(found.slot);
    const bool stays = slot.promise && slot.promise->clip == found.clip;
    if (stays && !slot.bad && !slot.passedBy) complain(found.what);
  }
  return std::exchange(complaints_, {});
}

void CardBook::footageTaken(uint64_t sector, std::span<const uint8_t> data) {
  if (!formatted_ || sector < layout_->clusterSector(layout_->picturesFirst)) return;
  for (uint32_t place = 0; place < slots_.size(); ++place) {
    const uint64_t first = layout_->slotSector(place);
    const uint64_t end = first + layout_->slotBytes(place) / hal::kSectorSize;
    if (!slots_[place].promise || sector < first || sector >= end) continue;
    for (uint64_t i = 0; i < data.size() / hal::kSectorSize; ++i) {
      const auto& promise = *slots_[place].promise;
      const uint64_t at = sector - first + i;
      if (mayChange(promise, at, sectorHash(data, i))) continue;
      complain("sector " + std::to_string(at) + " of " + named(promise.clip) +
               " is written over, which is promised");
      return drop(place);
    }
  }
}

}  // namespace tw::cardsoak
