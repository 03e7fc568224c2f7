// Raindrops near a lens, as the streaks that they draw while the picture is exposed.
//
// Of Marshall and Palmer's drops (sim/world/weather.h) those from kLeastDropMm on that are between
// kNearestDropM and kFarthestDropM away; the others are haze. Each frame has drops of its own: at
// 15 pictures a second none is seen twice where it was. They fall straight down. A drop scatters
// lamps' light as haze does; by day it shows 0.94 of what is around it (Garg and Nayar, "Vision and
// Rain", 2007). Leaves out splashes, wet ground, and wind.
#pragma once

#include "sim/optics/picture_source.h"
#include "sim/optics/streaks.h"

namespace tw::sim {

inline constexpr double kLeastDropMm = 1, kNearestDropM = 0.25, kFarthestDropM = 2;

// A pure function: of the frame's noise seed, scene, lens and exposure.
std::vector<Streak> rainStreaks(const FrameRecord& frame, hal::ImageSize size);

}  // namespace tw::sim
