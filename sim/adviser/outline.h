// What a part covers on a plan.
#pragma once

#include <vector>

#include "sim/world/scene_state.h"

namespace tw::sim {

struct PlanPoint {
  double x = 0, y = 0;  // metres, east and north
};

// The convex hull of all points, counter-clockwise from its lowest left one.
std::vector<PlanPoint> hullOf(std::vector<PlanPoint> points);

using Outline = std::vector<PlanPoint>;

// The hulls of a part seen from above: of a mesh one for each of its pieces that hang together,
// unless they are more than 40, such as leaves; of cylinders and balls with 24 points a circle.
std::vector<Outline> outlinesOf(const Part& part);

}  // namespace tw::sim
