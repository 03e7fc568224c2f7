// From changed blocks to regions: single blocks that noise lifted are dropped, neighbours and those
// up to two blocks apart are joined.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "firmware_core/hal/inference_engine.h"

namespace tw::fw {

struct Region {
  hal::PixelBox box{};  // around its changed blocks
  double share = 0;     // 0..1, how much of the box is changed
  int blocks = 0;       // changed ones
};

class RegionFinder {
 public:
  static constexpr size_t kMaxRegions = 16;  // the largest are kept
  static constexpr int kLeastBlocks = 6;     // fewer are noise, or too far away to tell anything

  RegionFinder(int across, int down, int blockPx);

  // Largest first. `changed`: 0 or 1, row by row.
  std::vector<Region> find(std::span<const uint8_t> changed);
  uint64_t dropped() const { return dropped_; }  // beyond kMaxRegions, since construction

 private:
  void clean(std::span<const uint8_t> changed);
  Region flood(int start);
  void join(int index, int reach);

  int across_, down_, blockPx_;
  std::vector<uint8_t> open_;  // changed, with enough neighbours, not yet in a region
  std::vector<int> waiting_;   // the region's blocks whose surroundings are still to be looked at
  uint64_t dropped_ = 0;
};

}  // namespace tw::fw
