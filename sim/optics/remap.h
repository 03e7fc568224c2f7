// Bends a rectilinear drawing into the picture of an equidistant lens.
//
// The drawing is as large as keeps the resolution in the middle and covers the corners: 1909x1074
// for the wide lens's 1280x720. Bilinear for light, nearest for object ids.
#pragma once

#include <vector>

#include "sim/optics/lens.h"
#include "sim/render/renderer.h"

namespace tw::sim {

class Remap {
 public:
  // Whether a renderer can draw what such a lens sees: less than 90 degrees off the axis in the
  // corners, and no more than 4096 pixels each way.
  static bool canBend(const LensModel& lens, hal::ImageSize size);

  // Checked: canBend().
  Remap(const LensModel& lens, hal::ImageSize size);

  // The view that `apply` wants, but for its pose.
  hal::ImageSize sourceSize() const { return sourceSize_; }
  double sourceFocalPx() const { return focalPx_; }

  LinearImage apply(const LinearImage& source) const;

 private:
  struct Tap {
    uint32_t first;   // index of the upper left of four source pixels
    float right = 0;  // share of the right ones, 0..1
    float below = 0;
  };
  hal::ImageSize size_;
  hal::ImageSize sourceSize_;
  double focalPx_;
  std::vector<Tap> taps_;
};

}  // namespace tw::sim
