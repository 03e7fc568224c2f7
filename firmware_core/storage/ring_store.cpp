#include "firmware_core/storage/ring_store.h"

#include <algorithm>

#include "firmware_core/base/check.h"
#include "firmware_core/base/crc32.h"
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
  record.state = State::kRecording;
  record.clip = index_.newestClip() + 1;
  record.start = start;
  record.name = clipFileName(start, record.clip, index_);
  return record;
}

// As it will be once all that is asked for is done; how often it was written stays as it is.
void RingStore::remember(ClipRecord record) {
  record.writes = index_.at(record.slot).writes;
  index_.set(record);
}

RingStore::Job RingStore::recordJob(const ClipRecord& record) {
  remember(record);
  Job job;
  job.record = record;
  job.clip = record.clip;
  job.slot = record.slot;
  return job;
}

void RingStore::rename(ListTask& task, const ClipRecord& record) const {
  task.patch(layout_.groupSector(record.slot), layout_.groupOffset(record.slot),
             slotEntries(layout_, record));
  task.flush();
}

Result<ClipId> RingStore::open(const ClipStart& start) {
  auto begun = begin(start, SlotKind::kVideo);
  if (!begun) return begun.error();
  const ClipRecord record = std::move(begun).value();
  addJob(recordJob(record));
  Job job;
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

Result<void> RingStore::append(ClipId id, Fragment fragment) {
  OpenClip* clip = findOpen(id);
  if (clip == nullptr) return Errc::kNotFound;
  if (queueFull()) return Errc::kBusy;
  const uint64_t size = framedBytes(fragment.bytes.size());
  if (clip->end + size > layout_.slotBytes(clip->slot)) return Errc::kNoSpace;
  FragmentMark mark;
  mark.volumeId = index_.volumeId();
  mark.clip = id;
  mark.start = clip->sum.start;
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
  record.state = State::kClosed;
  const StoreEvent closed{
      StoreEvent::Kind::kClosed, id, record.fragments, record.frames, record.slot,
      filePath(record)};
  if (record.fragments == 0) {  // nothing came: the slot is empty again, its name first
    record = ClipRecord{};
    record.slot = clip->slot;
    record.clip = id;
    Job job;
    rename(job.task, record);
    job.clip = id;
    job.slot = record.slot;
    addJob(std::move(job));
  }
  Job job = recordJob(record);
  job.event = closed;
  job.ends = true;
  addJob(std::move(job));
  clip->closing = true;
  return {};
}

Result<ClipId> RingStore::storePicture(const ClipStart& start, Bytes jpeg) {
  if (jpeg.empty() || jpeg.size() > layout_.pictureSlotBytes) return Errc::kOutOfRange;
  auto begun = begin(start, SlotKind::kPicture);
  if (!begun) return begun.error();
  ClipRecord record = std::move(begun).value();
  record.bytes = jpeg.size();
  record.contentSum = crc32(jpeg);
  const auto add = [&](Job job) {
    job.client = StoreClient::kSnapshots;
    job.clip = record.clip;
    job.slot = record.slot;
    addJob(std::move(job));
  };
  add(recordJob(record));
  Job content;
  content.bytes = layout_.pictureSlotBytes;
  jpeg.resize(layout_.pictureSlotBytes);
  content.task.write(layout_.slotSector(record.slot), std::move(jpeg));
  content.task.flush();
  rename(content.task, record);
  add(std::move(content));
  record.state = State::kClosed;
  Job last = recordJob(record);
  last.event = StoreEvent{
      StoreEvent::Kind::kPictureStored, record.clip, 0, 0, record.slot, filePath(record)};
  add(std::move(last));
  return record.clip;
}

void RingStore::addJob(Job job) {
  queuedBytes_ += job.bytes;
  jobs_.push_back(std::move(job));
}

BlockTask& RingStore::currentTask() {
  TW_CHECK(!jobs_.empty());
  Job& job = jobs_.front();
  if (job.record && !std::exchange(job.begun, true)) {
    job.record->writes = index_.at(job.slot).writes + 1;
    job.task.write(layout_.recordSector(job.slot, job.record->writes),
                   encodeRecord(*job.record, index_.volumeId()));
    job.task.flush();
  }
  return job.task;
}

void RingStore::finishJob() {
  TW_CHECK(!jobs_.empty());
  Job job = takeJob();
  if (job.read)
    finishRead(job);
  else
    noteWritten(job);
  if (job.event) events_[static_cast<size_t>(job.client)].push(std::move(*job.event));
}

RingStore::Job RingStore::takeJob() {
  Job job = std::move(jobs_.front());
  jobs_.pop_front();
  queuedBytes_ -= job.bytes;
  return job;
}

void RingStore::noteWritten(const Job& job) {
  if (job.record) index_.noteWritten(*job.record);
  if (!job.task.patchedAll()) noteMisnamed(job.slot);
  if (job.grows) noteGrowth(job);
  const bool content = job.grows ? job.event.has_value() : job.bytes > 0;
  if (content) badInARow_[static_cast<size_t>(layout_.kind(job.slot))] = 0;
  if (job.ends) std::erase_if(open_, [&](const OpenClip& clip) { return clip.id == job.clip; });
}

// For the mounting that finds it so.
void RingStore::noteMisnamed(uint32_t slot) {
  ClipRecord record = index_.at(slot);
  record.misnamed = true;
  remember(record);
  for (Job& job : jobs_)
    if (job.record && job.slot == slot) job.record->misnamed = true;
  for (OpenClip& clip : open_)
    if (clip.slot == slot) clip.sum.misnamed = clip.safe.misnamed = true;
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
