// Pictures of the world, drawn by a Renderer and taken by the sensor model.
//
// Light is drawn once for a state of the scene, a lens pose and a place of the infrared cut filter,
// however many frames see it: while nothing moves only the noise is new. Sizes up to 640 wide share
// the drawing of 640x360 and those up to 1280 that of 1280x720 (other shapes are drawn as they
// are), so that a picture never hangs on what was asked for before. Statistics come from 160x90
// without noise.
#pragma once

#include <deque>
#include <memory>
#include <optional>

#include "sim/optics/picture_source.h"
#include "sim/optics/remap.h"
#include "sim/optics/sensor_model.h"

namespace tw::sim {

class DrawnPictures final : public PictureSource {
 public:
  // Borrows the renderer, which outlives it.
  explicit DrawnPictures(Renderer& renderer, SensorParameters sensor = {});
  ~DrawnPictures() override;

  bool hasPictures() const override { return true; }
  bool needsScene() const override { return true; }
  std::shared_ptr<const Picture> picture(const FrameRecord& frame, hal::ImageSize size) override;
  FrameStatistics statistics(const FrameRecord& frame) override;

  uint64_t drawings() const { return drawings_; }  // calls of the renderer so far

 private:
  struct Light;
  struct Taken;
  struct Bend;
  const LinearImage& light(const FrameRecord& frame, hal::ImageSize size);
  LinearImage draw(const FrameRecord& frame, hal::ImageSize size);
  const Remap& remap(const LensModel& lens, hal::ImageSize size);
  std::shared_ptr<const Picture> taken(const FrameRecord& frame, hal::ImageSize size);

  Renderer& renderer_;
  SensorParameters sensor_;
  std::deque<Light> lights_;  // the last used first, as in the others
  std::deque<Taken> taken_;
  std::deque<Bend> bends_;
  uint64_t drawings_ = 0;
};

}  // namespace tw::sim
