// The bytes of a FAT32 volume as Microsoft's specification has them: boot sectors, FAT, directory.
// Made from the layout and the index alone; nothing here reads what others wrote, except to
// compare.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "firmware_core/base/bytes.h"
#include "firmware_core/base/time.h"
#include "firmware_core/storage/clip_index.h"
#include "firmware_core/storage/volume_layout.h"

namespace tw::fw {

Bytes mbrSector(const VolumeLayout& layout, uint32_t volumeId);
Bytes bootSector(const VolumeLayout& layout, uint32_t volumeId);
Bytes fsInfoSector(const VolumeLayout& layout);
Bytes fatSectors(const VolumeLayout& layout, uint32_t first, uint32_t count);
Bytes rootDirectory(const VolumeLayout& layout, std::optional<CalendarTime> madeAt);  // a cluster
// All of a folder's clusters.
Bytes folderDirectory(const VolumeLayout& layout, uint32_t folder, const ClipIndex& index);
// The directory sector that holds the slot's entries, its neighbours included.
Bytes slotDirectorySector(const VolumeLayout& layout, uint32_t slot, const ClipIndex& index);
// One slot's entries: VolumeLayout::kGroupBytes.
Bytes slotEntries(const VolumeLayout& layout, const ClipRecord& record);

std::string folderName(const VolumeLayout& layout, uint32_t folder);  // "CLIPS000", "PICT000"

// Whether what was read from a card is as we made it. What a PC may have changed in passing (label,
// volume id, dirty mark, maker's name) does not count.
enum class Likeness { kSame, kDamaged, kOther };
// kDamaged: a bit or two of ours have flipped.
Likeness likenessOfMbr(const VolumeLayout& layout, std::span<const uint8_t> sector);
Likeness likenessOfBoot(const VolumeLayout& layout, std::span<const uint8_t> sector);
// Whether a slot's file is still where it was made. kOther: deleted, moved or cut by a PC, or torn;
// kDamaged: one bit of it has flipped.
Likeness likenessOfEntries(const VolumeLayout& layout, uint32_t slot,
                           std::span<const uint8_t> group);
// Whether these may be entries that somebody made, deleted ones included; else a torn or erased
// sector's.
bool isDirectory(std::span<const uint8_t> group);

}  // namespace tw::fw
