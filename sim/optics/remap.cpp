#include "sim/optics/remap.h"

#include <algorithm>
#include <cmath>

#include "firmware_core/base/check.h"

namespace tw::sim {
namespace {

constexpr int kLargestSource = 4096;  // what a Renderer draws at most, each way

// Where the rectilinear source shows what the corner pixel sees, in pixels off its centre.
Pixel cornerReach(const LensModel& lens, hal::ImageSize size, double focalPx) {
  const Vec3 ray = directionOf(lens, size, {0, 0});
  TW_CHECK(ray.z > 0);  // beyond 90 degrees no rectilinear source will do
  return {focalPx * -ray.x / ray.z, focalPx * -ray.y / ray.z};
}

}  // namespace

Remap::Remap(const LensModel& lens, hal::ImageSize size) : size_(size) {
  focalPx_ = lens.focalPx * size.width / lens.reference.width;
  const Pixel reach = cornerReach(lens, size, focalPx_);
  sourceSize_ = {static_cast<int>(std::ceil(2 * reach.x)),
                 static_cast<int>(std::ceil(2 * reach.y))};
  TW_CHECK(sourceSize_.width <= kLargestSource && sourceSize_.height <= kLargestSource);
  taps_.reserve(size.pixels());
  for (int row = 0; row < size.height; ++row) {
    for (int column = 0; column < size.width; ++column) {
      const Vec3 ray = directionOf(lens, size, {column + 0.5, row + 0.5});
      const double x = sourceSize_.width / 2.0 + focalPx_ * ray.x / ray.z - 0.5;
      const double y = sourceSize_.height / 2.0 + focalPx_ * ray.y / ray.z - 0.5;
      const int left = std::clamp(static_cast<int>(std::floor(x)), 0, sourceSize_.width - 2);
      const int top = std::clamp(static_cast<int>(std::floor(y)), 0, sourceSize_.height - 2);
      taps_.push_back({static_cast<uint32_t>(top * sourceSize_.width + left),
                       static_cast<float>(std::clamp(x - left, 0.0, 1.0)),
                       static_cast<float>(std::clamp(y - top, 0.0, 1.0))});
    }
  }
}

LinearImage Remap::apply(const LinearImage& source) const {
  TW_CHECK(source.size == sourceSize_);
  const auto stride = static_cast<size_t>(sourceSize_.width);
  LinearImage result{size_, std::vector<float>(size_.pixels() * 3), {}};
  float* to = result.rgb.data();
  for (const Tap& tap : taps_) {
    const float* upper = source.rgb.data() + size_t{tap.first} * 3;
    const float* lower = upper + stride * 3;
    for (int c = 0; c < 3; ++c) {
      const float above = upper[c] + (upper[c + 3] - upper[c]) * tap.right;
      const float under = lower[c] + (lower[c + 3] - lower[c]) * tap.right;
      *to++ = above + (under - above) * tap.below;
    }
  }
  if (source.ids.empty()) return result;
  result.ids.reserve(taps_.size());
  for (const Tap& tap : taps_)
    result.ids.push_back(
        source.ids[tap.first + (tap.right < 0.5f ? 0 : 1) + (tap.below < 0.5f ? 0 : stride)]);
  return result;
}

}  // namespace tw::sim
