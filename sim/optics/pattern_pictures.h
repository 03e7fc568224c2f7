// Cheap exact pictures that say which frame they are: 16 x 9 large blocks, black or white, a bit
// each.
//
// From the upper left, row by row, high bits first: time (64 bits, ns), frame number (40), lens
// (8), CRC-32 of those. Survives H.264 at the recording qualities, JPEG, and scaling down to
// 160x90.
#pragma once

#include <memory>
#include <optional>

#include "sim/optics/picture_source.h"
#include "sim/optics/sensor_model.h"

namespace tw::sim {

struct Pattern {
  hal::LensId lens{};
  uint64_t number = 0;  // FrameRecord::number: since power on, modulo 2^40
  Instant capturedAt{};
  bool operator==(const Pattern&) const = default;
};

Picture drawPattern(const Pattern& pattern, hal::ImageSize size);
// Nothing when the checksum says that this is no pattern.
std::optional<Pattern> readPattern(const Picture& picture);

class PatternPictures final : public PictureSource {
 public:
  bool hasPictures() const override { return true; }
  bool needsScene() const override { return false; }
  std::shared_ptr<const Picture> picture(const FrameRecord& frame, hal::ImageSize size) override;
  FrameStatistics statistics(const FrameRecord& frame) override;
};

}  // namespace tw::sim
