#include "sim/optics/rolling_shutter.h"

#include <algorithm>
#include <cmath>

#include "firmware_core/base/check.h"

namespace tw::sim {
namespace {

constexpr int kCell = 16;  // pixels between those whose speed is reckoned; between them it is mixed

struct Grid {
  Grid(const LensModel& lens, hal::ImageSize size, Vec3 turnRate)
      : columns(size.width / kCell + 2), rows(size.height / kCell + 2) {
    for (int row = 0; row < rows; ++row)
      for (int column = 0; column < columns; ++column) {
        const Pixel at{column * double{kCell} + 0.5, row * double{kCell} + 0.5};
        const Pixel speed = pixelSpeed(lens, size, at, turnRate);
        x.push_back(static_cast<float>(speed.x));
        y.push_back(static_cast<float>(speed.y));
      }
  }

  // Of the pixels of a row.
  void speeds(const std::vector<float>& of, int row, std::vector<float>& speed) const {
    const int cell = row / kCell;
    const float below = static_cast<float>(row % kCell) / kCell;
    const float* upper = of.data() + cell * columns;
    const float* lower = upper + columns;
    for (size_t i = 0; i < speed.size(); ++i) {
      const size_t c = i / kCell;
      const float right = static_cast<float>(i % kCell) / kCell;
      const float above = upper[c] + (upper[c + 1] - upper[c]) * right;
      const float under = lower[c] + (lower[c + 1] - lower[c]) * right;
      speed[i] = above + (under - above) * below;
    }
  }

  int columns, rows;
  std::vector<float> x, y;
};

// Where a pixel is taken from: the upper left of four, and the shares of the others.
struct Tap {
  uint32_t first;
  float right, below;
};

Tap tapAt(float x, float y, hal::ImageSize size) {
  x = std::clamp(x, 0.0F, static_cast<float>(size.width - 1));
  y = std::clamp(y, 0.0F, static_cast<float>(size.height - 1));
  const int left = std::min(static_cast<int>(x), size.width - 2);
  const int top = std::min(static_cast<int>(y), size.height - 2);
  return {static_cast<uint32_t>(top * size.width + left), x - static_cast<float>(left),
          y - static_cast<float>(top)};
}

void takeRow(const float* from, size_t stride, const std::vector<Tap>& taps, float* to) {
  for (const Tap& tap : taps) {
    const float* upper = from + tap.first;
    const float* lower = upper + stride;
    const float above = upper[0] + (upper[1] - upper[0]) * tap.right;
    const float under = lower[0] + (lower[1] - lower[0]) * tap.right;
    *to++ = above + (under - above) * tap.below;
  }
}

}  // namespace

Pixel pixelSpeed(const LensModel& lens, hal::ImageSize size, Pixel pixel, Vec3 turnRate) {
  constexpr double kStep = 1e-4;  // seconds to either side
  const Vec3 ray = directionOf(lens, size, pixel);
  const Vec3 moves = cross(ray, turnRate);  // what stands still, seen by who turns
  const auto before = pixelOf(lens, size, ray - moves * kStep);
  const auto after = pixelOf(lens, size, ray + moves * kStep);
  TW_CHECK(before.has_value() && after.has_value());
  return {(after->x - before->x) / (2 * kStep), (after->y - before->y) / (2 * kStep)};
}

LinearImage readInRows(const LensModel& lens, const LinearImage& light, Vec3 turnRate,
                       Duration readOut) {
  TW_CHECK(light.size.width >= 2 && light.size.height >= 2 && readOut >= Duration::zero());
  const Grid grid(lens, light.size, turnRate);
  const auto width = static_cast<size_t>(light.size.width);
  LinearImage read{light.size, {}, {}};
  for (auto& plane : read.rgb) plane.resize(light.size.pixels());
  std::vector<float> x(width), y(width);
  std::vector<Tap> taps(width);
  for (int row = 0; row < light.size.height; ++row) {
    const auto t = static_cast<float>(((row + 0.5) / light.size.height - 0.5) * toSeconds(readOut));
    grid.speeds(grid.x, row, x);
    grid.speeds(grid.y, row, y);
    for (size_t i = 0; i < width; ++i)
      taps[i] =
          tapAt(static_cast<float>(i) - x[i] * t, static_cast<float>(row) - y[i] * t, light.size);
    const size_t at = static_cast<size_t>(row) * width;
    for (size_t c = 0; c < read.rgb.size(); ++c)
      takeRow(light.rgb[c].data(), width, taps, read.rgb[c].data() + at);
  }
  return read;
}

}  // namespace tw::sim
