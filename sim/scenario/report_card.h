// Reads files out of a card's image on disk, as a PC would: MBR, first FAT32 partition, long names.
//
// Its own code and not the firmware's: it judges what the firmware wrote. Read-only, FAT32 alone;
// anything it cannot read is an error, never a guess.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "firmware_core/base/bytes.h"
#include "firmware_core/base/result.h"

namespace tw::sim {

struct CardFile {
  std::string path;  // from the root, with slashes, long names where there are any
  uint32_t bytes = 0;
  uint32_t firstCluster = 0;
};

class CardReader {
 public:
  static constexpr size_t kMaxFiles = 100'000;  // more is a broken directory
  static constexpr int kMaxDepth = 16;

  // kNotFound: no such image; kCorrupt: no FAT32 volume in it (a new card has none).
  static Result<CardReader> open(const std::filesystem::path& image);

  uint32_t volumeId() const { return geometry_.volumeId; }  // drawn anew at each formatting

  // All files of the volume, in the order of its directories.
  Result<std::vector<CardFile>> list();
  Result<Bytes> read(const CardFile& file) { return read(file, 0, file.bytes); }
  // A part of it, cut at the file's end.
  Result<Bytes> read(const CardFile& file, uint32_t offset, uint32_t size);

 private:
  struct Geometry {
    uint64_t fatStart = 0;   // bytes from the image's start
    uint64_t dataStart = 0;  // of cluster 2
    uint32_t clusterBytes = 0;
    uint32_t rootCluster = 0;
    uint32_t clusters = 0;  // number of data clusters
    uint32_t volumeId = 0;
  };
  explicit CardReader(std::ifstream file) : file_(std::move(file)) {}
  Result<void> findVolume();
  Result<void> readBootSector(uint64_t volumeStart);
  Result<Bytes> readAt(uint64_t offset, size_t size);
  Result<uint32_t> nextCluster(uint32_t cluster);
  // Appends a chain's clusters until there are `count`, or until it ends (count 0).
  Result<void> followChain(std::vector<uint32_t>& chain, size_t count);
  Result<Bytes> readCluster(uint32_t cluster, uint32_t offset, uint32_t size);
  Result<Bytes> readFolder(uint32_t cluster);
  Result<void> listFolder(const std::string& prefix, uint32_t cluster, int depth,
                          std::vector<CardFile>& to);

  std::ifstream file_;
  Geometry geometry_;
  std::set<uint32_t> foldersSeen_;  // a folder twice is a loop
  std::vector<uint32_t> chain_;     // of the file that was read last, as far as followed
};

}  // namespace tw::sim
