// Tree crowns in the wind, as a closed form of time.
//
// All trees go through a loop of kSwayPoses poses, kSwaysPerS of them a second, each tree from a
// place of its own: pictures of a pose can be kept, and are wanted again at the next round. Leaves
// out branches that move by themselves, gusts that come from somewhere, and that no two rounds are
// quite alike.
#pragma once

#include <cstdint>

#include "firmware_core/base/time.h"
#include "sim/world/geometry.h"

namespace tw::sim {

inline constexpr int kSwayPoses = 16;
inline constexpr int kSwaysPerS = 3;

// Which pose of the loop, 0..kSwayPoses - 1, trees take now.
int swayPose(Instant at);
// How far a tree leans in this pose, -1..1 of its reach. `tree` tells trees apart.
double swayLean(int pose, uint16_t tree);
// A crown's turn about its foot when it leans so far; `windMS` 0..30, from the west.
Turn swayTurn(double lean, double windMS);

}  // namespace tw::sim
