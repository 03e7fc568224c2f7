#include "firmware_core/vision/regions.h"

#include <algorithm>

#include "firmware_core/base/check.h"

namespace tw::fw {
namespace {

constexpr int kLeastNeighbours = 2;  // of eight
constexpr int kReach = 3;            // blocks; a gap of two is bridged

}  // namespace

RegionFinder::RegionFinder(int across, int down, int blockPx)
    : across_(across), down_(down), blockPx_(blockPx) {
  TW_CHECK(across >= 3 && down >= 3 && blockPx > 0);
  open_.resize(static_cast<size_t>(across) * static_cast<size_t>(down));
}

void RegionFinder::clean(std::span<const uint8_t> changed) {
  std::fill(open_.begin(), open_.end(), uint8_t{0});
  for (int y = 0; y < down_; ++y) {
    for (int x = 0; x < across_; ++x) {
      const auto i = static_cast<size_t>(y * across_ + x);
      if (changed[i] == 0) continue;
      int neighbours = -1;
      for (int v = std::max(y - 1, 0); v <= std::min(y + 1, down_ - 1); ++v)
        for (int u = std::max(x - 1, 0); u <= std::min(x + 1, across_ - 1); ++u)
          neighbours += changed[static_cast<size_t>(v * across_ + u)];
      open_[i] = neighbours >= kLeastNeighbours ? 1 : 0;
    }
  }
}

std::vector<Region> RegionFinder::find(std::span<const uint8_t> changed) {
  TW_CHECK(changed.size() == open_.size());
  clean(changed);
  std::vector<Region> regions;
  for (size_t i = 0; i < open_.size(); ++i) {
    if (open_[i] == 0) continue;
    const Region region = flood(static_cast<int>(i));
    if (region.blocks >= kLeastBlocks) regions.push_back(region);
  }
  std::stable_sort(regions.begin(), regions.end(),
                   [](const Region& a, const Region& b) { return a.blocks > b.blocks; });
  if (regions.size() > kMaxRegions) {
    dropped_ += regions.size() - kMaxRegions;
    regions.resize(kMaxRegions);
  }
  return regions;
}

Region RegionFinder::flood(int start) {
  int left = across_, top = down_, farRight = 0, farDown = 0, count = 0;
  waiting_.assign(1, start);
  open_[static_cast<size_t>(start)] = 0;
  while (!waiting_.empty()) {
    const int index = waiting_.back();
    waiting_.pop_back();
    left = std::min(left, index % across_);
    farRight = std::max(farRight, index % across_);
    top = std::min(top, index / across_);
    farDown = std::max(farDown, index / across_);
    ++count;
    join(index, kReach);
  }
  const int width = farRight - left + 1, height = farDown - top + 1;
  return {.box = {left * blockPx_, top * blockPx_, width * blockPx_, height * blockPx_},
          .share = static_cast<double>(count) / (width * height),
          .blocks = count};
}

void RegionFinder::join(int index, int reach) {
  const int x = index % across_, y = index / across_;
  for (int v = std::max(y - reach, 0); v <= std::min(y + reach, down_ - 1); ++v) {
    for (int u = std::max(x - reach, 0); u <= std::min(x + reach, across_ - 1); ++u) {
      const int other = v * across_ + u;
      if (open_[static_cast<size_t>(other)] == 0) continue;
      open_[static_cast<size_t>(other)] = 0;
      waiting_.push_back(other);
    }
  }
}

}  // namespace tw::fw
