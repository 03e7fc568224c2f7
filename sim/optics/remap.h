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

  // The view that it wants, but for its pose.
  hal::ImageSize sourceSize() const { return sourceSize_; }
  double sourceFocalPx() const { return focalPx_; }

  // The part of the drawing that a part of the bent picture is made of, and the part of the bent
  // picture that a part of the drawing has a say in.
  PixelRect sourceOf(const PixelRect& bent) const;
  PixelRect bentOf(const PixelRect& source) const;

  // `source.part` holds sourceOf(part). Rounds to halves; the same for every `part`.
  Layers apply(const Layers& source, const PixelRect& part) const;

 private:
  struct Tap {
    uint32_t first;   // index of the upper left of four source pixels
    float right = 0;  // share of the right ones, 0..1
    float below = 0;
  };
  const Tap& tap(int x, int y) const {
    return taps_[static_cast<size_t>(y) * static_cast<size_t>(size_.width) +
                 static_cast<size_t>(x)];
  }
  static void bendRow(const uint16_t* from, size_t stride, const uint32_t* places, const Tap* taps,
                      size_t width, uint16_t* to);
  // Index of each bent pixel's upper left source pixel in a drawing of `source` alone.
  std::vector<uint32_t> placesIn(const PixelRect& source, const PixelRect& part) const;

  LensModel lens_;
  hal::ImageSize size_;
  hal::ImageSize sourceSize_;
  double focalPx_;
  std::vector<Tap> taps_;
};

}  // namespace tw::sim
