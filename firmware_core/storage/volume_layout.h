// Where everything lies on an initialised card: one partition, FAT32, every file contiguous and
// allocated for good when the card is initialised, so that no FAT sector ever changes again.
//
//   MBR | gap | boot, FSInfo, their copies | FAT | FAT | root | folders | index | pictures | clips
//       | the index's second copy
//
// The two copies of the index lie at the ends of the volume: nothing that ails a page, an erase
// unit or a stretch of the card takes both.
//
// A pure function of the card's size. Sectors are counted from the start of the card.
#pragma once

#include <cstdint>

#include "firmware_core/base/result.h"
#include "firmware_core/hal/block_device.h"

namespace tw::fw {

enum class SlotKind { kVideo, kPicture };

struct VolumeLayout {
  static constexpr uint32_t kVersion = 3;
  // Of each copy of the index: its header, the card's health, then a record a slot.
  static constexpr uint32_t kHealthAt = 1;
  static constexpr uint32_t kRecordsAt = 2;
  static constexpr uint32_t kBackupBoot = 6;        // where the boot sector has its copy
  static constexpr uint32_t kSlotsPerFolder = 250;  // a folder fits into one 32 KiB cluster
  static constexpr uint32_t kGroupBytes = 128;      // a slot's directory entries: 3 long + 1 short

  uint64_t cardSectors = 0;
  uint32_t partitionStart = 0;
  uint32_t partitionSectors = 0;
  uint32_t sectorsPerCluster = 0;
  uint32_t reservedSectors = 0;
  uint32_t fatSectors = 0;  // of one of the two FATs
  uint32_t clusters = 0;    // numbered from 2

  uint32_t videoSlots = 0, videoSlotBytes = 0;
  uint32_t pictureSlots = 0, pictureSlotBytes = 0;
  uint32_t folderClusters = 0;                                                    // of each folder
  uint32_t indexClusters = 0;                                                     // of each copy
  uint32_t foldersFirst = 0, indexFirst = 0, picturesFirst = 0, videosFirst = 0;  // clusters
  uint32_t secondIndexFirst = 0;
  uint32_t usedEnd = 0;  // first cluster behind the last file

  // kOutOfRange: too small or too large for this layout.
  static Result<VolumeLayout> plan(uint64_t cardSectors);

  uint32_t slots() const { return videoSlots + pictureSlots; }  // clips first, then pictures
  SlotKind kind(uint32_t slot) const {
    return slot < videoSlots ? SlotKind::kVideo : SlotKind::kPicture;
  }
  uint32_t slotBytes(uint32_t slot) const {
    return kind(slot) == SlotKind::kVideo ? videoSlotBytes : pictureSlotBytes;
  }
  uint32_t slotFirstCluster(uint32_t slot) const;
  uint64_t slotSector(uint32_t slot) const { return clusterSector(slotFirstCluster(slot)); }

  uint32_t clusterBytes() const { return sectorsPerCluster * hal::kSectorSize; }
  uint64_t fatStart(int copy) const {
    return uint64_t{partitionStart} + reservedSectors + uint64_t{fatSectors} * copy;
  }
  uint64_t dataStart() const { return fatStart(2); }
  uint64_t clusterSector(uint32_t cluster) const {
    return dataStart() + uint64_t{cluster - 2} * sectorsPerCluster;
  }

  uint32_t folders() const { return videoFolders() + pictureFolders(); }
  uint32_t videoFolders() const { return (videoSlots + kSlotsPerFolder - 1) / kSlotsPerFolder; }
  uint32_t pictureFolders() const { return (pictureSlots + kSlotsPerFolder - 1) / kSlotsPerFolder; }
  uint32_t folderOf(uint32_t slot) const;
  uint32_t folderFirstSlot(uint32_t folder) const;
  uint32_t folderSlots(uint32_t folder) const;
  uint32_t folderFirstCluster(uint32_t folder) const {
    return foldersFirst + folder * folderClusters;
  }
  // The directory sector that holds a slot's group of entries, and the group's place in it.
  uint64_t groupSector(uint32_t slot) const;
  uint32_t groupOffset(uint32_t slot) const;

  uint64_t indexSector(int copy) const {
    return clusterSector(copy == 0 ? indexFirst : secondIndexFirst);
  }
  uint32_t indexSectors() const { return kRecordsAt + slots(); }  // of each copy
  // What is written in turn goes here the so many-th time.
  uint64_t recordSector(uint32_t slot, uint64_t writes) const {
    return indexSector(static_cast<int>(writes & 1)) + kRecordsAt + slot;
  }
  uint64_t healthSector(uint64_t writes) const {
    return indexSector(static_cast<int>(writes & 1)) + kHealthAt;
  }

  uint32_t fatEntry(uint32_t cluster) const;  // what the FAT says, for any number from 0
  uint32_t freeClusters() const;

  bool operator==(const VolumeLayout&) const = default;
};

}  // namespace tw::fw
