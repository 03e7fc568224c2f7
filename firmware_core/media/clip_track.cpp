#include "firmware_core/media/clip_track.h"

#include <algorithm>
#include <iterator>

namespace tw::fw {

ClipTrack::ClipTrack(const Setup& setup, hal::VideoEncoder& encoder, hal::ReaderId reader,
                     const SoundHistory& sound, hal::CalendarClock& calendar, Log& log)
    : setup_(setup),
      encoder_(encoder),
      reader_(reader),
      sound_(sound),
      calendar_(calendar),
      log_(log) {}

ClipTrack::~ClipTrack() {
  if (reader_) encoder_.close(*reader_);
}

void ClipTrack::stopAt(Instant at) {
  if (!stopAt_ || at < *stopAt_) stopAt_ = at;
}

bool ClipTrack::pump(RingStore& store, Instant now, const Opened& opened) {
  bool queued = false;
  for (;;) {
    gather(now);
    const Shipped shipped = nothingToShip() ? Shipped::kWait : ship(store, now, opened);
    if (shipped == Shipped::kWait) break;
    Group group = takeNext();
    if (shipped == Shipped::kLost) continue;
    queued = true;
    nextFrame_ = group.back().frame + 1;
    sent_.push_back({*clip_, std::move(group)});
  }
  if (reader_ || !nothingToShip()) return queued;
  queued |= clip_.has_value();
  closeClip(store);
  finished_ = sent_.empty();
  return queued;
}

ClipTrack::Group ClipTrack::takeNext() {
  if (again_.empty()) return ready_.pop();
  Group group = std::move(again_.front());
  again_.pop_front();
  return group;
}

std::optional<Instant> ClipTrack::acknowledged(ClipId clip) {
  if (sent_.empty() || sent_.front().clip != clip) return std::nullopt;
  const Instant at = sent_.front().group.front().capturedAt;
  sent_.pop_front();
  return at;
}

void ClipTrack::failed(ClipId clip) {
  const auto from = std::find_if(sent_.begin(), sent_.end(),
                                 [clip](const Sent& sent) { return sent.clip == clip; });
  const auto to =
      std::find_if(from, sent_.end(), [clip](const Sent& sent) { return sent.clip != clip; });
  std::deque<Group> again;
  for (auto sent = from; sent != to; ++sent) again.push_back(std::move(sent->group));
  sent_.erase(from, to);
  std::move(again_.begin(), again_.end(), std::back_inserter(again));
  again_ = std::move(again);
  if (clip_ != clip) return;
  clip_.reset();
  writer_.reset();
}

Instant ClipTrack::deadline(Instant now) const {
  if (!nothingToShip() && soundWanted_ && !soundIsIn(next(), now))
    return next().back().capturedAt + kSoundPatience;
  if (stopAt_ && reader_ && !ready_.full()) return *stopAt_ + kLastUnitPatience;
  return kNever;
}

void ClipTrack::gather(Instant now) {
  while (reader_ && !ready_.full() && takeUnit(now)) {
  }
  if (reader_) noteLosses();
}

// False when there is nothing to take now.
bool ClipTrack::takeUnit(Instant now) {
  auto unit = encoder_.take(*reader_);
  const bool late = !unit && stopAt_ && now >= *stopAt_ + kLastUnitPatience;
  if (late || (unit && stopAt_ && unit->capturedAt > *stopAt_)) {
    endSource();
    return false;
  }
  if (!unit) return false;
  if (unit->key) endGroup();
  if (group_.empty() && !unit->key) return true;  // its group's beginning was lost
  group_.push_back(std::move(*unit));
  if (group_.size() == static_cast<size_t>(setup_.video.framesPerSecond)) endGroup();
  return true;
}

void ClipTrack::endSource() {
  endGroup();
  noteLosses();
  encoder_.close(*reader_);
  reader_.reset();
}

void ClipTrack::endGroup() {
  if (group_.empty()) return;
  if (!ready_.push(std::move(group_))) overrun(1);
  group_.clear();
}

void ClipTrack::noteLosses() {
  const uint64_t lost = encoder_.lostGroups(*reader_);
  if (lost > readerLost_) overrun(lost - readerLost_);
  readerLost_ = lost;
}

void ClipTrack::overrun(uint64_t groups) {
  overrun_ = true;
  lose(groups);
}

void ClipTrack::lose(uint64_t groups) {
  lostGroups_ += groups;
  log_.warning(std::string("groups lost lens=") + hal::toString(setup_.lens) +
               " groups=" + std::to_string(groups));
}

// The microphone's last block comes a little after the picture that it belongs to.
bool ClipTrack::soundIsIn(const Group& group, Instant now) const {
  const Duration frame = std::chrono::seconds{1} / setup_.video.framesPerSecond;
  const Instant end = group.back().capturedAt + frame;
  return sound_.end() >= end || now >= group.back().capturedAt + kSoundPatience;
}

// The clip is one stretch of time, with sound or without.
bool ClipTrack::endsHere() const {
  return next().front().frame != nextFrame_ || clipHasSound_ != soundWanted_;
}

ClipTrack::Shipped ClipTrack::ship(RingStore& store, Instant now, const Opened& opened) {
  if (soundWanted_ && !soundIsIn(next(), now)) return Shipped::kWait;
  if (clip_ && endsHere()) closeClip(store);
  for (;;) {
    if (!clip_) {
      const Shipped open = openClip(store, now, opened);
      if (open != Shipped::kYes) return open;
    }
    const Shipped appended = appendGroup(store);
    if (appended != Shipped::kLost || freshClip_) return appended;
    closeClip(store);  // full: on in the next slot
  }
}

ClipTrack::Shipped ClipTrack::openClip(RingStore& store, Instant now, const Opened& opened) {
  const hal::AccessUnit& first = next().front();
  const ClipStart start{setup_.lens, setup_.reason,
                        hal::calendarBefore(calendar_, now - first.capturedAt)};
  Mp4Writer writer(
      {setup_.video.size, setup_.video.framesPerSecond, soundWanted_, start.startedAt});
  auto head = writer.head(first.data);
  if (!head) {
    log_.error("group refused reason=" + head.error().detail);
    lose(1);
    return Shipped::kLost;
  }
  if (store.jobsFree() < 4) return Shipped::kWait;  // open takes two; head, fragment
  const auto clip = store.open(start);
  withoutRoom_ = !clip && clip.error().code == Errc::kNoSpace;
  if (withoutRoom_) ++lostGroups_;  // told of by the recorder, once
  if (!clip) return withoutRoom_ ? Shipped::kLost : Shipped::kWait;
  TW_CHECK(store.append(clip.value(), {std::move(head).value(), 0, {}}).ok());
  clip_ = clip.value();
  writer_ = writer;
  freshClip_ = true;
  clipHasSound_ = soundWanted_;
  firstFrame_ = nextFrame_ = first.frame;
  opened(*clip_, first.capturedAt);
  return Shipped::kYes;
}

Fragment ClipTrack::fragmentOf(const Group& group) {
  std::vector<Mp4Frame> frames;
  for (const hal::AccessUnit& unit : group)
    frames.push_back({unit.frame - firstFrame_, unit.key, unit.data});
  Bytes sound;
  if (clipHasSound_) {
    const uint64_t from = writer_->soundTicks(frames.front().number);
    const uint64_t to = writer_->soundTicks(frames.back().number + 1);
    sound = sound_.between(group.front().capturedAt, to - from);
  }
  Fragment fragment;
  fragment.bytes = writer_->fragment(frames, sound);
  fragment.frames = static_cast<uint32_t>(group.size());
  fragment.length = std::chrono::nanoseconds{std::chrono::seconds{1}} *
                    static_cast<int64_t>(group.size()) / setup_.video.framesPerSecond;
  return fragment;
}

// kLost: it does not fit into the clip's slot.
ClipTrack::Shipped ClipTrack::appendGroup(RingStore& store) {
  if (store.queueFull()) return Shipped::kWait;
  const auto appended = store.append(*clip_, fragmentOf(next()));
  if (appended) {
    freshClip_ = false;
    return Shipped::kYes;
  }
  if (freshClip_) lose(1);  // larger than a slot
  return Shipped::kLost;
}

// The store does not forget a clip without the recorder's knowing it in time: each event is of a
// job, and events are all taken before any job is queued. So there are never more of them than jobs
// fit into the queue, and a close of each open clip.
static_assert(RingStore::kMaxEvents >= 2 * RingStore::kMaxJobs, "else events are lost");
void ClipTrack::closeClip(RingStore& store) {
  if (clip_) TW_CHECK(store.close(*clip_).ok());
  clip_.reset();
  writer_.reset();
}

}  // namespace tw::fw
