#include "firmware_core/media/recorder.h"

#include <algorithm>
#include <utility>

namespace tw::fw {

Recorder::Recorder(hal::PerLens<hal::VideoEncoder*> encoders, CardManager& cards,
                   hal::CalendarClock& calendar, hal::AudioCodec& audio, LogSink& log)
    : encoders_(encoders),
      cards_(cards),
      calendar_(calendar),
      audio_(audio),
      log_(log, "recorder"),
      generation_(cards.generation()) {}

Recorder::~Recorder() = default;

std::unique_ptr<ClipTrack> Recorder::newTrack(hal::LensId lens, ClipReason reason,
                                              hal::ReaderId reader) {
  auto track =
      std::make_unique<ClipTrack>(ClipTrack::Setup{lens, reason, setup_.video},
                                  *encoders_[hal::index(lens)], reader, sound_, calendar_, log_);
  track->wantSound(setup_.sound);
  return track;
}

// That reads its encoder still.
ClipTrack* Recorder::ending(hal::LensId lens, ClipReason reason) {
  for (auto& track : tracks_)
    if (track->lens() == lens && track->reason() == reason && track->reading()) return track.get();
  return nullptr;
}

Result<void> Recorder::begin(Instant from, ClipReason reason, Instant now) {
  if (cards_.state() != CardState::kInUse) return Error{Errc::kNotReady, "no card in use"};
  if (generation_ != cards_.generation()) abandon();
  std::vector<ClipTrack*> again;
  std::vector<std::unique_ptr<ClipTrack>> begun;
  for (hal::LensId lens : hal::kLenses) {
    if (ClipTrack* track = ending(lens, reason)) {
      again.push_back(track);
      continue;
    }
    const auto reader = encoders_[hal::index(lens)]->open(from);
    if (!reader) return reader.error();
    begun.push_back(newTrack(lens, reason, reader.value()));
  }
  takeStoreEvents(now);  // before anything is queued: see closeClip() of the track
  bool room = !again.empty();
  for (auto& track : begun) {
    pump(*track, now);
    room |= !track->withoutRoom();
  }
  if (!room) return Error{Errc::kNoSpace, "no room for another clip on the card"};
  for (ClipTrack* track : again) track->goOn();
  for (auto& track : begun) tracks_.push_back(std::move(track));
  return {};
}

void Recorder::pump(ClipTrack& track, Instant now) {
  queued_ |= track.pump(*cards_.store(), now, [&](ClipId clip, Instant firstFrame) {
    open_[clip] = {track.lens(), firstFrame};
    noRoomTold_ = false;
  });
  if (track.takeOverrun()) cards_.warnOfOverrun();
  if (!track.withoutRoom() || std::exchange(noRoomTold_, true)) return;
  log_.error(std::string("nothing can be recorded lens=") + hal::toString(track.lens()) +
             " reason=no room for another clip");
}

Result<void> Recorder::startManual(Instant now) {
  if (recordingManually()) return Errc::kBusy;
  return begin(now - kPreRecord, ClipReason::kManual, now);
}

void Recorder::stopManual(Instant now) { stopTracks(ClipReason::kManual, now); }

Result<void> Recorder::noteEvent(Instant at, Instant now) {
  eventUntil_ = std::max(eventUntil_, at + kPostRecord);
  if (records(ClipReason::kEvent)) return {};
  return begin(at - kPreRecord, ClipReason::kEvent, now);
}

void Recorder::stopTracks(ClipReason reason, Instant at) {
  for (auto& track : tracks_)
    if (track->reason() == reason) track->stopAt(at);
}

bool Recorder::records(ClipReason reason) const {
  return std::any_of(tracks_.begin(), tracks_.end(), [reason](const auto& track) {
    return track->reason() == reason && !track->stopping();
  });
}

// Not before the user wanted it.
Instant Recorder::continuousFrom(Instant now) const {
  return std::max(now - kPreRecord, *continuousSince_);
}

void Recorder::followContinuous(Instant now) {
  if (!setup_.continuous) {
    continuousSince_.reset();
    return stopTracks(ClipReason::kContinuous, now);
  }
  if (!continuousSince_) continuousSince_ = now;
  if (records(ClipReason::kContinuous) || cards_.state() != CardState::kInUse) return;
  if (now < continuousAgain_) return;
  if (!begin(continuousFrom(now), ClipReason::kContinuous, now)) continuousAgain_ = now + kTryAgain;
}

bool Recorder::recording() const {
  return !open_.empty() || std::any_of(tracks_.begin(), tracks_.end(),
                                       [](const auto& track) { return !track->withoutRoom(); });
}

void Recorder::addSound(const hal::AudioBlock& block) {
  if (setup_.sound) sound_.add(block.capturedAt, audio_.encode(block.samples));
}

void Recorder::configure(const RecorderSetup& setup) {
  setup_ = setup;
  if (!setup.sound) sound_.clear();
  for (auto& track : tracks_) track->wantSound(setup.sound);
}

Instant Recorder::poll(Instant now) {
  if (generation_ != cards_.generation()) abandon();
  takeStoreEvents(now);
  if (records(ClipReason::kEvent) && now >= eventUntil_)
    stopTracks(ClipReason::kEvent, eventUntil_);
  followContinuous(now);
  for (auto& track : tracks_) pump(*track, now);
  std::erase_if(tracks_, [this](const auto& track) {
    if (track->finished()) lostGroups_ += track->lostGroups();
    return track->finished();
  });
  return std::exchange(queued_, false) ? now : deadline(now);
}

Instant Recorder::deadline(Instant now) const {
  Instant due = records(ClipReason::kEvent) ? eventUntil_ : kNever;
  for (const auto& track : tracks_) due = std::min(due, track->deadline(now));
  if (setup_.continuous && now < continuousAgain_) due = std::min(due, continuousAgain_);
  return due;
}

uint64_t Recorder::lostGroups() const {
  uint64_t lost = lostGroups_;
  for (const auto& track : tracks_) lost += track->lostGroups();
  return lost;
}

// The store that held the clips is gone, or another one.
void Recorder::abandon() {
  generation_ = cards_.generation();
  if (recording())
    log_.warning(std::string("recording stopped reason=card ") + toString(cards_.state()));
  lostGroups_ = lostGroups();
  tracks_.clear();
  open_.clear();
}

void Recorder::takeStoreEvents(Instant now) {
  RingStore* store = cards_.store();
  if (store == nullptr) return;
  while (auto event = store->takeEvent(StoreClient::kRecorder)) report(*event, now);
}

// When the first frame of what is safe now was captured.
std::optional<Instant> Recorder::tell(const StoreEvent& event) {
  std::optional<Instant> firstFrame;
  for (auto& track : tracks_) {
    if (event.kind == StoreEvent::Kind::kAcknowledged)
      if (const auto at = track->acknowledged(event.clip)) firstFrame = at;
    if (event.kind == StoreEvent::Kind::kFailed) track->failed(event.clip);
  }
  return firstFrame;
}

void Recorder::report(const StoreEvent& event, Instant now) {
  const auto found = open_.find(event.clip);
  if (found == open_.end()) return;
  const std::string who = std::string(" lens=") + hal::toString(found->second.lens) +
                          " clip=" + std::to_string(event.clip);
  const std::string slot = " slot=" + std::to_string(event.slot);
  const std::string frames = " frames=" + std::to_string(event.frames);
  const std::string number = std::to_string(event.fragment);
  const auto firstFrame = tell(event);
  switch (event.kind) {
    case StoreEvent::Kind::kOpened:
      log_.info("clip opened" + who + slot +
                " lead_ms=" + std::to_string((now - found->second.firstFrame) / 1ms));
      break;
    case StoreEvent::Kind::kAcknowledged:
      ++acknowledged_;
      log_.info("fragment acknowledged" + who + " fragment=" + number + frames + slot +
                " age_ms=" + std::to_string((now - firstFrame.value_or(now)) / 1ms));
      break;
    case StoreEvent::Kind::kClosed:
      log_.info("clip closed" + who + frames + " fragments=" + number + " file=" + event.file);
      open_.erase(found);
      break;
    case StoreEvent::Kind::kFailed:
      log_.warning("clip cut short" + who + frames + " fragments=" + number + slot +
                   " reason=its slot cannot be written");
      open_.erase(found);
      break;
    case StoreEvent::Kind::kPictureStored:
      break;
  }
}

}  // namespace tw::fw
