// What the layers of the 3D view consist of: where lenses look, what ground they watch, how lamps
// shine. The ground is z = 0; walls and hills do not count.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "sim/optics/lens.h"
#include "sim/world/scene_state.h"
#include "sim/world/solid.h"

namespace tw::ui {

struct Line3 {
  sim::Vec3 from{}, to{};
};

// Unit directions in the world to the border of the picture, clockwise from its top left corner;
// `perSide` of each side.
std::vector<sim::Vec3> borderOf(const sim::LensModel& lens, const sim::Pose& pose, int perSide);

// From the lens to the corners of its picture, and around it, so far away.
std::vector<Line3> frustumLines(const sim::LensModel& lens, const sim::Pose& pose, double lengthM);

// The part of the ground, within `reachM` of the point below, that is seen from there through
// `border`, a closed line of directions that `inside` tells the inside of. Empty: none.
std::vector<sim::Vec3> groundSeen(sim::Vec3 from, const std::vector<sim::Vec3>& border,
                                  const std::function<bool(sim::Vec3)>& inside, double reachM);
std::vector<sim::Vec3> watchedGround(const sim::LensModel& lens, const sim::Pose& pose,
                                     double reachM);
// Where a lamp gives at least half of what it would on its axis.
std::vector<sim::Vec3> litGround(const sim::Lamp& lamp, double reachM);
std::vector<Line3> coneLines(const sim::Lamp& lamp, double lengthM);

std::vector<Line3> edgesOf(const sim::Box& box);
constexpr double kThingM = 40;  // what is larger is the ground or the horizon
inline bool isThing(const sim::Box& box) { return length(box.high - box.low) < kThingM; }

// Where the ray meets the ground, at most so far away along it.
std::optional<sim::Vec3> groundAt(sim::Vec3 from, sim::Vec3 direction, double reachM);

// How far along the unit direction the first part of this object is; nothing when none is met.
std::optional<double> distanceTo(uint16_t objectId, sim::Vec3 from, sim::Vec3 direction,
                                 const sim::SceneState& scene, std::span<const sim::Part> others);

}  // namespace tw::ui
