#include "firmware_core/storage/fat32_records.h"

#include <algorithm>
#include <bit>
#include <cstdio>
#include <cstring>

#include "firmware_core/base/check.h"

namespace tw::fw {
namespace {

constexpr size_t kEntryBytes = 32;
constexpr uint8_t kReadOnlyAttr = 0x01, kHidden = 0x02, kSystem = 0x04, kLabel = 0x08,
                  kDirectory = 0x10, kArchive = 0x20, kLongName = 0x0F;
constexpr uint8_t kDeleted = 0xE5;              // in the place of a name's first letter
constexpr char kVolumeLabel[] = "TWEELENS   ";  // 11 characters

struct FatTime {
  uint16_t date = 0x0021;  // 1980-01-01, as early as FAT knows
  uint16_t time = 0;
};

FatTime fatTime(std::optional<CalendarTime> at) {
  if (!at) return {};
  using namespace std::chrono;
  const auto seconds = duration_cast<std::chrono::seconds>(at->time_since_epoch());
  const sys_days day{floor<days>(seconds)};
  const year_month_day date{day};
  const int year = static_cast<int>(date.year());
  if (year < 1980 || year > 2107) return {};
  const hh_mm_ss clock{seconds - day.time_since_epoch()};
  FatTime result;
  result.date = static_cast<uint16_t>((year - 1980) << 9 | unsigned{date.month()} << 5 |
                                      unsigned{date.day()});
  result.time = static_cast<uint16_t>(clock.hours().count() << 11 | clock.minutes().count() << 5 |
                                      clock.seconds().count() / 2);
  return result;
}

void putText(std::span<uint8_t> to, size_t offset, std::string_view text) {
  TW_CHECK(offset + text.size() <= to.size());
  std::copy(text.begin(), text.end(), to.begin() + static_cast<std::ptrdiff_t>(offset));
}

void putShortEntry(std::span<uint8_t> e, std::string_view name11, uint8_t attributes,
                   uint32_t cluster, uint32_t bytes, FatTime at) {
  TW_CHECK(name11.size() == 11 && e.size() == kEntryBytes);
  putText(e, 0, name11);
  e[11] = attributes;
  putLittle<uint16_t>(e, 14, at.time);
  putLittle<uint16_t>(e, 16, at.date);
  putLittle<uint16_t>(e, 18, at.date);
  putLittle<uint16_t>(e, 20, static_cast<uint16_t>(cluster >> 16));
  putLittle<uint16_t>(e, 22, at.time);
  putLittle<uint16_t>(e, 24, at.date);
  putLittle<uint16_t>(e, 26, static_cast<uint16_t>(cluster));
  putLittle<uint32_t>(e, 28, bytes);
}

uint8_t shortNameSum(std::string_view name11) {
  uint8_t sum = 0;
  for (char c : name11) sum = static_cast<uint8_t>((sum << 7 | sum >> 1) + static_cast<uint8_t>(c));
  return sum;
}

// One of the three long-name entries: part 1..3 holds characters 13*(part-1) and on.
void putLongEntry(std::span<uint8_t> e, std::string_view name, int part, uint8_t sum) {
  constexpr size_t kPlaces[13] = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};
  e[0] = static_cast<uint8_t>(part == 3 ? 0x40 | part : part);
  e[11] = kLongName;
  e[13] = sum;
  for (size_t i = 0; i < 13; ++i) {
    const size_t at = 13 * (static_cast<size_t>(part) - 1) + i;
    const uint16_t c = at < name.size() ? static_cast<uint8_t>(name[at])
                                        : static_cast<uint16_t>(at == name.size() ? 0 : 0xFFFF);
    putLittle<uint16_t>(e, kPlaces[i], c);
  }
}

std::string shortName(const VolumeLayout& layout, const ClipRecord& record) {
  char text[16];
  const bool video = layout.kind(record.slot) == SlotKind::kVideo;
  const char* extension = record.name.empty() ? "FRE" : video ? "MP4" : "JPG";
  std::snprintf(text, sizeof text, "%c%07u%s", video ? 'S' : 'P', record.slot % 10'000'000u,
                extension);
  return text;
}

struct Span {
  size_t offset, size;
};
// The places of the boot sector that make the volume's geometry.
constexpr Span kGeometry[] = {{11, 13}, {28, 14}, {44, 8}, {66, 1}, {510, 2}};

constexpr int kRotten = 2;  // bits; what another has made differs in more

int bitsOff(std::span<const uint8_t> a, std::span<const uint8_t> b, std::span<const Span> parts) {
  int off = 0;
  for (const Span part : parts)
    for (size_t i = part.offset; i < part.offset + part.size; ++i)
      off += std::popcount(static_cast<uint8_t>(a[i] ^ b[i]));
  return off;
}

Likeness likeness(int bitsOff, int rotten) {
  if (bitsOff == 0) return Likeness::kSame;
  return bitsOff <= rotten ? Likeness::kDamaged : Likeness::kOther;
}

}  // namespace

