// The app's reading of clips from the card: their bytes in pieces, also while they are recorded.
//
//   clip.read {"clip","offset","length"}  -> the bytes as a frame of clip data, then
//                                            {"clip","offset","length","bytes"}
//   clip.seek: see clip_seeks.h; which clips there are: clip_queries.h
// "bytes" is how much of the file is in use; of a clip that is being recorded it grows. A read
// returns less than "length" (at most RingStore::kMaxReadBytes) where that ends.
#pragma once

#include <deque>
#include <optional>

#include "firmware_core/net/network.h"
#include "firmware_core/storage/card_manager.h"
#include "firmware_core/system/clip_seeks.h"

namespace tw::fw {

class ClipReads {
 public:
  static constexpr Duration kPatience = std::chrono::seconds{10};  // for room on the line
  static constexpr Duration kRetry = std::chrono::milliseconds{50};

  explicit ClipReads(CardManager& cards)
      : cards_(cards), generation_(cards.generation()), seeks_(cards) {}

  using Answer = std::optional<nlohmann::json>;  // nothing: it follows
  Answer read(const AppRequest& request, Instant now);
  Answer seek(const AppRequest& request) { return seeks_.seek(request); }
  Instant poll(Instant now, Network& network);

 private:
  struct Waiting {
    uint64_t token = 0;
    ReadTicket ticket = 0;
    nlohmann::json answer;
    Instant deadline{};
    std::optional<Result<Bytes>> bytes{};  // as soon as they have been read
  };
  void loseCard(Network& network);
  void collect(const ClipSeeks::Reply& reply);
  bool send(const Waiting& read, Instant now, Network& network);  // false: later

  CardManager& cards_;
  uint32_t generation_;          // of the store that the reads wait for
  std::deque<Waiting> waiting_;  // in the order of asking; the store bounds them
  ClipSeeks seeks_;
};

}  // namespace tw::fw
