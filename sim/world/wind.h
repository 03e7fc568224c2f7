// Tree crowns in the wind, as a closed form of time.
//
// Poses are few and held for a while, so that pictures of them can be kept: at most kSwayPoses a
// tree and kSwaysPerS changes a second, all trees at the same instants. Leaves out branches that
// move by themselves and gusts that come from somewhere.
#pragma once

#include <cstdint>

#include "firmware_core/base/time.h"
#include "sim/world/geometry.h"

namespace tw::sim {

inline constexpr int kSwayPoses = 16;
inline constexpr int kSwaysPerS = 3;

// Which of its poses, 0..kSwayPoses - 1, a tree takes now. `tree` tells trees apart.
int swayPose(uint16_t tree, Instant at);
// A crown's turn about its foot in this pose; `windMS` 0..30, from the west.
Turn swayTurn(int pose, double windMS);

}  // namespace tw::sim
