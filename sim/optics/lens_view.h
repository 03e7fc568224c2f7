// What a lens at rest sees: drawings, bent where its projection wants it.
#pragma once

#include <memory>
#include <span>

#include "sim/optics/lens.h"
#include "sim/optics/remap.h"
#include "sim/render/footprint.h"
#include "sim/render/renderer.h"

namespace tw::sim {

class LensView {
 public:
  // A picture of `size` through the lens at `pose`. `bend` is that of lens and size; null for a
  // rectilinear lens.
  LensView(const LensModel& lens, const Pose& pose, hal::ImageSize size,
           std::shared_ptr<const Remap> bend);

  hal::ImageSize size() const { return size_; }
  // Of the picture, not of the drawing; ids are left out: ground truth, which no picture shows.
  Layers draw(Renderer& renderer, const SceneState& scene, const PixelRect& part,
              const Lights& lights) const;
  // See sim/render/footprint.h; of the picture.
  PixelRect footprintOf(const Shadows& shadows, std::span<const Part> parts) const;

 private:
  hal::ImageSize size_;
  std::shared_ptr<const Remap> bend_;
  View view_;
};

}  // namespace tw::sim
