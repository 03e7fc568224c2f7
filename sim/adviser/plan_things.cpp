#include "sim/adviser/plan_things.h"

#include <algorithm>

namespace tw::sim {
namespace {

constexpr double kFlatM = 0.25;      // what is no higher is a surface
constexpr double kOverheadM = 1.0;   // what begins higher leaves the ground below free
constexpr double kEndlessM = 100.0;  // larger planes are the ground itself

PlanThing::Layer layerOf(const Box& box, double ground) {
  if (box.high.z <= ground + kFlatM) return PlanThing::Layer::kSurface;
  return box.low.z > ground + kOverheadM ? PlanThing::Layer::kOverhead : PlanThing::Layer::kSolid;
}

bool isIn(const Box& box, Vec3 centre, double halfM) {
  return box.low.x < centre.x + halfM && box.high.x > centre.x - halfM &&
         box.low.y < centre.y + halfM && box.high.y > centre.y - halfM;
}

}  // namespace

std::vector<PlanThing> planThings(std::span<const Part> parts, Vec3 centre, double halfM) {
  std::vector<PlanThing> things;
  for (const Part& part : parts) {
    if (part.shape == Shape::kPlane && std::max(part.size.x, part.size.y) > kEndlessM) continue;
    const Box box = looseBox(part);
    if (isIn(box, centre, halfM)) things.push_back({layerOf(box, centre.z), box, outlinesOf(part)});
  }
  return things;
}

}  // namespace tw::sim
