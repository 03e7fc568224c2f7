// What the camera has promised so far: fragments and pictures that it acknowledged and has not
// overwritten since. Knows them from the firmware's log, and overwriting from the index's records.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "firmware_core/storage/volume_layout.h"
#include "sim/core/event_log.h"
#include "tests/powercut/operations.h"

namespace tw::powercut {

// Of which card's content, and of it which clip: an initialisation begins to count anew.
using ClipKey = std::pair<int, uint64_t>;

struct ClipPromise {
  uint64_t clip = 0;
  bool picture = false;
  hal::LensId lens{};
  uint64_t fragments = 0, frames = 0;
  bool closed = false;  // never changed again until it is overwritten
};

class Ledger {
 public:
  enum class Card { kNone, kBlank, kInUse };  // kBlank: new, foreign or being initialised

  void follow(const sim::EventLog& events);
  void begun(const Operation& operation);  // after follow()

  Card card() const { return card_; }
  int content() const { return content_; }
  const std::map<uint64_t, ClipPromise>& promises() const { return promises_; }  // by slot
  uint64_t fragments() const;                                                    // of all promises
  uint64_t acknowledged() const { return acknowledged_; }  // fragments ever, overwritten or not

 private:
  void take(const sim::LoggedEvent& event);
  void cardState(const std::string& text);
  void overwritten(uint64_t slot);
  void closed(uint64_t clip);

  size_t seen_ = 0;  // events
  Card card_ = Card::kNone;
  int content_ = 0;
  fw::VolumeLayout layout_;
  std::map<uint64_t, ClipPromise> promises_;
  std::deque<uint64_t> pictureSlots_;  // begun, and not told to be stored
  uint64_t acknowledged_ = 0;
};

}  // namespace tw::powercut
