// How a lens maps directions to pixels: equidistant (r = f*theta) or rectilinear (r =
// f*tan(theta)).
#pragma once

#include <optional>

#include "firmware_core/hal/lens_id.h"
#include "sim/world/geometry.h"
#include "sim/world/solid.h"

namespace tw::sim {

enum class Projection { kEquidistant, kRectilinear };

struct LensModel {
  Projection projection = Projection::kRectilinear;
  double focalPx = 2690;                 // > 0, in pixels of `reference`
  hal::ImageSize reference{2560, 1440};  // the sensor's own size; smaller pictures are scaled
  bool operator==(const LensModel&) const = default;
};

struct Pixel {
  double x = 0, y = 0;  // pixel centres are at whole numbers + 0.5; origin top left
};

// Unit direction in the lens frame that the pixel of a picture of `size` sees.
Vec3 directionOf(const LensModel& lens, hal::ImageSize size, Pixel pixel);
// Nothing for directions that the projection cannot show (behind a rectilinear lens).
std::optional<Pixel> pixelOf(const LensModel& lens, hal::ImageSize size, Vec3 direction);

struct PictureBox {
  double left = 0, top = 0, right = 0, bottom = 0;  // pixels, also beyond the picture

  double width() const { return right - left; }
  double height() const { return bottom - top; }
};

// Around the corners of a box of the world as a lens at `pose` (the lens frame in the world) sees
// them; nothing when a corner has no pixel.
std::optional<PictureBox> boxIn(const LensModel& lens, hal::ImageSize size, const Pose& pose,
                                const Box& box);

}  // namespace tw::sim
