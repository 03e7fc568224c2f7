// A reader of FAT32 volumes written from Microsoft's specification alone: it knows nothing of the
// firmware's layout. Judges what the firmware wrote where no fsck can be run.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "firmware_core/base/bytes.h"

namespace tw::test {

struct FatFile {
  uint32_t size = 0;
  std::vector<uint32_t> clusters;
  std::string shortName;
};

class FatReader {
 public:
  using ReadSectors = std::function<Bytes(uint64_t sector, uint64_t count)>;

  explicit FatReader(ReadSectors read) : read_(std::move(read)) {
    const Bytes mbr = read_(0, 1);
    require(getLittle<uint16_t>(mbr, 510) == 0xAA55, "MBR mark");
    require(mbr[450] == 0x0C, "partition type");
    start_ = getLittle<uint32_t>(mbr, 454);
    const Bytes boot = read_(start_, 1);
    require(getLittle<uint16_t>(boot, 510) == 0xAA55, "boot mark");
    require(getLittle<uint16_t>(boot, 11) == 512, "sector size");
    perCluster_ = boot[13];
    const uint32_t reserved = getLittle<uint16_t>(boot, 14);
    const uint32_t fatSize = getLittle<uint32_t>(boot, 36);
    const uint32_t total = getLittle<uint32_t>(boot, 32);
    fat_ = start_ + reserved;
    data_ = fat_ + 2ull * fatSize;
    clusters_ = static_cast<uint32_t>((total - reserved - 2ull * fatSize) / perCluster_);
    require(clusters_ >= 65525, "FAT32 by its cluster count");
    require(uint64_t{fatSize} * 128 >= clusters_ + 2ull, "FAT large enough");
    require(read_(start_ + 6, 1) == boot, "boot sector's copy");
    walk("", getLittle<uint32_t>(boot, 44));
  }

  const std::map<std::string, FatFile>& files() const { return files_; }
  uint32_t clusterCount() const { return clusters_; }
  uint32_t clusterBytes() const { return perCluster_ * 512u; }
  uint64_t partitionStart() const { return start_; }
  uint64_t dataStart() const { return data_; }
  uint64_t clusterSector(uint32_t c) const { return data_ + uint64_t{c - 2} * perCluster_; }

  Bytes content(const std::string& path) const {
    const FatFile& file = files_.at(path);
    Bytes all;
    for (uint32_t c : file.clusters) append(all, read_(clusterSector(c), perCluster_));
    require(all.size() >= file.size, "chain as long as the file");
    require(all.size() - file.size < clusterBytes() || file.size == 0, "no clusters too many");
    all.resize(file.size);
    return all;
  }

 private:
  static void require(bool ok, const char* what) {
    if (!ok) throw std::runtime_error(std::string("volume: ") + what);
  }
  uint32_t next(uint32_t cluster) const {
    const Bytes sector = read_(fat_ + cluster / 128, 1);
    return getLittle<uint32_t>(sector, cluster % 128 * 4) & 0x0FFFFFFF;
  }
  std::vector<uint32_t> chain(uint32_t first) const {
    std::vector<uint32_t> all;
    for (uint32_t c = first; c < 0x0FFFFFF8; c = next(c)) {
      require(c >= 2 && c < clusters_ + 2 && all.size() <= clusters_, "cluster chain");
      all.push_back(c);
    }
    return all;
  }
  static void addLong(std::string& name, std::span<const uint8_t> e) {
    std::string piece;
    for (size_t at : {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30}) {
      const auto c = getLittle<uint16_t>(e, at);
      if (c == 0 || c == 0xFFFF) break;
      piece += static_cast<char>(c);
    }
    name = piece + name;
  }
  void walk(const std::string& folder, uint32_t first) {
    std::string longName;
    for (uint32_t cluster : chain(first)) {
      const Bytes data = read_(clusterSector(cluster), perCluster_);
      for (size_t at = 0; at < data.size(); at += 32) {
        const auto e = std::span<const uint8_t>(data).subspan(at, 32);
        if (e[0] == 0) return;
        if (e[0] == 0xE5) continue;
        if (e[11] == 0x0F) {
          addLong(longName, e);
          continue;
        }
        entry(folder, std::exchange(longName, {}), e);
      }
    }
  }
  void entry(const std::string& folder, std::string longName, std::span<const uint8_t> e) {
    const std::string shortName(asText(e.first(11)));
    if ((e[11] & 0x08) != 0 || shortName[0] == '.') return;
    const uint32_t first = uint32_t{getLittle<uint16_t>(e, 20)} << 16 | getLittle<uint16_t>(e, 26);
    if (longName.empty()) longName = shortName.substr(0, shortName.find_last_not_of(' ') + 1);
    if ((e[11] & 0x10) != 0) return walk(longName + "/", first);
    files_[folder + longName] = {getLittle<uint32_t>(e, 28), chain(first), shortName};
  }

  ReadSectors read_;
  uint64_t start_ = 0, fat_ = 0, data_ = 0;
  uint32_t perCluster_ = 0, clusters_ = 0;
  std::map<std::string, FatFile> files_;
};

}  // namespace tw::test
