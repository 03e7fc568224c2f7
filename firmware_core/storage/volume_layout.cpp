#include "firmware_core/storage/volume_layout.h"

#include "firmware_core/base/check.h"

namespace tw::fw {
namespace {

constexpr uint32_t kLeastFat32Clusters = 65525;  // fewer would be FAT16 to every reader
constexpr uint32_t kEndOfChain = 0x0FFFFFFF;
constexpr uint32_t kKiB = 1024;
constexpr uint32_t kMiB = 1024 * kKiB;
constexpr uint64_t kMegabyte = 1'000'000;

// Slot and cluster sizes grow with the card, so that its slots number some hundreds to thousands.
struct SizeClass {
  uint64_t below;  // bytes of the card
  uint32_t partitionStart;
  uint32_t alignSectors;  // of the data area and of the clips
  uint32_t mostSectorsPerCluster;
  uint32_t videoSlotBytes;
  uint32_t pictureSlots;
  uint32_t pictureSlotBytes;
};
constexpr SizeClass kSizeClasses[] = {
    {300 * kMegabyte, 8192, 128, 64, 1 * kMiB, 16, 256 * kKiB},
    {3'000 * kMegabyte, 8192, 8192, 64, 4 * kMiB, 32, 512 * kKiB},
    {12'000 * kMegabyte, 8192, 8192, 64, 16 * kMiB, 128, 512 * kKiB},
    {34'400 * kMegabyte, 8192, 8192, 64, 32 * kMiB, 128, 512 * kKiB},
    {68'800 * kMegabyte, 32768, 8192, 64, 64 * kMiB, 256, 512 * kKiB},
    {200'000 * kMegabyte, 32768, 8192, 128, 64 * kMiB, 512, 512 * kKiB},
    {~uint64_t{0}, 32768, 8192, 128, 128 * kMiB, 512, 512 * kKiB},
};
constexpr uint64_t kLeastSectors = 60 * kMegabyte / hal::kSectorSize;
constexpr uint64_t kMostSectors = uint64_t{1} << 30;  // 512 GiB

const SizeClass& sizeClass(uint64_t cardSectors) {
  for (const SizeClass& c : kSizeClasses)
    if (cardSectors * hal::kSectorSize < c.below) return c;
  TW_CHECK(false);
}

uint32_t ceilDiv(uint64_t a, uint64_t b) { return static_cast<uint32_t>((a + b - 1) / b); }
uint32_t roundUp(uint64_t a, uint64_t to) { return static_cast<uint32_t>(ceilDiv(a, to) * to); }

// Microsoft's formula: never too small, at most 8 sectors too large.
void sizeVolume(VolumeLayout& l, uint32_t alignSectors) {
  constexpr uint32_t kReserved = 32;
  const uint32_t perFatSector = (256 * l.sectorsPerCluster + 2) / 2;
  l.fatSectors = ceilDiv(l.partitionSectors - kReserved, perFatSector);
  const uint32_t start =
      roundUp(uint64_t{l.partitionStart} + kReserved + 2 * l.fatSectors, alignSectors);
  l.reservedSectors = start - l.partitionStart - 2 * l.fatSectors;
  l.clusters = (l.partitionStart + l.partitionSectors - start) / l.sectorsPerCluster;
}

// Places the files for the wanted number of clips; false when they do not fit.
bool place(VolumeLayout& l, uint32_t videoSlots, uint32_t alignSectors) {
  l.videoSlots = videoSlots;
  l.foldersFirst = 3;
  l.indexFirst = l.foldersFirst + l.folders() * l.folderClusters;
  l.indexClusters = ceilDiv(l.indexSectors(), l.sectorsPerCluster);
  l.picturesFirst = l.indexFirst + l.indexClusters;
  const uint32_t behind =
      l.picturesFirst + l.pictureSlots * (l.pictureSlotBytes / l.clusterBytes());
  l.videosFirst =
      2 + roundUp(uint64_t{behind - 2} * l.sectorsPerCluster, alignSectors) / l.sectorsPerCluster;
  const uint64_t second =
      l.videosFirst + uint64_t{videoSlots} * (l.videoSlotBytes / l.clusterBytes());
  l.secondIndexFirst = static_cast<uint32_t>(second);
  const uint64_t end = second + l.indexClusters;
  l.usedEnd = static_cast<uint32_t>(end);
  return end <= uint64_t{l.clusters} + 2;
}

}  // namespace

Result<VolumeLayout> VolumeLayout::plan(uint64_t cardSectors) {
  if (cardSectors < kLeastSectors || cardSectors > kMostSectors) return Errc::kOutOfRange;
  const SizeClass& size = sizeClass(cardSectors);
  VolumeLayout l;
  l.cardSectors = cardSectors;
  l.partitionStart = size.partitionStart;
  l.partitionSectors = static_cast<uint32_t>(cardSectors - size.partitionStart);
  l.sectorsPerCluster = size.mostSectorsPerCluster * 2;
  do {
    l.sectorsPerCluster /= 2;
    sizeVolume(l, size.alignSectors);
  } while (l.clusters < kLeastFat32Clusters && l.sectorsPerCluster > 1);
  TW_CHECK(l.clusters >= kLeastFat32Clusters);
  l.videoSlotBytes = size.videoSlotBytes;
  l.pictureSlots = size.pictureSlots;
  l.pictureSlotBytes = size.pictureSlotBytes;
  l.folderClusters = ceilDiv((kSlotsPerFolder + 1) * kGroupBytes, l.clusterBytes());
  uint32_t videoSlots = l.clusters / (l.videoSlotBytes / l.clusterBytes());
  while (!place(l, videoSlots, size.alignSectors)) --videoSlots;
  return l;
}

uint32_t VolumeLayout::slotFirstCluster(uint32_t slot) const {
  TW_CHECK(slot < slots());
  if (kind(slot) == SlotKind::kVideo) return videosFirst + slot * (videoSlotBytes / clusterBytes());
  return picturesFirst + (slot - videoSlots) * (pictureSlotBytes / clusterBytes());
}

uint32_t VolumeLayout::folderOf(uint32_t slot) const {
  if (kind(slot) == SlotKind::kVideo) return slot / kSlotsPerFolder;
  return videoFolders() + (slot - videoSlots) / kSlotsPerFolder;
}

uint32_t VolumeLayout::folderFirstSlot(uint32_t folder) const {
  if (folder < videoFolders()) return folder * kSlotsPerFolder;
  return videoSlots + (folder - videoFolders()) * kSlotsPerFolder;
}

uint32_t VolumeLayout::folderSlots(uint32_t folder) const {
  const uint32_t end = folder < videoFolders() ? videoSlots : slots();
  const uint32_t left = end - folderFirstSlot(folder);
  return left < kSlotsPerFolder ? left : kSlotsPerFolder;
}

// The first group of a folder holds "." and "..", so a slot's group never crosses a sector.
uint64_t VolumeLayout::groupSector(uint32_t slot) const {
  const uint32_t folder = folderOf(slot);
  const uint32_t byte = (slot - folderFirstSlot(folder) + 1) * kGroupBytes;
  return clusterSector(folderFirstCluster(folder)) + byte / hal::kSectorSize;
}

uint32_t VolumeLayout::groupOffset(uint32_t slot) const {
  return (slot - folderFirstSlot(folderOf(slot)) + 1) * kGroupBytes % hal::kSectorSize;
}

uint32_t VolumeLayout::fatEntry(uint32_t cluster) const {
  if (cluster == 0) return 0x0FFFFFF8;   // the media byte
  if (cluster <= 2) return kEndOfChain;  // 1: clean, no errors; 2: the root, one cluster
  const auto chain = [cluster](uint32_t first, uint32_t files, uint32_t each) -> uint32_t {
    const uint64_t end = first + uint64_t{files} * each;
    if (cluster < first || cluster >= end) return 0;
    return (cluster - first) % each == each - 1 ? kEndOfChain : cluster + 1;
  };
  if (cluster >= secondIndexFirst) return chain(secondIndexFirst, 1, indexClusters);
  if (cluster >= videosFirst)
    return chain(videosFirst, videoSlots, videoSlotBytes / clusterBytes());
  if (cluster >= picturesFirst)
    return chain(picturesFirst, pictureSlots, pictureSlotBytes / clusterBytes());
  if (cluster >= indexFirst) return chain(indexFirst, 1, indexClusters);
  return chain(foldersFirst, folders(), folderClusters);
}

uint32_t VolumeLayout::freeClusters() const {
  const uint32_t used = 1 + folders() * folderClusters + 2 * indexClusters +
                        pictureSlots * (pictureSlotBytes / clusterBytes()) +
                        videoSlots * (videoSlotBytes / clusterBytes());
  return clusters - used;
}

}  // namespace tw::fw
