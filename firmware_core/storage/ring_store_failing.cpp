// What of a RingStore deals with what its card cannot do: failed jobs, slots that are given up.
#include <algorithm>

#include "firmware_core/base/check.h"
#include "firmware_core/storage/ring_store.h"

namespace tw::fw {

using State = ClipRecord::State;

RingStore::Place RingStore::placeOf(const Job& job, uint64_t sector) const {
  const uint64_t first = layout_.slotSector(job.slot);
  if (sector >= first && sector < first + layout_.slotBytes(job.slot) / hal::kSectorSize)
    return Place::kContent;
  if (sector == layout_.groupSector(job.slot)) return Place::kEntries;
  if (sector == layout_.recordSector(job.slot, 0) || sector == layout_.recordSector(job.slot, 1))
    return Place::kRecord;
  return Place::kElsewhere;
}

bool RingStore::failJob(std::optional<uint64_t> sector) {
  TW_CHECK(!jobs_.empty());
  const Job job = takeJob();
  if (job.read) {
    failRead(job);
    return true;
  }
  const Place place = sector ? placeOf(job, *sector) : Place::kElsewhere;
  int& inARow = badInARow_[static_cast<size_t>(layout_.kind(job.slot))];
  if (place == Place::kElsewhere || ++inARow > kMostBadInARow) return false;
  if (index_.at(job.slot).state == State::kBad) return true;  // given up already
  giveUpSlot(job, place != Place::kRecord);
  if (place == Place::kContent) nameAsEmpty(job.slot);
  return true;
}

// A file of no clip is not to look like one.
void RingStore::nameAsEmpty(uint32_t slot) {
  if (index_.at(slot).bytes > 0) return;
  ClipRecord empty;
  empty.slot = slot;
  Job job;
  rename(job.task, empty);
  job.slot = slot;
  jobs_.push_front(std::move(job));
}

void RingStore::failRead(const Job& job) {
  --readsWaiting_;
  readsDone_.push({*job.read, Errc::kIo});
}

// What was acknowledged stays to be read; the ring passes this slot by from now on. Where its
// record itself cannot be written, that lasts until the next mounting.
void RingStore::giveUpSlot(const Job& failed, bool tellCard) {
  ClipRecord record = index_.at(failed.slot);
  record.bytes = record.frames = record.fragments = 0;
  record.length = {};
  if (const OpenClip* clip = written(failed.clip)) record = clip->safe;
  const bool nothing = record.fragments == 0;
  if (nothing) record.bytes = 0;
  if (nothing) record.name = emptySlotName(failed.slot);
  record.clip = failed.clip;
  record.state = State::kBad;
  std::erase_if(open_, [&](const OpenClip& clip) { return clip.id == failed.clip; });
  dropJobsOf(failed.clip);
  Job job = recordJob(record);
  if (tellCard) jobs_.push_front(std::move(job));
  // At once: who writes the clip must know before he goes on with it.
  events_[static_cast<size_t>(failed.client)].push({StoreEvent::Kind::kFailed, failed.clip,
                                                    record.fragments, record.frames, failed.slot,
                                                    filePath(record)});
}

// Those that read of it, too: where they look nothing may have been written.
void RingStore::dropJobsOf(ClipId clip) {
  std::erase_if(jobs_, [&](const Job& job) {
    if (job.clip != clip) return false;
    if (job.read) failRead(job);
    queuedBytes_ -= job.bytes;
    return true;
  });
}

}  // namespace tw::fw
