#include "firmware_core/vision/image_change.h"

#include <algorithm>

#include "firmware_core/base/check.h"
#include "firmware_core/vision/boxes.h"

namespace tw::fw {
namespace {

constexpr int kBlock = Background::kBlock;

size_t blocksOf(hal::ImageSize size) {
  TW_CHECK(size.width % kBlock == 0 && size.height % kBlock == 0);
  return size.pixels() / (kBlock * kBlock);
}

}  // namespace

ImageChange::ImageChange(hal::ImageSize size, const BackgroundParameters& parameters)
    : size_(size),
      parameters_(parameters),
      sums_(blocksOf(size)),
      changed_(blocksOf(size)),
      finder_(size.width / kBlock, size.height / kBlock, kBlock) {}

void ImageChange::restart() {
  states_.clear();
  std::fill(changed_.begin(), changed_.end(), uint8_t{0});
}

std::vector<Region> ImageChange::judge(std::span<const uint8_t> luma, Instant at, int lightState) {
  TW_CHECK(luma.size() == size_.pixels());
  sumBlocks(luma);
  switch (backgroundOf(lightState).judge(sums_, at, changed_)) {
    case Background::Outcome::kLearning:
      ++counters_.learning;
      return {};
    case Background::Outcome::kDisturbed:
      ++counters_.disturbed;
      return {};
    case Background::Outcome::kJudged:
      break;
  }
  ++counters_.judged;
  return finder_.find(changed_);
}

void ImageChange::sumBlocks(std::span<const uint8_t> luma) {
  const int across = size_.width / kBlock;
  std::fill(sums_.begin(), sums_.end(), uint16_t{0});
  for (int y = 0; y < size_.height; ++y) {
    const uint8_t* row = &luma[static_cast<size_t>(y) * static_cast<size_t>(size_.width)];
    uint16_t* out = &sums_[static_cast<size_t>(y / kBlock) * static_cast<size_t>(across)];
    for (int x = 0; x < across; ++x, row += kBlock)
      out[x] = static_cast<uint16_t>(out[x] + row[0] + row[1] + row[2] + row[3]);
  }
}

// The state not seen for longest makes room.
Background& ImageChange::backgroundOf(int lightState) {
  for (State& state : states_)
    if (state.key == lightState) return state.background;
  if (states_.size() == kLightStates) {
    ++counters_.forgotten;
    states_.erase(
        std::min_element(states_.begin(), states_.end(), [](const State& a, const State& b) {
          return a.background.lastSeen() < b.background.lastSeen();
        }));
  }
  states_.push_back({lightState, Background(sums_.size(), parameters_)});
  return states_.back().background;
}

bool ImageChange::changedWithin(const hal::PixelBox& box) const {
  const hal::PixelBox part = within(box, size_);
  const int across = size_.width / kBlock;
  int count = 0;
  for (int y = part.y / kBlock; y * kBlock < bottom(part); ++y)
    for (int x = part.x / kBlock; x * kBlock < right(part); ++x)
      count += changed_[static_cast<size_t>(y * across + x)];
  return count >= RegionFinder::kLeastBlocks / 2;
}

}  // namespace tw::fw
