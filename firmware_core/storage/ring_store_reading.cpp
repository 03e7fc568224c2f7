// What of a RingStore only looks: lists, and reads of clips.
#include <algorithm>

#include "firmware_core/base/check.h"
#include "firmware_core/storage/ring_store.h"

namespace tw::fw {

using State = ClipRecord::State;

namespace {

// A card may bring any time and any length: `from` + `length` need not be one.
bool covers(CalendarTime from, Duration length, CalendarTime at) {
  if (at < from) return false;
  const auto since = static_cast<uint64_t>(at.time_since_epoch().count()) -
                     static_cast<uint64_t>(from.time_since_epoch().count());
  return since < static_cast<uint64_t>(length.count());
}

}  // namespace

bool RingStore::full() const {
  for (uint32_t slot = 0; slot < layout_.videoSlots; ++slot)
    if (index_.at(slot).state == State::kEmpty) return false;
  return true;
}

uint32_t RingStore::badSlots() const {
  uint32_t bad = 0;
  for (uint32_t slot = 0; slot < index_.size(); ++slot)
    bad += index_.at(slot).state == State::kBad ? 1 : 0;
  return bad;
}

Result<ReadTicket> RingStore::startRead(ClipId id, uint64_t offset, uint32_t length) {
  const auto clip = find(id);
  if (!clip) return Errc::kNotFound;
  if (length == 0 || length > kMaxReadBytes || offset >= clip->bytes) return Errc::kOutOfRange;
  if (jobs_.size() >= kMaxJobs || readsWaiting_ + readsDone_.size() >= kMaxReads)
    return Errc::kBusy;
  Job job;
  job.read = ++lastRead_;
  job.clip = id;
  job.readSkip = static_cast<uint32_t>(offset % hal::kSectorSize);
  job.readBytes = static_cast<uint32_t>(std::min<uint64_t>(length, clip->bytes - offset));
  const uint32_t sectors = (job.readSkip + job.readBytes + hal::kSectorSize - 1) / hal::kSectorSize;
  job.task.collect(layout_.slotSector(clip->slot) + offset / hal::kSectorSize, sectors);
  addJob(std::move(job));
  ++readsWaiting_;
  return lastRead_;
}

void RingStore::finishRead(Job& job) {
  const Bytes sectors = job.task.takeCollected();
  TW_CHECK(sectors.size() >= size_t{job.readSkip} + job.readBytes);
  const auto first = sectors.begin() + static_cast<std::ptrdiff_t>(job.readSkip);
  --readsWaiting_;
  readsDone_.push({*job.read, Bytes(first, first + static_cast<std::ptrdiff_t>(job.readBytes))});
}

std::optional<ClipBytes> RingStore::takeRead() {
  if (readsDone_.empty()) return std::nullopt;
  return readsDone_.pop();
}

ClipInfo RingStore::infoOf(const ClipRecord& r) const {
  return {r.clip,   r.start,     r.length,
          r.frames, r.fragments, r.bytes,
          r.slot,   filePath(r), r.state == State::kRecording};
}

std::optional<ClipInfo> RingStore::visible(uint32_t slot) const {
  const ClipRecord& record = index_.at(slot);
  if (record.state == State::kClosed) return infoOf(record);
  if (record.state == State::kBad && record.bytes > 0) return infoOf(record);
  const OpenClip* open = record.state == State::kRecording ? findOpen(record.clip) : nullptr;
  if (open == nullptr) return std::nullopt;
  return infoOf(open->safe);
}

std::optional<ClipInfo> RingStore::find(ClipId clip) const {
  for (uint32_t slot = 0; slot < index_.size(); ++slot)
    if (index_.at(slot).clip == clip) return visible(slot);
  return std::nullopt;
}

std::optional<ClipInfo> RingStore::covering(hal::LensId lens, CalendarTime at) const {
  std::optional<ClipInfo> found;
  for (uint32_t slot = 0; slot < layout_.videoSlots; ++slot) {
    const ClipStart& start = index_.at(slot).start;
    if (start.lens != lens || !start.startedAt) continue;
    auto clip = visible(slot);
    if (clip && covers(*start.startedAt, clip->length, at) && (!found || found->id < clip->id))
      found = std::move(clip);
  }
  return found;
}

std::vector<ClipInfo> RingStore::list() const {
  std::vector<ClipInfo> clips;
  for (uint32_t slot = 0; slot < index_.size(); ++slot)
    if (auto clip = visible(slot)) clips.push_back(std::move(*clip));
  std::sort(clips.begin(), clips.end(),
            [](const ClipInfo& a, const ClipInfo& b) { return a.id < b.id; });
  return clips;
}

}  // namespace tw::fw
