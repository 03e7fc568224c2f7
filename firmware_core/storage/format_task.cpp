#include "firmware_core/storage/format_task.h"

#include <algorithm>

#include "firmware_core/storage/fat32_records.h"

namespace tw::fw {
namespace {
constexpr uint32_t kSystemSectors = 32;  // boot sectors and their copies, with what lies between
constexpr uint32_t kTableSectors = 34;   // partition tables, the kind with names included
}  // namespace

FormatTask::FormatTask(const VolumeLayout& layout, uint32_t volumeId,
                       std::optional<CalendarTime> madeAt, const CardHealth& health)
    : layout_(layout),
      volumeId_(volumeId),
      madeAt_(madeAt),
      health_(health),
      index_(layout, volumeId) {
  total_ = kTableSectors + 1 + kSystemSectors + 2ull * layout.fatSectors +
           layout.sectorsPerCluster * (1ull + layout.folders() * layout.folderClusters) +
           2ull * layout.indexSectors() + 5;
}

double FormatTask::progress() const {
  return std::min(1.0, static_cast<double>(written_) / static_cast<double>(total_));
}

std::optional<BlockOp> FormatTask::next(std::span<const uint8_t> read) {
  while (steps_.empty() && phase_ != Phase::kDone) fillSteps();
  return steps_.next(read);
}

void FormatTask::write(uint64_t sector, Bytes data) {
  const auto sectors = static_cast<uint32_t>(data.size() / hal::kSectorSize);
  written_ += sectors;
  sinceFlush_ += sectors;
  steps_.write(sector, std::move(data));
  if (sinceFlush_ < kFlushEverySectors) return;
  steps_.flush();
  sinceFlush_ = 0;
}

void FormatTask::fillSteps() {
  switch (phase_) {
    case Phase::kWipe:
      wipe();
      phase_ = Phase::kFats;
      break;
    case Phase::kFats:
      fatChunk();
      break;
    case Phase::kRoot:
      write(layout_.clusterSector(2), rootDirectory(layout_, madeAt_));
      phase_ = Phase::kFolders;
      break;
    case Phase::kFolders:
      folder();
      break;
    case Phase::kIndex:
      indexChunk();
      break;
    case Phase::kSystem:
      systemSectors();
      phase_ = Phase::kDone;
      break;
    case Phase::kDone:
      break;
  }
}

// First of all the card stops being whatever it was.
void FormatTask::wipe() {
  write(0, Bytes(size_t{kTableSectors} * hal::kSectorSize));
  write(layout_.partitionStart, Bytes(size_t{kSystemSectors} * hal::kSectorSize));
  write(layout_.cardSectors - 1, Bytes(hal::kSectorSize));
  steps_.flush();
}

// Both FATs lie one behind the other: counted as one run of sectors.
void FormatTask::fatChunk() {
  const uint32_t within = at_ % layout_.fatSectors;
  const uint32_t count = std::min(kChunkSectors, layout_.fatSectors - within);
  write(layout_.fatStart(0) + at_, fatSectors(layout_, within, count));
  at_ += count;
  if (at_ < 2 * layout_.fatSectors) return;
  phase_ = Phase::kRoot;
  at_ = 0;
}

void FormatTask::folder() {
  write(layout_.clusterSector(layout_.folderFirstCluster(at_)),
        folderDirectory(layout_, at_, index_));
  if (++at_ < layout_.folders()) return;
  phase_ = Phase::kIndex;
  at_ = 0;
}

// Both copies, one behind the other as the FATs. Records stay blank: an empty slot needs none.
void FormatTask::indexChunk() {
  const int copy = at_ < layout_.indexSectors() ? 0 : 1;
  const uint32_t within = at_ % layout_.indexSectors();
  const uint32_t count = std::min(kChunkSectors, layout_.indexSectors() - within);
  Bytes data(size_t{count} * hal::kSectorSize);
  if (within == 0) {
    const Bytes header = encodeHeader({VolumeLayout::kVersion, volumeId_, layout_.cardSectors});
    std::copy(header.begin(), header.end(), data.begin());
    health_.writes = static_cast<uint64_t>(copy);
    const Bytes health = encodeHealth(health_, volumeId_);
    std::copy(health.begin(), health.end(),
              data.begin() + VolumeLayout::kHealthAt * hal::kSectorSize);
  }
  write(layout_.indexSector(copy) + within, std::move(data));
  at_ += count;
  if (at_ < 2 * layout_.indexSectors()) return;
  phase_ = Phase::kSystem;
}

void FormatTask::systemSectors() {
  steps_.flush();
  const uint32_t start = layout_.partitionStart;
  for (uint32_t copy : {VolumeLayout::kBackupBoot, 0u}) {
    write(start + copy + 1, fsInfoSector(layout_));
    write(start + copy, bootSector(layout_, volumeId_));
  }
  steps_.flush();
  write(0, mbrSector(layout_, volumeId_));
  steps_.flush();
}

}  // namespace tw::fw
