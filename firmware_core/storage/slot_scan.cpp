#include "firmware_core/storage/slot_scan.h"

#include <algorithm>

#include "firmware_core/base/crc32.h"

namespace tw::fw {
namespace {
constexpr uint32_t kLookSectors = 256;  // at a time
}  // namespace

SlotScan::SlotScan(const VolumeLayout& layout, uint32_t volumeId, ClipRecord cutOff)
    : volumeId_(volumeId),
      firstSector_(layout.slotSector(cutOff.slot)),
      capacity_(layout.slotBytes(cutOff.slot)),
      picture_(layout.kind(cutOff.slot) == SlotKind::kPicture),
      found_(std::move(cutOff)) {
  if (picture_) return;
  found_.bytes = found_.frames = found_.fragments = 0;
  found_.length = {};
}

std::optional<BlockOp> SlotScan::next(std::span<const uint8_t> read) {
  if (!std::exchange(begun_, true)) return picture_ ? readPicture() : readMark();
  if (!picture_) return look_ > 0 ? onLook(read) : onMark(read);
  judgePicture(read);
  return std::nullopt;
}

std::optional<BlockOp> SlotScan::readPicture() {
  if (found_.bytes == 0) return std::nullopt;
  const uint64_t sectors = (found_.bytes + hal::kSectorSize - 1) / hal::kSectorSize;
  return BlockOp::read(firstSector_, static_cast<uint32_t>(sectors));
}

void SlotScan::judgePicture(std::span<const uint8_t> read) {
  anything_ = crc32(read.first(found_.bytes)) == found_.contentSum;
}

std::optional<BlockOp> SlotScan::readMark() {
  look_ = 0;
  if (at_ == capacity_) return std::nullopt;
  return BlockOp::read(sectorAt(at_), 1);
}

std::optional<BlockOp> SlotScan::onMark(std::span<const uint8_t> read) {
  const auto mark = number_ == 0 ? readHeadMark(read, volumeId_) : fw::readMark(read, volumeId_);
  if (mark && mark->clip == found_.clip && mark->number == number_ &&
      mark->bytes <= capacity_ - at_) {
    take(*mark);
    return readMark();
  }
  if (number_ == 0) {
    if (isTail(read)) return std::nullopt;
    head_.assign(read.begin(), read.end());
  }
  look_ = at_ + hal::kSectorSize;
  return lookOn();
}

void SlotScan::take(const FragmentMark& mark) {
  at_ += mark.bytes;
  found_.bytes = at_;
  found_.frames += mark.frames;
  found_.length += mark.length;
  if (number_ > 0 && mark.frames > 0) ++found_.fragments;
  anything_ = found_.fragments > 0;
  ++number_;
  lastLength_ = mark.length;
}

std::optional<BlockOp> SlotScan::lookOn() {
  const uint64_t end = std::min(capacity_, at_ + kLookOnBytes);
  if (look_ >= end) return std::nullopt;
  const uint64_t left = (end - look_) / hal::kSectorSize;
  return BlockOp::read(sectorAt(look_),
                       static_cast<uint32_t>(std::min<uint64_t>(left, kLookSectors)));
}

std::optional<BlockOp> SlotScan::onLook(std::span<const uint8_t> read) {
  for (size_t i = 0; i < read.size(); i += hal::kSectorSize) {
    const auto mark = fw::readMark(read.subspan(i, hal::kSectorSize), volumeId_);
    if (!mark || !mayFollow(*mark, look_ + i)) continue;
    bridge(look_ + i, *mark);
    return readMark();
  }
  look_ += read.size();
  return lookOn();
}

bool SlotScan::isTail(std::span<const uint8_t> sector) const {
  const Bytes tail = tailSector(static_cast<uint32_t>(capacity_));
  return std::equal(tail.begin(), tail.end(), sector.begin());
}

// Whether it is of this clip, and what is missing before it had room there. A number may have been
// given once before, to a clip of which nothing arrived but this: it began at another time.
bool SlotScan::mayFollow(const FragmentMark& mark, uint64_t at) const {
  if (mark.clip != found_.clip || mark.start.startedAt != found_.start.startedAt ||
      mark.start.lens != found_.start.lens || mark.number <= number_)
    return false;
  const uint64_t missing = mark.number - number_;
  const size_t most = number_ == 0 ? 1 : kMostGaps - gaps_.size();  // nothing stands for a head
  return missing <= most && missing <= (at - at_) / hal::kSectorSize;
}

FragmentMark SlotScan::madeUp(uint64_t bytes) const {
  return {.volumeId = volumeId_,
          .clip = found_.clip,
          .start = found_.start,
          .number = number_,
          .bytes = static_cast<uint32_t>(bytes),
          .frames = 0,
          .length = lastLength_};
}

// One mark for each fragment that is missing, so that whoever counts them along finds the next.
void SlotScan::bridge(uint64_t to, const FragmentMark& next) {
  while (number_ < next.number) {
    const bool last = number_ + 1 == next.number;
    const uint64_t bytes = last ? to - at_ : hal::kSectorSize;
    gaps_.push_back({at_, madeUp(bytes)});
    at_ += bytes;
    found_.length += lastLength_;
    ++number_;
  }
}

ClipRecord SlotScan::record() const {
  ClipRecord record = found_;
  record.state = ClipRecord::State::kClosed;
  if (anything_) return record;
  record = {};
  record.slot = found_.slot;
  record.clip = found_.clip;
  record.writes = found_.writes;
  return record;
}

void SlotScan::repair(ListTask& task) const {
  const uint64_t end = record().bytes;
  for (const Gap& gap : gaps_)
    task.write(sectorAt(gap.at), gap.at == 0 ? markedHead(head_, gap.mark) : gapSector(gap.mark));
  if (end < capacity_ && !(picture_ && anything_))
    task.write(sectorAt(end), tailSector(static_cast<uint32_t>(capacity_ - end)));
  task.flush();
}

}  // namespace tw::fw
