#include "sim/optics/remap.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "firmware_core/base/check.h"

namespace tw::sim {
namespace {

constexpr int kLargestSource = 4096;  // what a Renderer draws at most, each way

double focalPxAt(const LensModel& lens, hal::ImageSize size) {
  return lens.focalPx * size.width / lens.reference.width;
}

// Of a rectilinear source that shows what the corner pixel sees; nothing where none does.
std::optional<hal::ImageSize> sourceSizeOf(const LensModel& lens, hal::ImageSize size) {
  const Vec3 ray = directionOf(lens, size, {0, 0});
  if (ray.z <= 0) return std::nullopt;
  const double focalPx = focalPxAt(lens, size);
  const double width = 2 * focalPx * -ray.x / ray.z, height = 2 * focalPx * -ray.y / ray.z;
  if (!(width <= kLargestSource && height <= kLargestSource)) return std::nullopt;
  return hal::ImageSize{static_cast<int>(std::ceil(width)), static_cast<int>(std::ceil(height))};
}

}  // namespace

bool Remap::canBend(const LensModel& lens, hal::ImageSize size) {
  return sourceSizeOf(lens, size).has_value();
}

Remap::Remap(const LensModel& lens, hal::ImageSize size) : size_(size) {
  focalPx_ = focalPxAt(lens, size);
  const auto source = sourceSizeOf(lens, size);
  TW_CHECK(source.has_value());
  sourceSize_ = *source;
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
