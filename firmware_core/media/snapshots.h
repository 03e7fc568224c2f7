// Snapshots: a JPEG of the asked lens, back to whoever asked and, with a card in use, onto it.
//
// Log lines (part "snapshots"): `picture stored clip=12 file=PICT000/....jpg`,
// `picture not stored lens=wide reason=...`.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>

#include "firmware_core/base/bounded_queue.h"
#include "firmware_core/base/log.h"
#include "firmware_core/hal/clocks.h"
#include "firmware_core/hal/jpeg_encoder.h"
#include "firmware_core/storage/card_manager.h"

namespace tw::fw {

using SnapshotTicket = uint32_t;

// Who asked, and so who is answered.
enum class SnapshotClient { kApp = 0, kDetection = 1 };

struct SnapshotAnswer {
  SnapshotTicket ticket = 0;
  hal::LensId lens{};
  Result<hal::Snapshot> picture = Errc::kNotReady;
};

class Snapshots {
 public:
  static constexpr size_t kMaxWaiting = 8;
  static constexpr size_t kMaxAnswers = 8;  // not taken, for each client; the oldest goes

  Snapshots(hal::JpegEncoder& jpeg, CardManager& cards, hal::CalendarClock& calendar, LogSink& log);

  // kBusy: too many waiting.
  Result<SnapshotTicket> request(hal::LensId lens, hal::ImageSize size,
                                 SnapshotClient client = SnapshotClient::kApp);
  // In the order of the client's requests.
  std::optional<SnapshotAnswer> take(SnapshotClient client = SnapshotClient::kApp);

  Instant poll(Instant now);

 private:
  struct Request {
    SnapshotTicket ticket;
    hal::LensId lens;
    hal::ImageSize size;
    SnapshotClient client;
  };
  void answer(const Request& request, Result<hal::Snapshot> picture);
  bool startNext();
  void finish(Instant now);
  void keep(const hal::Snapshot& picture, Instant now);
  void reportStored(Instant now);

  hal::JpegEncoder& jpeg_;
  CardManager& cards_;
  hal::CalendarClock& calendar_;
  Log log_;
  BoundedQueue<Request> waiting_;
  std::array<BoundedQueue<SnapshotAnswer>, 2> answers_{BoundedQueue<SnapshotAnswer>(kMaxAnswers),
                                                       BoundedQueue<SnapshotAnswer>(kMaxAnswers)};
  std::optional<Request> current_;
  SnapshotTicket lastTicket_ = 0;
  bool stored_ = false;                      // in this poll
  std::map<ClipId, hal::Snapshot> storing_;  // not known to be safe; the store's queue bounds them
  uint32_t generation_ = 0;                  // of that store
};

}  // namespace tw::fw
