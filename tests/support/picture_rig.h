// One lens's sensor and encoder and the snapshots of both lenses on a workbench, with a world in
// formulas.
#pragma once

#include <memory>

#include "sim/codec/video_reader.h"
#include "sim/devices/image_sensor.h"
#include "sim/devices/jpeg_encoder.h"
#include "sim/devices/video_encoder.h"
#include "sim/optics/drawn_pictures.h"
#include "sim/optics/no_pictures.h"
#include "sim/optics/pattern_pictures.h"
#include "tests/support/test_bench.h"
#include "tests/support/test_pictures.h"

namespace tw::sim {

enum class RigPictures { kDrawn, kPattern, kNone };

class PictureRig {
 public:
  explicit PictureRig(RigPictures kind, uint64_t seed = 1)
      : table(seed), pictures(makePictures(kind)) {
    sensor.powerOn();
    ptzSensor.powerOn();
  }

  static constexpr hal::EncoderSetup kSmall{{320, 180}, 15, 26};

  TestBench table;
  FormulaRenderer renderer;
  FormulaFeed feed{table.queue};
  std::unique_ptr<PictureSource> pictures;
  LensPipeline pipeline{table.bench, hal::LensId::kWide, feed, *pictures};
  LensPipeline ptzPipeline{table.bench, hal::LensId::kPtz, feed, *pictures};
  VirtualImageSensor sensor{table.bench, pipeline};
  VirtualImageSensor ptzSensor{table.bench, ptzPipeline};
  VirtualVideoEncoder encoder{table.bench, pipeline};
  VirtualVideoEncoder ptzEncoder{table.bench, ptzPipeline};
  VirtualJpegEncoder jpeg{table.bench, {&encoder, &ptzEncoder}};

 private:
  std::unique_ptr<PictureSource> makePictures(RigPictures kind) {
    if (kind == RigPictures::kDrawn) return std::make_unique<DrawnPictures>(renderer);
    if (kind == RigPictures::kPattern) return std::make_unique<PatternPictures>();
    return std::make_unique<NoPictures>();
  }
};

// All units that a reader can take now.
inline std::vector<hal::AccessUnit> takeAll(hal::VideoEncoder& encoder, hal::ReaderId reader) {
  std::vector<hal::AccessUnit> units;
  while (auto unit = encoder.take(reader)) units.push_back(std::move(*unit));
  return units;
}

inline Bytes joined(const std::vector<hal::AccessUnit>& units) {
  Bytes stream;
  for (const auto& unit : units) append(stream, unit.data);
  return stream;
}

}  // namespace tw::sim