Bytes mbrSector(const VolumeLayout& layout, uint32_t volumeId) {
  Bytes s(hal::kSectorSize);
  putLittle<uint32_t>(s, 440, volumeId);
  const uint8_t outOfReach[3] = {0xFE, 0xFF, 0xFF};  // cylinders, heads: by sector number alone
  std::copy(outOfReach, outOfReach + 3, s.begin() + 447);
  s[450] = 0x0C;  // FAT32, by sector number
  std::copy(outOfReach, outOfReach + 3, s.begin() + 451);
  putLittle<uint32_t>(s, 454, layout.partitionStart);
  putLittle<uint32_t>(s, 458, layout.partitionSectors);
  putLittle<uint16_t>(s, 510, 0xAA55);
  return s;
}

Bytes bootSector(const VolumeLayout& l, uint32_t volumeId) {
  Bytes s(hal::kSectorSize);
  const uint8_t jump[3] = {0xEB, 0x58, 0x90};
  std::copy(jump, jump + 3, s.begin());
  putText(s, 3, "MSWIN4.1");  // the name that old readers insist on
  putLittle<uint16_t>(s, 11, hal::kSectorSize);
  s[13] = static_cast<uint8_t>(l.sectorsPerCluster);
  putLittle<uint16_t>(s, 14, static_cast<uint16_t>(l.reservedSectors));
  s[16] = 2;     // FATs
  s[21] = 0xF8;  // fixed medium
  putLittle<uint16_t>(s, 24, 63);
  putLittle<uint16_t>(s, 26, 255);
  putLittle<uint32_t>(s, 28, l.partitionStart);
  putLittle<uint32_t>(s, 32, l.partitionSectors);
  putLittle<uint32_t>(s, 36, l.fatSectors);
  putLittle<uint32_t>(s, 44, 2);  // root cluster
  putLittle<uint16_t>(s, 48, 1);  // FSInfo
  putLittle<uint16_t>(s, 50, 6);  // copies
  s[64] = 0x80;
  s[66] = 0x29;
  putLittle<uint32_t>(s, 67, volumeId);
  putText(s, 71, kVolumeLabel);
  putText(s, 82, "FAT32   ");
  putLittle<uint16_t>(s, 510, 0xAA55);
  return s;
}

Bytes fsInfoSector(const VolumeLayout& layout) {
  Bytes s(hal::kSectorSize);
  putLittle<uint32_t>(s, 0, 0x41615252);
  putLittle<uint32_t>(s, 484, 0x61417272);
  putLittle<uint32_t>(s, 488, layout.freeClusters());
  putLittle<uint32_t>(s, 492, std::min(layout.usedEnd, layout.clusters + 1));
  putLittle<uint32_t>(s, 508, 0xAA550000);
  return s;
}

Bytes fatSectors(const VolumeLayout& layout, uint32_t first, uint32_t count) {
  constexpr uint32_t kEntries = hal::kSectorSize / 4;
  Bytes s(size_t{count} * hal::kSectorSize);
  for (uint32_t i = 0; i < count * kEntries; ++i) {
    const uint64_t cluster = uint64_t{first} * kEntries + i;
    const bool exists = cluster < uint64_t{layout.clusters} + 2;
    const uint32_t entry = exists ? layout.fatEntry(static_cast<uint32_t>(cluster)) : 0;
    if (entry != 0) putLittle<uint32_t>(s, size_t{i} * 4, entry);
  }
  return s;
}

std::string folderName(const VolumeLayout& layout, uint32_t folder) {
  char text[16];
  if (folder < layout.videoFolders())
    std::snprintf(text, sizeof text, "CLIPS%03u", folder);
  else
    std::snprintf(text, sizeof text, "PICT%03u", folder - layout.videoFolders());
  return text;
}

Bytes rootDirectory(const VolumeLayout& l, std::optional<CalendarTime> madeAt) {
  Bytes d(l.clusterBytes());
  TW_CHECK((l.folders() + 3) * kEntryBytes <= d.size());
  const FatTime at = fatTime(madeAt);
  const auto entry = [&d](uint32_t i) {
    return std::span<uint8_t>(d).subspan(i * kEntryBytes, kEntryBytes);
  };
  putShortEntry(entry(0), kVolumeLabel, kLabel, 0, 0, at);
  for (uint32_t f = 0; f < l.folders(); ++f) {
    std::string name = folderName(l, f);
    name.resize(11, ' ');
    putShortEntry(entry(f + 1), name, kDirectory, l.folderFirstCluster(f), 0, at);
  }
  constexpr uint8_t kOurs = kReadOnlyAttr | kHidden | kSystem;
  const uint32_t bytes = l.indexClusters * l.clusterBytes();
  putShortEntry(entry(l.folders() + 1), "INDEX   BIN", kOurs, l.indexFirst, bytes, at);
  putShortEntry(entry(l.folders() + 2), "INDEX2  BIN", kOurs, l.secondIndexFirst, bytes, at);
  return d;
}

