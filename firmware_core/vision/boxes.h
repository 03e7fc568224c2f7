// Arithmetic on boxes of pixels.
#pragma once

#include <algorithm>

#include "firmware_core/hal/inference_engine.h"

namespace tw::fw {

constexpr int right(const hal::PixelBox& b) { return b.x + b.width; }
constexpr int bottom(const hal::PixelBox& b) { return b.y + b.height; }
constexpr int area(const hal::PixelBox& b) { return b.width * b.height; }

constexpr int overlap(const hal::PixelBox& a, const hal::PixelBox& b) {
  const int width = std::min(right(a), right(b)) - std::max(a.x, b.x);
  const int height = std::min(bottom(a), bottom(b)) - std::max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

// Intersection over union, 0..1.
constexpr double likeness(const hal::PixelBox& a, const hal::PixelBox& b) {
  const int common = overlap(a, b);
  return common == 0 ? 0 : static_cast<double>(common) / (area(a) + area(b) - common);
}

constexpr hal::PixelBox around(const hal::PixelBox& a, const hal::PixelBox& b) {
  const int x = std::min(a.x, b.x), y = std::min(a.y, b.y);
  return {x, y, std::max(right(a), right(b)) - x, std::max(bottom(a), bottom(b)) - y};
}

// The part of it within the picture; empty (no width or height) when there is none.
constexpr hal::PixelBox within(const hal::PixelBox& b, hal::ImageSize size) {
  const int x = std::clamp(b.x, 0, size.width), y = std::clamp(b.y, 0, size.height);
  return {x, y, std::clamp(right(b), x, size.width) - x, std::clamp(bottom(b), y, size.height) - y};
}

constexpr hal::PixelBox grown(const hal::PixelBox& b, int acrossPx, int downPx) {
  return {b.x - acrossPx, b.y - downPx, b.width + 2 * acrossPx, b.height + 2 * downPx};
}

}  // namespace tw::fw
