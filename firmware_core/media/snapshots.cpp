#include "firmware_core/media/snapshots.h"

namespace tw::fw {
namespace {
constexpr Duration kStartAgain = std::chrono::milliseconds{20};  // someone else uses the encoder
}

Snapshots::Snapshots(hal::JpegEncoder& jpeg, CardManager& cards, hal::CalendarClock& calendar,
                     LogSink& log)
    : jpeg_(jpeg),
      cards_(cards),
      calendar_(calendar),
      log_(log, "snapshots"),
      waiting_(kMaxWaiting) {}

Result<SnapshotTicket> Snapshots::request(hal::LensId lens, hal::ImageSize size,
                                          SnapshotClient client) {
  if (waiting_.full()) return Errc::kBusy;
  waiting_.push({++lastTicket_, lens, size, client});
  return lastTicket_;
}

std::optional<SnapshotAnswer> Snapshots::take(SnapshotClient client) {
  auto& answers = answers_[static_cast<size_t>(client)];
  if (answers.empty()) return std::nullopt;
  return answers.pop();
}

void Snapshots::answer(const Request& request, Result<hal::Snapshot> picture) {
  answers_[static_cast<size_t>(request.client)].pushDroppingOldest(
      {request.ticket, request.lens, std::move(picture)});
}

Instant Snapshots::poll(Instant now) {
  stored_ = false;
  if (std::exchange(generation_, cards_.generation()) != cards_.generation()) storing_.clear();
  if (current_ && jpeg_.state() == hal::IoState::kDone) finish(now);
  while (!current_ && !waiting_.empty())
    if (!startNext()) break;
  reportStored(now);
  if (stored_) return now;  // the card has work
  return !current_ && !waiting_.empty() ? now + kStartAgain : kNever;
}

// False when it has to wait.
bool Snapshots::startNext() {
  const Request& next = waiting_.front();
  const auto started = jpeg_.start(next.lens, next.size);
  if (!started && started.error().code == Errc::kBusy) return false;
  const Request request = waiting_.pop();
  if (started)
    current_ = request;
  else
    answer(request, started.error());
  return true;
}

void Snapshots::finish(Instant now) {
  auto picture = jpeg_.take();
  if (picture) keep(picture.value(), now);
  answer(*current_, std::move(picture));
  current_.reset();
}

void Snapshots::keep(const hal::Snapshot& picture, Instant now) {
  const std::string lens = std::string("lens=") + hal::toString(picture.lens);
  if (cards_.state() != CardState::kInUse) {
    log_.info("picture not stored " + lens + " reason=card " + toString(cards_.state()));
    return;
  }
  const ClipStart start{picture.lens, ClipReason::kSnapshot,
                        hal::calendarBefore(calendar_, now - picture.capturedAt)};
  const auto stored = cards_.store()->storePicture(start, picture.jpeg);
  if (!stored) {
    log_.warning("picture not stored " + lens + " reason=" + toString(stored.error().code));
    return;
  }
  storing_.emplace(stored.value(), picture);
  stored_ = true;
}

void Snapshots::reportStored(Instant now) {
  RingStore* store = cards_.store();
  if (store == nullptr) return;
  while (auto event = store->takeEvent(StoreClient::kSnapshots)) {
    const auto picture = storing_.extract(event->clip);
    const std::string clip = "clip=" + std::to_string(event->clip);
    if (event->kind == StoreEvent::Kind::kPictureStored)
      log_.info("picture stored " + clip + " file=" + event->file);
    else if (!picture.empty())
      keep(picture.mapped(), now);  // in the next slot
    else
      log_.warning("picture not stored " + clip + " reason=its slot cannot be written");
  }
}

}  // namespace tw::fw
