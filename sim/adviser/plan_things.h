// What stands in a place, as a plan shows it.
#pragma once

#include <span>
#include <vector>

#include "sim/adviser/outline.h"
#include "sim/world/solid.h"

namespace tw::sim {

struct PlanThing {
  enum class Layer { kSurface, kSolid, kOverhead };
  Layer layer{};
  Box box{};
  std::vector<Outline> outlines;
};

// Of the parts that a square about `centre` shows, but for endless planes. `halfM` is half its
// side; centre.z is the ground's height.
std::vector<PlanThing> planThings(std::span<const Part> parts, Vec3 centre, double halfM);

}  // namespace tw::sim
