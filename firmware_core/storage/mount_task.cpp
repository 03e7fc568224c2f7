#include "firmware_core/storage/mount_task.h"

#include <algorithm>

#include "firmware_core/storage/fat32_records.h"

namespace tw::fw {

using State = ClipRecord::State;

std::optional<BlockOp> MountTask::next(std::span<const uint8_t> read) {
  if (!begun_) {
    begun_ = true;
    return BlockOp::read(0, 1);
  }
  switch (phase_) {
    case Phase::kMbr:
      return onMbr(read);
    case Phase::kBoot:
      return onBoot(read);
    case Phase::kHeader:
      return onHeader(read);
    case Phase::kRecords:
      return onRecords(read);
    case Phase::kFolders:
      return onFolder(read);
    case Phase::kScan:
      return onScan(read);
    case Phase::kRepair:
      return onRepair(read);
    case Phase::kDone:
      break;
  }
  return std::nullopt;
}

std::optional<BlockOp> MountTask::refuse(std::string why) {
  foreign_ = std::move(why);
  phase_ = Phase::kDone;
  return std::nullopt;
}

std::optional<BlockOp> MountTask::onMbr(std::span<const uint8_t> read) {
  if (!mbrMatches(layout_, read)) return refuse("no partition of ours");
  phase_ = Phase::kBoot;
  return BlockOp::read(layout_.partitionStart, 1);
}

std::optional<BlockOp> MountTask::onBoot(std::span<const uint8_t> read) {
  if (!bootSectorMatches(layout_, read)) return refuse("no volume of ours");
  phase_ = Phase::kHeader;
  return BlockOp::read(layout_.indexSector(), VolumeLayout::kRecordsAt);
}

std::optional<BlockOp> MountTask::onHeader(std::span<const uint8_t> read) {
  auto header = decodeHeader(read.first(hal::kSectorSize));
  if (!header) header = decodeHeader(read.subspan(hal::kSectorSize, hal::kSectorSize));
  if (!header) return refuse("no index of ours");
  if (header->version != VolumeLayout::kVersion || header->cardSectors != layout_.cardSectors)
    return refuse("an index of another kind");
  index_ = ClipIndex(layout_, header->volumeId);
  const auto health = read.subspan(VolumeLayout::kHeaderSectors * hal::kSectorSize);
  health_ = newestHealth(health.first(hal::kSectorSize), health.subspan(hal::kSectorSize),
                         header->volumeId);
  phase_ = Phase::kRecords;
  return readRecords();
}

std::optional<BlockOp> MountTask::readRecords() {
  const uint32_t count = std::min(kSlotsPerRead, layout_.slots() - at_);
  return BlockOp::read(layout_.indexSector() + VolumeLayout::kRecordsAt + 2 * at_, 2 * count);
}

std::optional<BlockOp> MountTask::onRecords(std::span<const uint8_t> read) {
  for (size_t i = 0; i + 2 * hal::kSectorSize <= read.size(); i += 2 * hal::kSectorSize, ++at_)
    index_.load(at_, read.subspan(i, hal::kSectorSize),
                read.subspan(i + hal::kSectorSize, hal::kSectorSize));
  if (at_ < layout_.slots()) return readRecords();
  index_.dropDoubles();
  phase_ = Phase::kFolders;
  at_ = 0;
  return readFolder();
}

std::optional<BlockOp> MountTask::readFolder() {
  return BlockOp::read(layout_.clusterSector(layout_.folderFirstCluster(at_)),
                       layout_.folderClusters * layout_.sectorsPerCluster);
}

// A clip that was being written may have taken its directory sector with it: the slots of such a
// sector are made whole again; elsewhere, what is gone was taken away by a PC.
void MountTask::judgeFolderSector(std::span<const uint8_t> folder, uint32_t slot) {
  const uint64_t sector = layout_.groupSector(slot);
  const uint64_t first = layout_.clusterSector(layout_.folderFirstCluster(at_));
  const auto group = folder.subspan((sector - first) * hal::kSectorSize + layout_.groupOffset(slot),
                                    VolumeLayout::kGroupBytes);
  if (slotEntriesIntact(layout_, slot, group)) return;
  const uint32_t begin = layout_.folderFirstSlot(at_), end = begin + layout_.folderSlots(at_);
  for (uint32_t other = begin; other < end; ++other)
    if (layout_.groupSector(other) == sector && index_.at(other).state == State::kRecording) return;
  ClipRecord record = index_.at(slot);
  record.state = State::kUnusable;
  if (record.name.empty()) record.name = emptySlotName(slot);
  index_.set(record);
  ++missing_;
}

std::optional<BlockOp> MountTask::onFolder(std::span<const uint8_t> read) {
  const uint32_t first = layout_.folderFirstSlot(at_);
  for (uint32_t i = 0; i < layout_.folderSlots(at_); ++i) judgeFolderSector(read, first + i);
  if (++at_ < layout_.folders()) return readFolder();
  if (missing_ > layout_.slots() / 2) return refuse("most of its files were taken away");
  for (uint32_t slot = 0; slot < layout_.slots(); ++slot)
    if (index_.at(slot).state == State::kRecording) cutOff_.push_back(slot);
  return nextCutOff();
}

std::optional<BlockOp> MountTask::nextCutOff() {
  if (cutOff_.empty()) {
    phase_ = Phase::kRepair;
    return repairs_.next({});
  }
  phase_ = Phase::kScan;
  scanned_ = index_.at(cutOff_.back());
  cutOff_.pop_back();
  scanned_.bytes = scanned_.frames = scanned_.fragments = 0;
  scanned_.length = {};
  scannedFragments_ = 0;
  if (layout_.kind(scanned_.slot) == SlotKind::kPicture) return endScan();
  return readFragment();
}

std::optional<BlockOp> MountTask::readFragment() {
  return BlockOp::read(layout_.slotSector(scanned_.slot) + scanned_.bytes / hal::kSectorSize, 1);
}

std::optional<BlockOp> MountTask::onScan(std::span<const uint8_t> read) {
  const auto mark = readMark(read, scanned_.clip, scannedFragments_);
  const uint64_t capacity = layout_.slotBytes(scanned_.slot);
  if (!mark || mark->bytes > capacity - scanned_.bytes) return endScan();
  scanned_.bytes += mark->bytes;
  scanned_.frames += mark->frames;
  scanned_.length += mark->length;
  if (scannedFragments_ > 0) ++scanned_.fragments;
  ++scannedFragments_;
  if (scanned_.bytes == capacity) return endScan();
  return readFragment();
}

std::optional<BlockOp> MountTask::endScan() {
  ClipRecord record = scanned_;
  if (record.fragments > 0) {
    record.state = State::kClosed;
    ++recovered_;
  } else {
    record.state = State::kEmpty;
    record.name.clear();
    record.bytes = 0;
    record.start = {};
  }
  repair(record);
  return nextCutOff();
}

void MountTask::repair(ClipRecord record) {
  ++record.writes;
  index_.set(record);
  if (readOnly_) return;
  const uint32_t capacity = layout_.slotBytes(record.slot);
  const auto left = static_cast<uint32_t>(capacity - record.bytes);
  if (left > 0)
    repairs_.write(layout_.slotSector(record.slot) + record.bytes / hal::kSectorSize,
                   tailSector(left));
  repairs_.write(layout_.groupSector(record.slot),
                 slotDirectorySector(layout_, record.slot, index_));
  repairs_.flush();
  repairs_.write(layout_.indexSector() + ClipIndex::copySector(record.slot, record.writes),
                 encodeRecord(record, index_.volumeId()));
  repairs_.flush();
}

std::optional<BlockOp> MountTask::onRepair(std::span<const uint8_t> read) {
  auto op = repairs_.next(read);
  if (!op) phase_ = Phase::kDone;
  return op;
}

}  // namespace tw::fw
