// The one meaning of a View: where a point of the world lies in its picture.
#pragma once

#include <optional>

#include "sim/render/renderer.h"

namespace tw::sim {

struct PinholePoint {
  double x = 0, y = 0;  // pixels from the top left corner; pixel centres at whole numbers + 0.5
  double depth = 0;     // metres along the axis
};

// Nothing for points that are not in front of the lens. May lie beyond the picture's edges.
std::optional<PinholePoint> project(const View& view, Vec3 world);

// Unit direction in the world that this place of the picture sees.
Vec3 directionAt(const View& view, double x, double y);

// A view that a renderer accepts: broken ones are our own bug (CheckFailed).
void checkView(const View& view);

}  // namespace tw::sim
