#include "sim/optics/rolling_shutter.h"

#include <algorithm>
#include <cmath>

#include "firmware_core/base/check.h"
#include "sim/core/vectorised.h"

namespace tw::sim {
namespace {

constexpr int kCell = 16;  // pixels between those whose speed is reckoned; between them it is mixed

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

float mixed(const float* upper, const float* lower, float right, float below) {
  const float above = upper[0] + (upper[1] - upper[0]) * right;
  const float under = lower[0] + (lower[1] - lower[0]) * right;
  return above + (under - above) * below;
}

bool inOneRun(const int32_t* first) {
  int32_t apart = 0;
  for (int k = 0; k < kCell; ++k) apart |= first[k] - first[0] - k;
  return apart == 0;
}

// Speed changes little from pixel to pixel: mostly a cell's pixels come from neighbours, which need
// no gathering.
TW_VECTORISED void takeRow(const float* from, int width, const int32_t* first, const float* right,
                           const float* below, float* to) {
  int i = 0;
  for (; i + kCell <= width; i += kCell) {
    const float* run = from + first[i];
    if (inOneRun(first + i))
      for (int k = 0; k < kCell; ++k)
        to[i + k] = mixed(run + k, run + width + k, right[i + k], below[i + k]);
    else
      for (int k = i; k < i + kCell; ++k)
        to[k] = mixed(from + first[k], from + first[k] + width, right[k], below[k]);
  }
  for (; i < width; ++i)
    to[i] = mixed(from + first[i], from + first[i] + width, right[i], below[i]);
}

}  // namespace

struct RowsInTurn::Grid {
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

// Where the pixels of a row are taken from: how fast they go, the upper left of four, and the
// shares of the others.
struct RowsInTurn::Taps {
  explicit Taps(size_t width) : x(width), y(width), first(width), right(width), below(width) {}
  std::vector<float> x, y;
  std::vector<int32_t> first;
  std::vector<float> right, below;
};

RowsInTurn::RowsInTurn(const LensModel& lens, const LinearImage& light, Vec3 turnRate,
                       Duration readOut)
    : light_(light),
      readOut_(toSeconds(readOut)),
      grid_(std::make_unique<Grid>(lens, light.size, turnRate)),
      taps_(std::make_unique<Taps>(light.size.width)) {
  TW_CHECK(light.size.width >= 2 && light.size.height >= 2 && readOut >= Duration::zero());
  row_.fill(std::vector<float>(taps_->first.size()));
}

RowsInTurn::~RowsInTurn() = default;

RowOfLight RowsInTurn::read(int row) {
  const auto t = static_cast<float>(((row + 0.5) / light_.size.height - 0.5) * readOut_);
  Taps& taps = *taps_;
  grid_->speeds(grid_->x, row, taps.x);
  grid_->speeds(grid_->y, row, taps.y);
  tapRow(taps.x.data(), taps.y.data(), t, row, light_.size, taps.first.data(), taps.right.data(),
         taps.below.data());
  for (size_t c = 0; c < row_.size(); ++c)
    takeRow(light_.rgb[c].data(), light_.size.width, taps.first.data(), taps.right.data(),
            taps.below.data(), row_[c].data());
  return {row_[0].data(), row_[1].data(), row_[2].data()};
}

Pixel pixelSpeed(const LensModel& lens, hal::ImageSize size, Pixel pixel, Vec3 turnRate) {
  constexpr double kStep = 1e-4;  // seconds to either side
  const Vec3 ray = directionOf(lens, size, pixel);
  const Vec3 moves = cross(ray, turnRate);  // what stands still, seen by who turns
  const auto before = pixelOf(lens, size, ray - moves * kStep);
  const auto after = pixelOf(lens, size, ray + moves * kStep);
  TW_CHECK(before.has_value() && after.has_value());
  return {(after->x - before->x) / (2 * kStep), (after->y - before->y) / (2 * kStep)};
}

}  // namespace tw::sim
