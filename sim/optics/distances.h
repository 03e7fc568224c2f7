// How far it is to what each pixel of a lens's picture sees.
//
// Every triangle of a mesh is asked only about the pixels around it, every other shape likewise:
// exact for each pixel, whatever the projection. Triangles that face away are not there, as they
// are not drawn. Renderers give light alone, so that haze asks here.
#pragma once

#include <span>
#include <vector>

#include "sim/optics/lens.h"
#include "sim/render/renderer.h"

namespace tw::sim {

class Distances {
 public:
  static constexpr float kNothing = 1e9F;  // metres, where there is only sky

  Distances(const LensModel& lens, hal::ImageSize size);

  // Metres along each pixel's ray, row by row: to nothing.
  std::vector<float> empty() const { return std::vector<float>(size_.pixels(), kNothing); }
  // Comes nearer where the parts do, to a lens at `pose`; the rectangle that was asked about.
  PixelRect add(const Pose& pose, std::span<const Part> parts, std::vector<float>& metres) const;

  // Unit direction in the lens frame.
  Vec3 ray(size_t pixel) const { return {x_[pixel], y_[pixel], z_[pixel]}; }

 private:
  using Triangle = std::array<Vec3, 3>;  // in the lens frame
  PixelRect around(std::span<const Vec3> corners) const;
  PixelRect addMesh(const Pose& pose, const Part& part, std::vector<float>& metres) const;
  PixelRect addTriangle(const Triangle& triangle, std::vector<float>& metres) const;
  PixelRect addBody(const Pose& pose, const Part& part, std::vector<float>& metres) const;

  LensModel lens_;
  hal::ImageSize size_;
  std::vector<float> x_, y_, z_;  // of each pixel's ray
};

}  // namespace tw::sim
