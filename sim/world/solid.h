// Where straight lines meet parts, what lies within them, and the boxes around them.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "sim/world/scene_state.h"

namespace tw::sim {

struct Box {
  Vec3 low{}, high{};
};

// Whether a ray from `from` along `direction` meets any of the parts.
bool blocked(Vec3 from, Vec3 direction, std::span<const Part> parts);

// The first of the parts, in their order, that the way from `from` to `to` meets; null: none.
const Part* crossed(Vec3 from, Vec3 to, std::span<const Part> parts);

// Where a ray first meets a surface.
struct Hit {
  double distance = 0;  // metres, along the ray
  Vec3 point{};
  Vec3 normal{};  // unit, towards where the ray comes from
  const Part* part = nullptr;
};
// Along a unit direction, within `reach` metres.
std::optional<Hit> firstHit(Vec3 from, Vec3 direction, std::span<const Part> parts, double reach);

// Whether the point lies inside: for a mesh, where its closed surfaces wind round the point.
bool encloses(const Part& part, Vec3 point);

// The parts of each object, where these follow one another as SceneState's do.
std::vector<std::span<const Part>> objectsIn(std::span<const Part> parts);

// In the world; nothing for no parts.
std::optional<Box> boxAround(std::span<const Part> parts);

// Holds the part, if not as tightly: a mesh counts as its own box, turned. Takes no time.
Box looseBox(const Part& part);
Box around(const Box& a, const Box& b);
std::array<Vec3, 8> cornersOf(const Box& box);
// Of those that throw shadows, loosely; planes throw none.
std::optional<Box> shadingBox(std::span<const Part> parts);

}  // namespace tw::sim
