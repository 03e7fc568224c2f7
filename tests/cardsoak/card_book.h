// What the card in the slot owes: every fragment and picture that the camera acknowledged and has
// not overwritten since, by slot, with the hashes of its sectors as they lay on the card then.
//
// Acknowledgements come from the firmware's log, overwriting from the index's records that the card
// takes. A new card owes nothing, one that is put back owes what it did, an initialisation cancels
// all. What is wrong already at the writing is complained about at once: a sector of a promise that
// is written over, and a ring that does not take its oldest clip.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "firmware_core/storage/clip_index.h"
#include "firmware_core/storage/volume_layout.h"
#include "sim/core/event_log.h"
#include "sim/devices/card.h"

namespace tw::cardsoak {

struct Piece {  // a fragment, the head of a clip first; a picture is one
  uint32_t sectors = 0, frames = 0;
  bool destroyed = false;  // physically: a sector of it
};

struct Promise {
  uint64_t clip = 0;
  bool picture = false;
  hal::LensId lens{};
  bool closed = false;   // never changed again until it is overwritten
  bool excused = false;  // what names it was physically destroyed: it may be gone
  bool decoded = false;  // has played to its last frame
  std::vector<Piece> pieces = {};
  std::vector<uint64_t> hashes = {};  // of its sectors, from the slot's first

  uint64_t fragments() const { return picture ? 1 : pieces.size() - 1; }
  uint64_t frames() const;
  uint64_t owed() const;  // of fragments() those that are not destroyed
  bool whole() const;     // nothing of it was destroyed
};

struct Slot {
  uint64_t begun = 0;  // clip whose record the card took last
  // The same number can be begun again, when a lie about a flush has taken all that bore it.
  std::optional<CalendarTime> begunAt = {};
  bool bad = false;        // given up by the firmware
  bool passedBy = false;   // once at least, because its record could not be written
  bool unflushed = false;  // the card was given a new clip's record, and no true flush since
  bool damaged = false;    // since then: some sector of it, or of what names it
  int entryBits = 0;       // of its directory entries, that have changed since then
  std::optional<Promise> promise = {};
};

class CardBook {
 public:
  explicit CardBook(const sim::VirtualCardSlot& card) : card_(card) {}

  void follow(const sim::EventLog& events);
  // To be told before the card takes them, follow() before.
  void taken(uint64_t sector, std::span<const uint8_t> data);

  bool formatted() const { return formatted_; }
  // An initialisation has written to the card and was never done: it is blank or what it was.
  bool halfWiped() const { return !formatted_ && halfWiped_; }
  const std::optional<fw::VolumeLayout>& layout() const { return layout_; }
  std::vector<Slot>& slots() { return slots_; }
  const std::vector<Slot>& slots() const { return slots_; }
  // What was complained about: nothing more is expected of it.
  void drop(uint32_t slot);
  void flushed();    // truly
  void powerLost();  // by the card
  // A counterfeit card that was not found out: its cache and lies about flushes can hide it from
  // any trial, and nothing that it was given is owed.
  void distrust() { damage = {.card = true, .index = true, .volume = true}; }
  uint32_t usableVideoSlots() const;

  // Physical damage to what all clips need, since the initialisation.
  struct Damage {
    bool card = false;    // the volume cannot be known for ours any more
    bool index = false;   // a record
    bool volume = false;  // partition table, boot sectors, FAT, folders
  };
  Damage damage{};

  uint64_t acknowledged = 0, overwritten = 0;  // fragments ever
  std::vector<std::string> takeComplaints();

 private:
  struct OutOfOrder {
    uint32_t slot;  // that should have been taken
    uint64_t clip;
    std::string what;
  };
  void take(const sim::LoggedEvent& event);
  void cardInserted(const sim::LoggedEvent& event);
  void cardState(const std::string& text);
  void inUseAtLast();
  void cancel();
  void acknowledge(uint32_t slot, uint64_t clip, uint64_t fragment, hal::LensId lens);
  bool addPiece(Promise& promise, uint32_t slot);
  void add(Promise& promise, const Piece& piece, uint64_t sector);
  void pictureStored(uint64_t clip);
  void closed(uint64_t clip);
  void recordTaken(const fw::ClipRecord& record);
  void overwrite(uint32_t slot, uint64_t by);
  void judgeOrder(uint32_t slot, uint64_t by);
  void footageTaken(uint64_t sector, std::span<const uint8_t> data);
  void complain(const std::string& what) { complaints_.push_back(what); }

  const sim::VirtualCardSlot& card_;
  size_t seen_ = 0;  // events
  std::string serial_;
  std::optional<fw::VolumeLayout> layout_;                // of the card in the slot
  std::unordered_map<uint64_t, uint32_t> recordSectors_;  // slots, by sector of the card
  bool formatted_ = false;
  bool initialising_ = false, halfWiped_ = false;
  uint32_t volumeId_ = 0;  // as the records have it
  std::vector<Slot> slots_;
  std::unordered_map<uint64_t, uint64_t> pictureBytes_;  // by clip, of what is being stored
  bool wentOn_ = false;  // the firmware has given up something since the initialisation
  std::vector<OutOfOrder> outOfOrder_;
  std::vector<std::string> complaints_;
};

uint64_t sectorHash(std::span<const uint8_t> bytes, uint64_t sector);  // of them, from 0

}  // namespace tw::cardsoak
