#include "sim/optics/lens.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "firmware_core/base/check.h"

namespace tw::sim {
namespace {

double scaleOf(const LensModel& lens, hal::ImageSize size) {
  TW_CHECK(lens.focalPx > 0 && lens.reference.width > 0 && size.width > 0 && size.height > 0);
  return static_cast<double>(size.width) / lens.reference.width;
}

}  // namespace

Vec3 directionOf(const LensModel& lens, hal::ImageSize size, Pixel pixel) {
  const double focal = lens.focalPx * scaleOf(lens, size);
  const double x = (pixel.x - size.width / 2.0) / focal;
  const double y = (pixel.y - size.height / 2.0) / focal;
  const double r = std::hypot(x, y);
  if (lens.projection == Projection::kRectilinear || r == 0) {
    const double norm = std::hypot(r, 1.0);
    return {x / norm, y / norm, 1 / norm};
  }
  const double s = std::sin(r) / r;
  return {x * s, y * s, std::cos(r)};
}

std::optional<Pixel> pixelOf(const LensModel& lens, hal::ImageSize size, Vec3 direction) {
  const double focal = lens.focalPx * scaleOf(lens, size);
  const double off =
      std::hypot(direction.x, direction.y);  // sine of the angle off the axis, scaled
  double r = 0;                              // from the centre, in focal lengths
  if (lens.projection == Projection::kRectilinear) {
    if (direction.z <= 0) return std::nullopt;
    r = off / direction.z;
  } else {
    if (off == 0 && direction.z <= 0) return std::nullopt;  // straight behind: everywhere at once
    r = std::atan2(off, direction.z);
  }
  if (off == 0) return Pixel{size.width / 2.0, size.height / 2.0};
  return Pixel{size.width / 2.0 + focal * r * direction.x / off,
               size.height / 2.0 + focal * r * direction.y / off};
}

std::optional<PictureBox> boxIn(const LensModel& lens, hal::ImageSize size, const Pose& pose,
                                const Box& box) {
  PictureBox seen{1e9, 1e9, -1e9, -1e9};
  for (const Vec3 corner : cornersOf(box)) {
    const auto at = pixelOf(lens, size, inverse(pose.turn) * (corner - pose.position));
    if (!at) return std::nullopt;
    seen.left = std::min(seen.left, at->x), seen.right = std::max(seen.right, at->x);
    seen.top = std::min(seen.top, at->y), seen.bottom = std::max(seen.bottom, at->y);
  }
  return seen;
}

}  // namespace tw::sim
