#include "firmware_core/storage/mount_task.h"

#include <algorithm>

namespace tw::fw {

using State = ClipRecord::State;

std::optional<BlockOp> MountTask::then(std::span<const uint8_t> read) {
  switch (phase_) {
    case Phase::kBegin:
      return go(Phase::kMbr, 0, 1);
    case Phase::kMbr:
      return onMbr(read);
    case Phase::kBoot:
      return onBoot(read);
    case Phase::kBackup:
      return onBackup(read);
    case Phase::kHeader:
      return onHeader(read);
    case Phase::kSecondHeader:
      return onSecondHeader(read);
    case Phase::kRecords:
      return onRecords(read);
    case Phase::kSecondRecords:
      return onSecondRecords(read);
    case Phase::kHeads:
      return onHead(read);
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

std::optional<BlockOp> MountTask::go(Phase phase, uint64_t sector, uint32_t count) {
  phase_ = phase;
  return BlockOp::read(sector, count);
}

std::optional<BlockOp> MountTask::refuse(std::string why) {
  foreign_ = std::move(why);
  phase_ = Phase::kDone;
  return std::nullopt;
}

// Of what says whose the card is, zeros will not do.
bool MountTask::patient() const {
  if (phase_ == Phase::kSecondHeader)
    return decodeHeader(std::span(first_).first(hal::kSectorSize)).has_value();
  constexpr Phase kNever[] = {Phase::kMbr, Phase::kBoot, Phase::kBackup, Phase::kRepair};
  return std::count(std::begin(kNever), std::end(kNever), phase_) == 0;
}

std::optional<BlockOp> MountTask::onMbr(std::span<const uint8_t> read) {
  const Likeness likeness = likenessOfMbr(layout_, read);
  if (likeness == Likeness::kOther) return refuse("no partition of ours");
  mbrDamaged_ = likeness == Likeness::kDamaged;
  return go(Phase::kBoot, layout_.partitionStart, 1);
}

std::optional<BlockOp> MountTask::onBoot(std::span<const uint8_t> read) {
  const Likeness likeness = likenessOfBoot(layout_, read);
  if (likeness == Likeness::kSame) return readHeader();
  if (likeness == Likeness::kOther) return refuse("no volume of ours");
  bootDamaged_ = true;
  return go(Phase::kBackup, layout_.partitionStart + VolumeLayout::kBackupBoot, 1);
}

std::optional<BlockOp> MountTask::onBackup(std::span<const uint8_t> read) {
  if (likenessOfBoot(layout_, read) != Likeness::kSame) return refuse("no volume of ours");
  return readHeader();
}

std::optional<BlockOp> MountTask::readHeader() {
  return go(Phase::kHeader, layout_.indexSector(0), VolumeLayout::kRecordsAt);
}

std::optional<BlockOp> MountTask::onHeader(std::span<const uint8_t> read) {
  first_.assign(read.begin(), read.end());
  return go(Phase::kSecondHeader, layout_.indexSector(1), VolumeLayout::kRecordsAt);
}

std::optional<BlockOp> MountTask::onSecondHeader(std::span<const uint8_t> read) {
  const std::span<const uint8_t> first(first_);
  auto header = decodeHeader(first.first(hal::kSectorSize));
  if (!header) header = decodeHeader(read.first(hal::kSectorSize));
  if (!header) return refuse("no index of ours");
  if (header->version != VolumeLayout::kVersion || header->cardSectors != layout_.cardSectors)
    return refuse("an index of another kind");
  index_ = ClipIndex(layout_, header->volumeId);
  constexpr size_t kHealth = VolumeLayout::kHealthAt * hal::kSectorSize;
  health_ = newestHealth(first.subspan(kHealth, hal::kSectorSize),
                         read.subspan(kHealth, hal::kSectorSize), header->volumeId);
  mendSystem();
  return readRecords(Phase::kRecords, 0);
}

// For the PCs that are to read it.
void MountTask::mendSystem() {
  Repair repair;
  if (mbrDamaged_) repair.task.write(0, mbrSector(layout_, index_.volumeId()));
  if (bootDamaged_)
    repair.task.write(layout_.partitionStart, bootSector(layout_, index_.volumeId()));
  repair.task.flush();
  repair.mends = (mbrDamaged_ ? 1 : 0) + (bootDamaged_ ? 1 : 0);
  if (repair.mends > 0) repairs_.push_back(std::move(repair));
}

std::optional<BlockOp> MountTask::readRecords(Phase phase, int copy) {
  const uint32_t count = std::min(kSlotsPerRead, layout_.slots() - at_);
  return go(phase, layout_.indexSector(copy) + VolumeLayout::kRecordsAt + at_, count);
}

std::optional<BlockOp> MountTask::onRecords(std::span<const uint8_t> read) {
  first_.assign(read.begin(), read.end());
  return readRecords(Phase::kSecondRecords, 1);
}

std::optional<BlockOp> MountTask::onSecondRecords(std::span<const uint8_t> read) {
  const std::span<const uint8_t> first(first_);
  for (size_t i = 0; i < read.size(); i += hal::kSectorSize, ++at_) {
    const bool sure =
        index_.load(at_, first.subspan(i, hal::kSectorSize), read.subspan(i, hal::kSectorSize));
    const bool readable =
        !unreadable(layout_.recordSector(at_, 0)) && !unreadable(layout_.recordSector(at_, 1));
    if (!sure || !readable) beUnsureOf(at_);
  }
  if (at_ < layout_.slots()) return readRecords(Phase::kRecords, 0);
  at_ = 0;
  return nextHead();
}

// Where a record is lost, the slot itself says whose it is; a picture has to show that it is what
// is left of its records.
void MountTask::beUnsureOf(uint32_t slot) {
  if (layout_.kind(slot) == SlotKind::kVideo) return unsure_.push_back(slot);
  ClipRecord record = index_.at(slot);
  if (record.state == State::kClosed) record.state = State::kRecording;
  index_.set(record);
}

std::optional<BlockOp> MountTask::nextHead() {
  if (at_ < unsure_.size()) return go(Phase::kHeads, layout_.slotSector(unsure_[at_]), 1);
  at_ = 0;
  index_.dropDoubles();
  return readFolder();
}

std::optional<BlockOp> MountTask::onHead(std::span<const uint8_t> read) {
  const uint32_t slot = unsure_[at_++];
  if (!unreadable(layout_.slotSector(slot))) judgeHead(slot, read);
  return nextHead();
}

void MountTask::judgeHead(uint32_t slot, std::span<const uint8_t> sector) {
  ClipRecord record = index_.at(slot);
  const auto head = readHeadMark(sector, index_.volumeId());
  if (head && head->clip > record.clip) {  // begun after what is left of its records
    record.state = State::kRecording;
    record.clip = head->clip;
    record.start = head->start;
    record.name = clipFileName(record.start, record.clip, index_);
  } else if (record.state == State::kClosed && (!head || head->clip != record.clip)) {
    record = {};  // another clip was begun over it, of which nothing is there
    record.slot = slot;
    record.writes = index_.at(slot).writes;
    record.clip = index_.at(slot).clip;
  }
  index_.set(record);
}

std::optional<BlockOp> MountTask::readFolder() {
  return go(Phase::kFolders, layout_.clusterSector(layout_.folderFirstCluster(at_)),
            layout_.folderClusters * layout_.sectorsPerCluster);
}

std::optional<BlockOp> MountTask::onFolder(std::span<const uint8_t> read) {
  judgeFolder(read);
  if (++at_ < layout_.folders()) return readFolder();
  if (recovery_.missingFiles > layout_.slots() / 2)
    return refuse("most of its files were taken away");
  for (uint32_t slot = 0; slot < layout_.slots(); ++slot) {
    const ClipRecord& record = index_.at(slot);
    if (record.state == State::kRecording)
      cutOff_.push_back(slot);
    else if (record.misnamed && record.state != State::kUnusable)
      rewrite(record, {});
  }
  return nextCutOff();
}

void MountTask::judgeFolder(std::span<const uint8_t> folder) {
  const uint32_t first = layout_.folderFirstSlot(at_);
  for (uint32_t slot = first; slot < first + layout_.folderSlots(at_); ++slot)
    if (!unreadable(layout_.groupSector(slot)) && entriesAreLost(folder, slot)) takeAway(slot);
}

// A clip that was being written may have taken its directory sector with it, and bits flip: then
// the entries are made anew. What makes sense and is not ours is a PC's work.
bool MountTask::entriesAreLost(std::span<const uint8_t> folder, uint32_t slot) {
  const uint64_t start = layout_.clusterSector(layout_.folderFirstCluster(at_));
  const auto group = folder.subspan(
      (layout_.groupSector(slot) - start) * hal::kSectorSize + layout_.groupOffset(slot),
      VolumeLayout::kGroupBytes);
  const Likeness likeness = likenessOfEntries(layout_, slot, group);
  if (likeness == Likeness::kSame) return false;
  const bool torn = likeness == Likeness::kOther && !isDirectory(group) && writtenBeside(slot);
  if (likeness == Likeness::kOther && !torn) return true;
  rename(slot, 1);
  return false;
}

bool MountTask::writtenBeside(uint32_t slot) const {
  const uint32_t begin = layout_.folderFirstSlot(at_), end = begin + layout_.folderSlots(at_);
  for (uint32_t other = begin; other < end; ++other)
    if (layout_.groupSector(other) == layout_.groupSector(slot) &&
        index_.at(other).state == State::kRecording)
      return true;
  return false;
}

void MountTask::takeAway(uint32_t slot) {
  leaveAlone(slot);
  ++recovery_.missingFiles;
}

void MountTask::rename(uint32_t slot, uint32_t mends) {
  ClipRecord record = index_.at(slot);
  if (record.bytes == 0) record.name.clear();  // a file of no clip is not to look like one
  Repair repair;
  repair.task.patch(layout_.groupSector(slot), layout_.groupOffset(slot),
                    slotEntries(layout_, record));
  repair.task.flush();
  repair.renames = slot;
  repair.mends = mends;
  repairs_.push_back(std::move(repair));
}

std::optional<BlockOp> MountTask::nextCutOff() {
  phase_ = Phase::kScan;
  while (!cutOff_.empty()) {
    const uint32_t slot = cutOff_.back();
    cutOff_.pop_back();
    if (scanned_ > kMostScanned) {
      leaveAlone(slot);
      continue;
    }
    unreadableBefore_ = unreadableSectors();
    scan_.emplace(layout_, index_.volumeId(), index_.at(slot));
    if (auto op = scan_->next({})) return op;
    endScan();
  }
  return nextRepair();
}

std::optional<BlockOp> MountTask::onScan(std::span<const uint8_t> read) {
  if (++scanned_ > kMostScanned) {
    leaveAlone(scan_->record().slot);
  } else {
    if (auto op = scan_->next(read)) return op;
    endScan();
  }
  return nextRepair();
}

// Neither listed nor written before the next mounting.
void MountTask::leaveAlone(uint32_t slot) {
  ClipRecord record = index_.at(slot);
  record.state = State::kUnusable;
  if (record.name.empty()) record.name = emptySlotName(slot);
  index_.set(record);
}

void MountTask::endScan() {
  const ClipRecord record = scan_->record();
  recovery_.clips += record.state == State::kClosed ? 1 : 0;
  index_.set(record);
  if (readOnly_ || unreadableSectors() != unreadableBefore_) return;
  ListTask content;
  scan_->repair(content);
  rewrite(record, std::move(content));
}

// Its name first, its record last: a repair that is cut off is done again.
void MountTask::rewrite(ClipRecord record, ListTask content) {
  rename(record.slot);
  record.misnamed = false;
  ++record.writes;
  repairs_.push_back({.task = std::move(content), .record = record});
}

// Scan by scan, so that no card makes it hold more than one slot's.
std::optional<BlockOp> MountTask::nextRepair() {
  phase_ = Phase::kRepair;
  if (readOnly_) repairs_.clear();
  return onRepair({});
}

std::optional<BlockOp> MountTask::onRepair(std::span<const uint8_t> read) {
  while (!repairs_.empty()) {
    Repair& repair = repairs_.front();
    if (!std::exchange(repair.begun, true)) begin(repair);
    if (auto op = repair.task.next(read)) return op;
    read = {};
    if (repair.record) index_.set(*repair.record);
    recovery_.mended += repair.mends;
    repairs_.pop_front();
  }
  if (!cutOff_.empty()) return nextCutOff();
  phase_ = Phase::kDone;
  return std::nullopt;
}

// Whether its file has got its name is known by now.
void MountTask::begin(Repair& repair) {
  if (!repair.record) return;
  repair.task.write(layout_.recordSector(repair.record->slot, repair.record->writes),
                    encodeRecord(*repair.record, index_.volumeId()));
  repair.task.flush();
}

// What cannot be mended is passed by from now on: it is tried again at the next mounting.
bool MountTask::goOnWithout() {
  if (phase_ != Phase::kRepair) return false;
  if (const auto& failed = repairs_.front().record) {
    ClipRecord record = index_.at(failed->slot);
    if (record.name.empty()) record.name = emptySlotName(record.slot);
    record.state = State::kBad;
    index_.set(record);
  }
  const auto renamed = repairs_.front().renames;
  repairs_.pop_front();
  if (!repairs_.empty() && repairs_.front().record && renamed == repairs_.front().record->slot)
    repairs_.front().record->misnamed = true;
  return true;
}

}  // namespace tw::fw
