#include "sim/optics/rolling_shutter.h"

#include <algorithm>
#include <cmath>

#include "firmware_core/base/check.h"
#include "sim/core/vectorised.h"

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
    const float below = static_cast<float>(row % kCell) / kCell;
    const float* upper = of.data() + row / kCell * columns;
    const float* lower = upper + columns;
    const auto between = [&](size_t c) { return upper[c] + (lower[c] - upper[c]) * below; };
    float left = between(0);
    for (size_t c = 0, i = 0; i < speed.size(); ++c) {
      const float right = between(c + 1), step = (right - left) / kCell;
      for (int k = 0; k < kCell && i < speed.size(); ++k, ++i)
        speed[i] = left + step * static_cast<float>(k);
      left = right;
    }
  }

  int columns, rows;
  std::vector<float> x, y;
};

// Where the pixels of a row are taken from: the upper left of four, and the shares of the others.
struct Taps {
  explicit Taps(size_t width) : first(width), right(width), below(width) {}
  std::vector<int32_t> first;
  std::vector<float> right, below;
};

TW_VECTORISED void tapRow(const float* speedX, const float* speedY, float t, int row,
                          hal::ImageSize size, int32_t* first, float* right, float* below) {
  const float lastX = static_cast<float>(size.width - 1);
  const float lastY = static_cast<float>(size.height - 1);
  const int width = size.width, mostLeft = size.width - 2, mostTop = size.height - 2;
  for (int i = 0; i < width; ++i) {
    float x = static_cast<float>(i) - speedX[i] * t, y = static_cast<float>(row) - speedY[i] * t;
    x = x > 0 ? x : 0.0F, x = x < lastX ? x : lastX;
    y = y > 0 ? y : 0.0F, y = y < lastY ? y : lastY;
    int left = static_cast<int>(x), top = static_cast<int>(y);
    left = left < mostLeft ? left : mostLeft, top = top < mostTop ? top : mostTop;
    first[i] = top * width + left;
    right[i] = x - static_cast<float>(left);
    below[i] = y - static_cast<float>(top);
  }
}

TW_VECTORISED void takeRow(const float* from, int stride, const int32_t* first, const float* right,
                           const float* below, float* to) {
  for (int i = 0; i < stride; ++i) {
    const int32_t at = first[i];
    const float a = from[at], b = from[at + 1];
    const float c = from[at + stride], d = from[at + stride + 1];
    const float above = a + (b - a) * right[i], under = c + (d - c) * right[i];
    to[i] = above + (under - above) * below[i];
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
  Taps taps(width);
  for (int row = 0; row < light.size.height; ++row) {
    const auto t = static_cast<float>(((row + 0.5) / light.size.height - 0.5) * toSeconds(readOut));
    grid.speeds(grid.x, row, x);
    grid.speeds(grid.y, row, y);
    tapRow(x.data(), y.data(), t, row, light.size, taps.first.data(), taps.right.data(),
           taps.below.data());
    const size_t at = static_cast<size_t>(row) * width;
    for (size_t c = 0; c < read.rgb.size(); ++c)
      takeRow(light.rgb[c].data(), light.size.width, taps.first.data(), taps.right.data(),
              taps.below.data(), read.rgb[c].data() + at);
  }
  return read;
}

}  // namespace tw::sim
