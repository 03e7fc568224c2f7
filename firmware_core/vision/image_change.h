// Where one lens's picture changed. A background for each state of the camera's own lamps, so that
// flashing alarm lights neither look like something happening nor wear the background away.
//
// The owner says what lit the picture with a number of its choosing; the states seen last are kept.
// Latency: none; a new state learns for 10 of its own frames and reports nothing meanwhile.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "firmware_core/hal/lens_id.h"
#include "firmware_core/vision/background.h"
#include "firmware_core/vision/regions.h"

namespace tw::fw {

class ImageChange {
 public:
  static constexpr size_t kLightStates = 6;  // night, spotlight, red and blue with and without it

  struct Counters {
    uint64_t judged = 0;     // frames
    uint64_t learning = 0;   // frames taken in only
    uint64_t disturbed = 0;  // frames in which nearly everything changed at once
    uint64_t forgotten = 0;  // light states given up for another
  };

  // Width and height: multiples of 4.
  explicit ImageChange(hal::ImageSize size, const BackgroundParameters& parameters = {});

  // The view is another one: the lens stands elsewhere, the IR cut moved. Forgets everything.
  void restart();

  // `luma`: the whole picture, row by row. Largest region first; none while learning.
  std::vector<Region> judge(std::span<const uint8_t> luma, Instant at, int lightState);

  // Did anything change within the box in the frame judged last? False while learning.
  bool changedWithin(const hal::PixelBox& box) const;
  const Counters& counters() const { return counters_; }

 private:
  struct State {
    int key = 0;
    Background background;
  };
  void sumBlocks(std::span<const uint8_t> luma);
  Background& backgroundOf(int lightState);

  hal::ImageSize size_;
  BackgroundParameters parameters_;
  std::vector<State> states_;
  std::vector<uint16_t> sums_;
  std::vector<uint8_t> changed_;
  RegionFinder finder_;
  Counters counters_;
};

}  // namespace tw::fw
