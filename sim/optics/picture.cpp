#include "sim/optics/picture.h"

#include <algorithm>

#include "firmware_core/base/check.h"

namespace tw::sim {
namespace {

// First source index of the `i`th of `to` cells that share `from` cells.
size_t cell(int i, int from, int to) {
  return static_cast<size_t>(static_cast<int64_t>(i) * from / to);
}

size_t cellEnd(int i, int from, int to) {
  return std::max(cell(i, from, to) + 1, cell(i + 1, from, to));
}

std::vector<uint8_t> scaledPlane(const std::vector<uint8_t>& plane, hal::ImageSize from,
                                 hal::ImageSize to) {
  const auto stride = static_cast<size_t>(from.width);
  std::vector<uint8_t> result;
  result.reserve(to.pixels());
  for (int row = 0; row < to.height; ++row) {
    const size_t top = cell(row, from.height, to.height);
    const size_t bottom = cellEnd(row, from.height, to.height);
    for (int column = 0; column < to.width; ++column) {
      const size_t left = cell(column, from.width, to.width);
      const size_t right = cellEnd(column, from.width, to.width);
      uint32_t sum = 0;
      for (size_t y = top; y < bottom; ++y)
        for (size_t x = left; x < right; ++x) sum += plane[y * stride + x];
      const auto count = static_cast<uint32_t>((bottom - top) * (right - left));
      result.push_back(static_cast<uint8_t>((sum + count / 2) / count));
    }
  }
  return result;
}

hal::ImageSize half(hal::ImageSize size) { return {size.width / 2, size.height / 2}; }

}  // namespace

Picture flatPicture(hal::ImageSize size, uint8_t y, uint8_t u, uint8_t v) {
  TW_CHECK(size.width > 0 && size.height > 0 && size.width % 2 == 0 && size.height % 2 == 0);
  const size_t pixels = size.pixels();
  return {size, std::vector<uint8_t>(pixels, y), std::vector<uint8_t>(pixels / 4, u),
          std::vector<uint8_t>(pixels / 4, v)};
}

Picture scaled(const Picture& picture, hal::ImageSize size) {
  TW_CHECK(size.width > 0 && size.height > 0 && size.width % 2 == 0 && size.height % 2 == 0);
  if (size == picture.size) return picture;
  return {size, scaledPlane(picture.y, picture.size, size),
          scaledPlane(picture.u, half(picture.size), half(size)),
          scaledPlane(picture.v, half(picture.size), half(size))};
}

}  // namespace tw::sim
