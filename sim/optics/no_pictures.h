// No pictures at all, for sweeps and soaks; the exposure loop still sees light.
#pragma once

#include "sim/optics/picture_source.h"
#include "sim/optics/sensor_model.h"

namespace tw::sim {

class NoPictures final : public PictureSource {
 public:
  bool hasPictures() const override { return false; }
  bool needsScene() const override { return false; }
  std::shared_ptr<const Picture> picture(const FrameRecord&, hal::ImageSize) override {
    return nullptr;
  }
  FrameStatistics statistics(const FrameRecord& frame) override { return estimate({}, frame); }
};

}  // namespace tw::sim
