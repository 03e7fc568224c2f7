#include "sim/scenario/report_card.h"

#include <algorithm>
#include <array>

namespace tw::sim {
namespace {

constexpr uint64_t kSector = 512;
constexpr uint32_t kEndOfChain = 0x0FFFFFF8;
constexpr uint32_t kClusterMask = 0x0FFFFFFF;
constexpr size_t kEntryBytes = 32;
constexpr size_t kMaxFolderBytes = 2 * 1024 * 1024;  // 65536 entries, as FAT allows
constexpr uint8_t kAttributeFolder = 0x10, kAttributeLabel = 0x08, kAttributeLongName = 0x0F;

void appendUtf8(std::string& to, uint32_t code) {
  if (code < 0x80) {
    to += static_cast<char>(code);
  } else if (code < 0x800) {
    to += static_cast<char>(0xC0 | (code >> 6));
    to += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    to += static_cast<char>(0xE0 | (code >> 12));
    to += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    to += static_cast<char>(0x80 | (code & 0x3F));
  }
}

// The 13 UTF-16 units of one long-name entry, up to the terminating 0. Surrogates stay as they are.
std::string longNamePart(std::span<const uint8_t> entry) {
  static constexpr std::array<size_t, 13> kPlaces = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};
  std::string part;
  for (size_t place : kPlaces) {
    const uint16_t unit = getLittle<uint16_t>(entry, place);
    if (unit == 0 || unit == 0xFFFF) break;
    appendUtf8(part, unit);
  }
  return part;
}

// "CLIP0001MP4" -> "CLIP0001.MP4"; bits 3 and 4 of byte 12 say lower case (as Windows NT writes
// it).
std::string shortName(std::span<const uint8_t> entry) {
  const auto piece = [entry](size_t from, size_t size, bool lower) {
    std::string text(asText(entry.subspan(from, size)));
    text.erase(text.find_last_not_of(' ') + 1);
    if (lower)
      std::transform(text.begin(), text.end(), text.begin(),
                     [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
  };
  const std::string base = piece(0, 8, entry[12] & 0x08);
  const std::string extension = piece(8, 3, entry[12] & 0x10);
  return extension.empty() ? base : base + "." + extension;
}

}  // namespace

Result<CardReader> CardReader::open(const std::filesystem::path& image) {
  std::ifstream file(image, std::ios::binary);
  if (!file) return Error{Errc::kNotFound, image.string()};
  CardReader card(std::move(file));
  if (auto found = card.findVolume(); !found) return found.error();
  return card;
}

Result<void> CardReader::findVolume() {
  auto mbr = readAt(0, kSector);
  if (!mbr) return mbr.error();
  const std::span<const uint8_t> sector = mbr.value();
  if (getLittle<uint16_t>(sector, 510) != 0xAA55) return Error{Errc::kCorrupt, "no MBR"};
  for (size_t slot = 446; slot < 510; slot += 16) {
    const uint8_t type = sector[slot + 4];
    if (type == 0x0B || type == 0x0C)  // FAT32, by cylinders or by blocks
      return readBootSector(getLittle<uint32_t>(sector, slot + 8) * kSector);
  }
  return Error{Errc::kCorrupt, "no FAT32 partition"};
}

Result<void> CardReader::readBootSector(uint64_t volumeStart) {
  auto read = readAt(volumeStart, kSector);
  if (!read) return read.error();
  const std::span<const uint8_t> boot = read.value();
  const uint32_t sectorBytes = getLittle<uint16_t>(boot, 11);
  const uint32_t sectorsPerCluster = boot[13];
  const uint64_t reserved = getLittle<uint16_t>(boot, 14);
  const uint64_t fats = boot[16];
  const uint64_t totalSectors = getLittle<uint32_t>(boot, 32);
  const uint64_t fatSectors = getLittle<uint32_t>(boot, 36);
  const uint64_t overhead = reserved + fats * fatSectors;
  if (getLittle<uint16_t>(boot, 510) != 0xAA55 || sectorBytes != kSector ||
      sectorsPerCluster == 0 || fats == 0 || fatSectors == 0 || totalSectors <= overhead)
    return Error{Errc::kCorrupt, "no FAT32 boot sector"};
  geometry_.clusterBytes = sectorsPerCluster * sectorBytes;
  geometry_.fatStart = volumeStart + reserved * kSector;
  geometry_.dataStart = volumeStart + overhead * kSector;
  geometry_.rootCluster = getLittle<uint32_t>(boot, 44);
  geometry_.volumeId = getLittle<uint32_t>(boot, 67);
  geometry_.clusters = static_cast<uint32_t>(std::min((totalSectors - overhead) / sectorsPerCluster,
                                                      fatSectors * kSector / sizeof(uint32_t) - 2));
  return {};
}

Result<Bytes> CardReader::readAt(uint64_t offset, size_t size) {
  Bytes bytes(size);
  file_.clear();
  file_.seekg(static_cast<std::streamoff>(offset));
  file_.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
  if (static_cast<size_t>(file_.gcount()) != size) return Error{Errc::kCorrupt, "image ends early"};
  return bytes;
}

Result<uint32_t> CardReader::nextCluster(uint32_t cluster) {
  auto entry = readAt(geometry_.fatStart + uint64_t{cluster} * sizeof(uint32_t), sizeof(uint32_t));
  if (!entry) return entry.error();
  return getLittle<uint32_t>(entry.value(), 0) & kClusterMask;
}

Result<void> CardReader::followChain(std::vector<uint32_t>& chain, size_t count) {
  while (count == 0 || chain.size() < count) {
    const auto next = nextCluster(chain.back());
    if (!next) return next.error();
    if (count == 0 && next.value() >= kEndOfChain) return {};
    if (next.value() < 2 || next.value() >= geometry_.clusters + 2 ||
        chain.size() >= geometry_.clusters)
      return Error{Errc::kCorrupt, "broken cluster chain"};
    chain.push_back(next.value());
  }
  return {};
}

Result<Bytes> CardReader::readCluster(uint32_t cluster, uint32_t offset, uint32_t size) {
  if (cluster < 2 || cluster >= geometry_.clusters + 2)
    return Error{Errc::kCorrupt, "no such cluster"};
  return readAt(geometry_.dataStart + uint64_t{cluster - 2} * geometry_.clusterBytes + offset,
                size);
}

Result<Bytes> CardReader::readFolder(uint32_t cluster) {
  std::vector<uint32_t> chain{cluster};
  if (auto done = followChain(chain, 0); !done) return done.error();
  if (chain.size() * geometry_.clusterBytes > kMaxFolderBytes)
    return Error{Errc::kCorrupt, "folder too large"};
  Bytes bytes;
  for (uint32_t part : chain) {
    const auto read = readCluster(part, 0, geometry_.clusterBytes);
    if (!read) return read.error();
    append(bytes, read.value());
  }
  return bytes;
}

Result<Bytes> CardReader::read(const CardFile& file, uint32_t offset, uint32_t size) {
  if (chain_.empty() || chain_.front() != file.firstCluster) chain_ = {file.firstCluster};
  const uint32_t end =
      static_cast<uint32_t>(std::min<uint64_t>(file.bytes, uint64_t{offset} + size));
  Bytes bytes;
  for (uint32_t at = offset; at < end;) {
    const uint32_t index = at / geometry_.clusterBytes, within = at % geometry_.clusterBytes;
    if (auto done = followChain(chain_, index + 1); !done) return done.error();
    const uint32_t length = std::min(geometry_.clusterBytes - within, end - at);
    const auto part = readCluster(chain_[index], within, length);
    if (!part) return part.error();
    append(bytes, part.value());
    at += length;
  }
  return bytes;
}

Result<std::vector<CardFile>> CardReader::list() {
  std::vector<CardFile> files;
  foldersSeen_.clear();
  if (auto done = listFolder("", geometry_.rootCluster, 0, files); !done) return done.error();
  return files;
}

Result<void> CardReader::listFolder(const std::string& prefix, uint32_t cluster, int depth,
                                    std::vector<CardFile>& to) {
  if (depth > kMaxDepth || !foldersSeen_.insert(cluster).second)
    return Error{Errc::kCorrupt, "folders in a loop"};
  const auto read = readFolder(cluster);
  if (!read) return read.error();
  std::string longName;
  for (size_t at = 0; at + kEntryBytes <= read.value().size(); at += kEntryBytes) {
    const auto entry = std::span(read.value()).subspan(at, kEntryBytes);
    if (entry[0] == 0) break;  // no entry was ever here
    const uint8_t attributes = entry[11];
    if (entry[0] == 0xE5) {  // deleted
      longName.clear();
    } else if (attributes == kAttributeLongName) {
      longName = longNamePart(entry) + longName;  // the last part comes first
    } else {
      const std::string name = longName.empty() ? shortName(entry) : longName;
      longName.clear();
      if ((attributes & kAttributeLabel) || name == "." || name == "..") continue;
      const uint32_t first =
          (uint32_t{getLittle<uint16_t>(entry, 20)} << 16) | getLittle<uint16_t>(entry, 26);
      if (attributes & kAttributeFolder) {
        if (auto done = listFolder(prefix + name + "/", first, depth + 1, to); !done) return done;
      } else {
        if (to.size() == kMaxFiles) return Error{Errc::kCorrupt, "too many files"};
        to.push_back({prefix + name, getLittle<uint32_t>(entry, 28), first});
      }
    }
  }
  return {};
}

}  // namespace tw::sim