Bytes slotEntries(const VolumeLayout& layout, const ClipRecord& record) {
  Bytes group(VolumeLayout::kGroupBytes);
  const std::string name = record.name.empty() ? emptySlotName(record.slot) : record.name;
  TW_CHECK(name.size() > 26 && name.size() <= 39);
  const std::string shortened = shortName(layout, record);
  const uint8_t sum = shortNameSum(shortened);
  const auto entry = [&group](size_t i) {
    return std::span<uint8_t>(group).subspan(i * kEntryBytes, kEntryBytes);
  };
  for (int part = 3; part >= 1; --part)
    putLongEntry(entry(static_cast<size_t>(3 - part)), name, part, sum);
  putShortEntry(entry(3), shortened, kArchive, layout.slotFirstCluster(record.slot),
                layout.slotBytes(record.slot), fatTime(record.start.startedAt));
  return group;
}

Bytes folderDirectory(const VolumeLayout& l, uint32_t folder, const ClipIndex& index) {
  Bytes d(size_t{l.folderClusters} * l.clusterBytes());
  const std::span<uint8_t> all(d);
  putShortEntry(all.subspan(0, kEntryBytes), ".          ", kDirectory,
                l.folderFirstCluster(folder), 0, {});
  putShortEntry(all.subspan(kEntryBytes, kEntryBytes), "..         ", kDirectory, 0, 0, {});
  d[2 * kEntryBytes] = d[3 * kEntryBytes] = kDeleted;  // they only fill the group
  for (uint32_t i = 0; i < l.folderSlots(folder); ++i) {
    const Bytes group = slotEntries(l, index.at(l.folderFirstSlot(folder) + i));
    std::copy(group.begin(), group.end(), d.begin() + (i + 1) * VolumeLayout::kGroupBytes);
  }
  return d;
}

Bytes slotDirectorySector(const VolumeLayout& l, uint32_t slot, const ClipIndex& index) {
  const uint32_t folder = l.folderOf(slot);
  const Bytes all = folderDirectory(l, folder, index);
  const uint64_t start = l.clusterSector(l.folderFirstCluster(folder));
  const auto from =
      all.begin() + static_cast<std::ptrdiff_t>((l.groupSector(slot) - start) * hal::kSectorSize);
  return Bytes(from, from + hal::kSectorSize);
}

Likeness likenessOfMbr(const VolumeLayout& layout, std::span<const uint8_t> sector) {
  constexpr Span kTable[] = {{450, 1}, {454, 8}, {510, 2}};
  return likeness(bitsOff(mbrSector(layout, 0), sector, kTable), kRotten);
}

Likeness likenessOfBoot(const VolumeLayout& layout, std::span<const uint8_t> sector) {
  return likeness(bitsOff(bootSector(layout, 0), sector, kGeometry), kRotten);
}

Likeness likenessOfEntries(const VolumeLayout& layout, uint32_t slot,
                           std::span<const uint8_t> group) {
  TW_CHECK(group.size() == VolumeLayout::kGroupBytes);
  constexpr size_t kShort = 3 * kEntryBytes;
  constexpr uint8_t kNoFile = kLabel | kDirectory;
  ClipRecord record;
  record.slot = slot;
  const Bytes ours = slotEntries(layout, record);
  const uint8_t first = group[kShort], attributes = group[kShort + 11];
  if (first == kDeleted || first == 0) return Likeness::kOther;
  constexpr Span kPlace[] = {{kShort + 20, 2}, {kShort + 26, 6}};
  const int kind = std::popcount(static_cast<uint8_t>(attributes & kNoFile));
  return likeness(kind + bitsOff(ours, group, kPlace), 1);
}

bool isDirectory(std::span<const uint8_t> group) {
  constexpr uint8_t kNoAttribute = 0xC0;
  for (size_t at = 0; at < group.size(); at += kEntryBytes) {
    const auto entry = group.subspan(at, kEntryBytes);
    if (entry[0] == 0) return at > 0;  // the last one; alone, an erased sector
    const bool partOfLongName = entry[11] == kLongName && entry[12] == 0 && entry[26] == 0;
    const bool named = std::all_of(entry.begin(), entry.begin() + 11,
                                   [](uint8_t letter) { return letter >= ' '; });
    if (!partOfLongName && (!named || (entry[11] & kNoAttribute) != 0)) return false;
  }
  return true;
}

}  // namespace tw::fw
