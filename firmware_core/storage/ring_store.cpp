#include "firmware_core/storage/ring_store.h"

#include <algorithm>

#include "firmware_core/base/check.h"
#include "firmware_core/storage/fat32_records.h"
#include "firmware_core/storage/slot_framing.h"

namespace tw::fw {

using State = ClipRecord::State;

RingStore::RingStore(const VolumeLayout& layout, ClipIndex index, bool readOnly)
    : layout_(layout), index_(std::move(index)), readOnly_(readOnly) {}

bool RingStore::queueFull() const {
  return jobs_.size() >= kMaxJobs || queuedBytes_ >= kMaxQueuedBytes;
}

// Slots that failed are passed by, as long as that costs no more than half of the ring: what ails
// that many may pass, so they are tried again.
Result<uint32_t> RingStore::nextSlot(SlotKind kind) const {
  const auto order = index_.ringOrder(layout_, kind);
  const auto bad = std::count_if(order.begin(), order.end(), [this](uint32_t slot) {
    return index_.at(slot).state == State::kBad;
  });
  const bool tryBad = 2 * static_cast<size_t>(bad) > order.size();
  for (uint32_t slot : order) {
    const State state = index_.at(slot).state;
    const bool usable = state == State::kEmpty || state == State::kClosed;
    if (usable || (tryBad && state == State::kBad)) return slot;
  }
  return Errc::kNoSpace;
}

// The index says first that the slot's old clip is gone and whose it is now; only then its content
// changes, and its name last.
Result<ClipRecord> RingStore::begin(const ClipStart& start, SlotKind kind) {
  if (readOnly_) return Errc::kDenied;
  if (queueFull()) return Errc::kBusy;
  if (index_.newestClip() >= kMaxClip) return Errc::kNoSpace;
  const auto slot = nextSlot(kind);
  if (!slot) return slot.error();
  ClipRecord record;
  record.slot = slot.value();
  record.writes = index_.at(record.slot).writes;
  record.state = State::kRecording;
  record.clip = index_.newestClip() + 1;
  record.start = start;
  record.name = clipFileName(start, record.clip, index_);
  return record;
}

void RingStore::writeRecord(ListTask& task, ClipRecord& record) {
  ++record.writes;
  task.write(layout_.indexSector() + ClipIndex::copySector(record.slot, record.writes),
             encodeRecord(record, index_.volumeId()));
  task.flush();
  index_.set(record);
}

void RingStore::rename(ListTask& task, const ClipRecord& record) const {
  task.patch(layout_.groupSector(record.slot), layout_.groupOffset(record.slot),
             slotEntries(layout_, record));
  task.flush();
}

Result<ClipId> RingStore::open(const ClipStart& start) {
  auto begun = begin(start, SlotKind::kVideo);
  if (!begun) return begun.error();
  ClipRecord record = std::move(begun).value();
  Job job;
  writeRecord(job.task, record);
  job.task.write(layout_.slotSector(record.slot), tailSector(layout_.slotBytes(record.slot)));
  job.task.flush();
  rename(job.task, record);
  job.event =
      StoreEvent{StoreEvent::Kind::kOpened, record.clip, 0, 0, record.slot, filePath(record)};
  job.clip = record.clip;
  job.slot = record.slot;
  addJob(std::move(job));
  open_.push_back({record.clip, record.slot, 0, 0, record, record});
  return record.clip;
}

uint64_t RingStore::room(ClipId clip) const {
  const OpenClip* open = findOpen(clip);
  if (open == nullptr) return 0;
  const uint64_t left = layout_.slotBytes(open->slot) - open->end;
  const uint64_t overhead = kMarkBytes + hal::kSectorSize;  // and the filling at its longest
  return left > overhead ? left - overhead : 0;
}

Result<void> RingStore::append(ClipId id, Fragment fragment) {
  OpenClip* clip = findOpen(id);
  if (clip == nullptr) return Errc::kNotFound;
  if (queueFull()) return Errc::kBusy;
  const uint64_t size = framedBytes(fragment.bytes.size());
  if (clip->end + size > layout_.slotBytes(clip->slot)) return Errc::kNoSpace;
  FragmentMark mark;
  mark.clip = id;
  mark.number = clip->appended;
  mark.frames = fragment.frames;
  mark.length = fragment.length;
  Job job;
  job.bytes = size;
  job.length = fragment.length;
  job.clip = id;
  job.slot = clip->slot;
  job.grows = true;
  writeFragment(job.task, *clip, frameFragment(mark, fragment.bytes));
  if (mark.number > 0)
    job.event = StoreEvent{
        StoreEvent::Kind::kAcknowledged, id, mark.number, fragment.frames, clip->slot, {}};
  addJob(std::move(job));
  clip->end += size;
  ++clip->appended;
  clip->sum.bytes = clip->end;
  clip->sum.frames += fragment.frames;
  clip->sum.length += fragment.length;
  clip->sum.fragments = clip->appended - 1;
  return {};
}

// slot_framing.h says why in this order.
void RingStore::writeFragment(ListTask& task, const OpenClip& clip, Bytes framed) const {
  const uint64_t sector = layout_.slotSector(clip.slot) + clip.end / hal::kSectorSize;
  const uint64_t behind = clip.end + framed.size();
  const auto commit = framed.begin() + hal::kSectorSize;
  Bytes first(framed.begin(), commit);
  framed.erase(framed.begin(), commit);
  const auto left = static_cast<uint32_t>(layout_.slotBytes(clip.slot) - behind);
  if (left > 0) tw::append(framed, tailSector(left));
  if (!framed.empty()) task.write(sector + 1, std::move(framed));
  task.flush();
  task.write(sector, std::move(first));
  task.flush();
}

Result<void> RingStore::close(ClipId id) {
  OpenClip* clip = findOpen(id);
  if (clip == nullptr) return Errc::kNotFound;
  ClipRecord record = clip->sum;
  Job job;
  job.event =
      StoreEvent{StoreEvent::Kind::kClosed, id, record.fragments, record.frames, record.slot,
                 filePath(record)};
  job.clip = id;
  job.slot = record.slot;
  job.ends = true;
  if (record.fragments > 0) {
    record.state = State::kClosed;
    writeRecord(job.task, record);
  } else {  // nothing came: the slot is empty again, and says so before its record does
    record = ClipRecord{};
    record.slot = clip->slot;
    record.clip = id;
    record.writes = clip->sum.writes;
    rename(job.task, record);
    writeRecord(job.task, record);
  }
  addJob(std::move(job));
  clip->closing = true;
  return {};
}

Result<ClipId> RingStore::storePicture(const ClipStart& start, Bytes jpeg) {
  if (jpeg.empty() || jpeg.size() > layout_.pictureSlotBytes) return Errc::kOutOfRange;
  auto begun = begin(start, SlotKind::kPicture);
  if (!begun) return begun.error();
  ClipRecord record = std::move(begun).value();
  Job job;
  job.client = StoreClient::kSnapshots;
  job.clip = record.clip;
  job.slot = record.slot;
  job.bytes = layout_.pictureSlotBytes;
  writeRecord(job.task, record);
  record.bytes = jpeg.size();
  jpeg.resize(layout_.pictureSlotBytes);
  job.task.write(layout_.slotSector(record.slot), std::move(jpeg));
  job.task.flush();
  rename(job.task, record);
  record.state = State::kClosed;
  writeRecord(job.task, record);
  job.event = StoreEvent{
      StoreEvent::Kind::kPictureStored, record.clip, 0, 0, record.slot, filePath(record)};
  addJob(std::move(job));
  return record.clip;
}

void RingStore::addJob(Job job) {
  queuedBytes_ += job.bytes;
  jobs_.push_back(std::move(job));
}

BlockTask& RingStore::currentTask() {
  TW_CHECK(!jobs_.empty());
  return jobs_.front().task;
}

void RingStore::finishJob() {
  TW_CHECK(!jobs_.empty());
  Job job = takeJob();
  if (job.read) finishRead(job);
  if (job.clip != 0) noteWritten(job);
  if (job.event) events_[static_cast<size_t>(job.client)].push(std::move(*job.event));
}

RingStore::Job RingStore::takeJob() {
  Job job = std::move(jobs_.front());
  jobs_.pop_front();
  queuedBytes_ -= job.bytes;
  return job;
}

bool RingStore::failJob(std::optional<uint64_t> sector) {
  TW_CHECK(!jobs_.empty());
  const Job job = takeJob();
  if (job.read) {
    --readsWaiting_;
    readsDone_.push({*job.read, Errc::kIo});
    return true;
  }
  const uint64_t first = layout_.slotSector(job.slot);
  const bool within = sector && *sector >= first &&
                      *sector < first + layout_.slotBytes(job.slot) / hal::kSectorSize;
  if (!within || ++badInARow_ > kMostBadInARow) return false;
  giveUpSlot(job);
  return true;
}

// What was acknowledged stays to be read; the ring passes this slot by from now on.
void RingStore::giveUpSlot(const Job& failed) {
  ClipRecord record = index_.at(failed.slot);
  record.bytes = record.frames = record.fragments = 0;
  record.length = {};
  if (const OpenClip* clip = written(failed.clip)) {
    const uint64_t writes = record.writes;
    record = clip->safe;
    record.writes = writes;
  }
  record.state = State::kBad;
  std::erase_if(open_, [&](const OpenClip& clip) { return clip.id == failed.clip; });
  dropJobsOf(failed.clip);
  Job job;
  job.client = failed.client;
  job.event = StoreEvent{
      StoreEvent::Kind::kFailed, failed.clip, record.fragments, record.frames, failed.slot,
      filePath(record)};
  writeRecord(job.task, record);
  jobs_.push_front(std::move(job));
}

void RingStore::dropJobsOf(ClipId clip) {
  std::erase_if(jobs_, [&](const Job& job) {
    if (job.clip != clip) return false;
    queuedBytes_ -= job.bytes;
    return true;
  });
}

void RingStore::noteWritten(const Job& job) {
  badInARow_ = 0;
  if (job.grows) noteGrowth(job);
  if (job.ends) std::erase_if(open_, [&](const OpenClip& clip) { return clip.id == job.clip; });
}

void RingStore::noteGrowth(const Job& job) {
  OpenClip* clip = written(job.clip);
  TW_CHECK(clip != nullptr);
  clip->safe.bytes += job.bytes;
  clip->safe.length += job.length;
  if (!job.event) return;  // the head
  clip->safe.frames += job.event->frames;
  clip->safe.fragments = job.event->fragment;
}

std::optional<StoreEvent> RingStore::takeEvent(StoreClient client) {
  auto& queue = events_[static_cast<size_t>(client)];
  if (queue.empty()) return std::nullopt;
  return queue.pop();
}

RingStore::OpenClip* RingStore::written(ClipId clip) {
  const auto found =
      std::find_if(open_.begin(), open_.end(), [clip](const OpenClip& c) { return c.id == clip; });
  return found == open_.end() ? nullptr : &*found;
}

RingStore::OpenClip* RingStore::findOpen(ClipId clip) {
  OpenClip* found = written(clip);
  return found != nullptr && !found->closing ? found : nullptr;
}

const RingStore::OpenClip* RingStore::findOpen(ClipId clip) const {
  return const_cast<RingStore*>(this)->findOpen(clip);
}

std::string RingStore::filePath(const ClipRecord& record) const {
  return folderName(layout_, layout_.folderOf(record.slot)) + "/" + record.name;
}

}  // namespace tw::fw
