// Where in a clip's file a time lies: walks the marks of its fragments on the card, one sector each
// (firmware_core/storage/slot_framing.h).
//
//   clip.seek {"clip", "offset_s"}  -> {"clip", "head_bytes", "seek_offset", "seek_s", "bytes"}
// The file's first "head_bytes" and all of it from "seek_offset" on play by themselves, from the
// fragment on that holds the time; that begins at "seek_s" of the clip. "bytes": how much of the
// file is in use. Beyond the end it is the last fragment. Where a mark on the way cannot be read,
// or makes no sense, the rest of the clip cannot be sought in: an error says so, and the clip as a
// whole can still be fetched.
#pragma once

#include <deque>
#include <functional>
#include <optional>

#include "firmware_core/net/app_handler.h"
#include "firmware_core/storage/card_manager.h"
#include "firmware_core/storage/slot_framing.h"

namespace tw::fw {

class ClipSeeks {
 public:
  static constexpr size_t kMaxSeeks = 2;  // waiting

  explicit ClipSeeks(CardManager& cards) : cards_(cards) {}

  using Reply = std::function<void(uint64_t token, nlohmann::json answer)>;
  using Answer = std::optional<nlohmann::json>;  // nothing: it follows
  Answer seek(const AppRequest& request);
  // Bytes that the store has read; false when no seek has asked for them.
  bool take(const ClipBytes& bytes, const Reply& reply);
  enum class Asked { kNothing, kSector, kLater };
  // Asks for the next sector where none is on its way; kLater: the store is busy.
  Asked proceed(const Reply& reply);
  void loseCard(const Reply& reply);

 private:
  struct Seek {
    uint64_t token = 0;
    ClipId clip = 0;
    Duration wanted{};
    uint32_t volumeId = 0;
    uint32_t fragment = 0;  // to be read next
    uint64_t offset = 0;    // where it begins
    Duration at{};          // likewise, in the clip
    uint64_t head = 0;      // bytes
    uint64_t last = 0;      // offset of the fragment before
    Duration lastAt{};      // likewise
    std::optional<ReadTicket> ticket{};
  };
  static std::optional<FragmentMark> markOf(const Seek& seek, const ClipBytes& read);
  bool step(Seek& seek, const ClipBytes& bytes, const Reply& reply);  // true: answered
  void answer(const Seek& seek, uint64_t offset, Duration at, const Reply& reply) const;

  CardManager& cards_;
  std::deque<Seek> waiting_;  // the first one is at work
};

}  // namespace tw::fw
