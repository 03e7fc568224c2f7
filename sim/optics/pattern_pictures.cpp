#include "sim/optics/pattern_pictures.h"

#include <algorithm>
#include <array>

#include "firmware_core/base/bytes.h"
#include "firmware_core/base/crc32.h"

namespace tw::sim {
namespace {

constexpr int kColumns = 16;
constexpr int kRows = 9;
constexpr size_t kPayload = 14;  // bytes before the checksum
constexpr size_t kBytes = kColumns * kRows / 8;
static_assert(kBytes == kPayload + 4);
constexpr uint8_t kBlack = 40, kWhite = 210;

using Message = std::array<uint8_t, kBytes>;

Message messageOf(const Pattern& pattern) {
  Message message{};
  putBig<uint64_t>(message, 0,
                   static_cast<uint64_t>(pattern.capturedAt.time_since_epoch().count()));
  putBig<uint32_t>(message, 8, static_cast<uint32_t>(pattern.number >> 8));
  message[12] = static_cast<uint8_t>(pattern.number);
  message[13] = static_cast<uint8_t>(hal::index(pattern.lens));
  putBig<uint32_t>(message, kPayload, crc32(std::span{message}.first(kPayload)));
  return message;
}

bool bitAt(const Message& message, int column, int row) {
  const int bit = row * kColumns + column;
  return ((message[static_cast<size_t>(bit / 8)] >> (7 - bit % 8)) & 1) != 0;
}

// Mean luma of the middle half of a block.
int brightness(const Picture& picture, int column, int row) {
  const int w = picture.size.width, h = picture.size.height;
  const int x0 = (4 * column + 1) * w / (4 * kColumns), x1 = (4 * column + 3) * w / (4 * kColumns);
  const int y0 = (4 * row + 1) * h / (4 * kRows), y1 = (4 * row + 3) * h / (4 * kRows);
  int sum = 0, count = 0;
  for (int y = y0; y < std::max(y1, y0 + 1); ++y)
    for (int x = x0; x < std::max(x1, x0 + 1); ++x, ++count)
      sum += picture.y[static_cast<size_t>(y) * static_cast<size_t>(w) + static_cast<size_t>(x)];
  return sum / count;
}

}  // namespace

Picture drawPattern(const Pattern& pattern, hal::ImageSize size) {
  const Message message = messageOf(pattern);
  const bool wide = pattern.lens == hal::LensId::kWide;
  Picture picture = flatPicture(size, kBlack, wide ? 150 : 110, wide ? 110 : 150);
  const auto width = static_cast<size_t>(size.width);
  for (int row = 0; row < kRows; ++row) {
    const auto top = static_cast<size_t>(row * size.height / kRows);
    const auto bottom = static_cast<size_t>((row + 1) * size.height / kRows);
    for (int column = 0; column < kColumns; ++column) {
      if (!bitAt(message, column, row)) continue;
      const int left = column * size.width / kColumns;
      const int right = (column + 1) * size.width / kColumns;
      for (size_t y = top; y < bottom; ++y)
        std::fill_n(picture.y.begin() + static_cast<ptrdiff_t>(y * width) + left, right - left,
                    kWhite);
    }
  }
  return picture;
}

std::optional<Pattern> readPattern(const Picture& picture) {
  if (picture.size.width < kColumns * 2 || picture.size.height < kRows * 2) return std::nullopt;
  Message message{};
  for (int row = 0; row < kRows; ++row)
    for (int column = 0; column < kColumns; ++column) {
      const int bit = row * kColumns + column;
      if (brightness(picture, column, row) > (kBlack + kWhite) / 2)
        message[static_cast<size_t>(bit / 8)] |= static_cast<uint8_t>(0x80 >> (bit % 8));
    }
  const auto payload = std::span{message}.first(kPayload);
  if (crc32(payload) != getBig<uint32_t>(message, kPayload) || message[13] > 1) return std::nullopt;
  return Pattern{static_cast<hal::LensId>(message[13]),
                 (uint64_t{getBig<uint32_t>(message, 8)} << 8) | message[12],
                 Instant{Duration{static_cast<int64_t>(getBig<uint64_t>(message, 0))}}};
}

std::shared_ptr<const Picture> PatternPictures::picture(const FrameRecord& frame,
                                                        hal::ImageSize size) {
  return std::make_shared<Picture>(
      drawPattern({frame.lensId, frame.number, frame.capturedAt}, size));
}

FrameStatistics PatternPictures::statistics(const FrameRecord& frame) {
  return estimate({}, frame);
}

}  // namespace tw::sim
