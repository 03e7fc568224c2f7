// What one lens's picture looks like while nothing happens, under one state of the camera's own
// lamps: for each block of 4x4 pixels a running mean and its spread.
//
// Block means have a quarter of a pixel's noise, which is what night pictures at full gain need.
// - Brightness: the whole picture getting brighter or darker (exposure, clouds, dusk) is one factor
//   on the display value plus BT.709's offset, the same for all blocks: the median of what the
//   blocks say. The mean is carried along with it. For a second after a step the blocks are given
//   a tolerance in proportion to it, because clipped and very dark parts do not follow the factor.
// - Noise: a block is changed beyond 4.5 times its own spread, the spread of the picture's middle
//   block at this moment (that follows the gain at once) or 0.4 of 255, whichever is most.
// - Wind: each time a quiet block comes alive, or swings through its mean, its spread grows, and it
//   takes most of a minute to shrink again; after some five times the block stays quiet. A walker
//   passes once: whoever follows with the same contrast is still seen there.
// - What stays: a block changed for 60 s on end is the new background.
// Left out: colour, shadows as such, movement of the camera (the owner starts afresh).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "firmware_core/base/time.h"

namespace tw::fw {

struct BackgroundParameters {
  int learnFrames = 10;       // at the start: all is taken in, nothing reported
  int meanFrames = 32;        // time constant of a quiet block's mean
  int spreadFrames = 64;      // time constant of its spread
  int windFrames = 256;       // of its decay, while it is far beyond the picture's noise
  Duration absorb = 60s;      // changed for this long: the new background
  int disturbedPercent = 50;  // more changed blocks than this: no single thing did that
  int relearnFrames = 5;      // disturbed for this many frames on end: learnt afresh
  Duration stale = 10min;     // not seen for longer: learnt afresh
};

class Background {
 public:
  static constexpr int kBlock = 4;  // pixels each way
  enum class Outcome { kLearning, kDisturbed, kJudged };

  explicit Background(size_t blocks, const BackgroundParameters& parameters = {});

  // `sums`: of each block's 16 pixels, 0..4080. `changed`: one of each, 0 or 1; all 0 unless
  // kJudged.
  Outcome judge(std::span<const uint16_t> sums, Instant at, std::span<uint8_t> changed);

  Instant lastSeen() const { return lastSeen_; }

 private:
  void learn(std::span<const uint16_t> sums);
  void follow(std::span<const uint16_t> sums);
  void measureNoise(std::span<const uint16_t> sums);
  size_t markChanged(std::span<const uint16_t> sums, std::span<uint8_t> changed) const;
  void adapt(std::span<const uint16_t> sums, std::span<const uint8_t> changed, Duration since);
  int spreadFrames(int32_t spread, int32_t seen, bool cameAlive) const;
  void startAfresh();

  BackgroundParameters parameters_;
  std::vector<int32_t> mean_;          // of the sum, in 1/256
  std::vector<int32_t> variance_;      // of the sum, in 1/16
  std::vector<uint16_t> age_;          // changed on end for so many kAgeUnit
  std::vector<int8_t> side_;           // of the mean, in the last frame: -1 darker, 1 brighter
  std::vector<uint16_t> differences_;  // of one frame, from the mean, at most kMostDifference
  std::vector<uint32_t> histogram_;    // working space
  Instant lastSeen_{};
  int frames_ = 0;        // learnt, up to learnFrames
  int disturbed_ = 0;     // frames on end
  int32_t noise_ = 0;     // variance that every block is granted in this frame
  double tolerance_ = 0;  // relative; left from the last change of brightness
};

}  // namespace tw::fw
