// Insects about the lamps of a camera: bright blurs near the lens.
//
// Weather::insects of them about each camera's lamps while these shine in the dark, infrared ones
// too; each goes its own way of a few sines, 0.3 to 1 m from the lamp and in front of it, the same
// for both lenses. A body is a Lambertian ball. Leaves out wings, shapes, that they come and go,
// and those about lamps of the place.
#pragma once

#include "sim/optics/picture_source.h"
#include "sim/optics/streaks.h"

namespace tw::sim {

// Where insect `index` of a lamp is at `at`, in the lamp's frame.
Vec3 insectAt(uint64_t seed, int index, Instant at);

// A pure function: of the frame's scene, time, lens and exposure.
std::vector<Streak> insectStreaks(const FrameRecord& frame, hal::ImageSize size);

}  // namespace tw::sim
