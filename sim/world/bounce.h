// Light of a lamp that surfaces near by throw back: one bounce.
//
// What a wall or an eave within kNearM gets is gathered over a fan of rays and thrown back by a few
// patches, each a Lambertian source of the flux that it received times its reflectance (virtual
// point lights: Keller, "Instant Radiosity", SIGGRAPH 1997). Further surfaces get too little of it
// per area to matter. Leaves out shadows within the patch, what moves, and second bounces.
#pragma once

#include <span>
#include <vector>

#include "sim/world/scene_state.h"

namespace tw::sim {

inline constexpr double kNearM = 1.5;
inline constexpr size_t kMostPatches = 3;     // the strongest
inline constexpr double kLeastPatch = 0.002;  // of the lamp's intensity on its axis

struct Patch {
  Pose pose{};          // shines along x, away from the surface
  Colour visible{};     // intensity on its axis for each of the lamp's, by channel
  double infrared = 0;  // likewise, W/sr
};

// Hangs on the lamp's place and beam alone, not on its strength.
std::vector<Patch> patchesAround(const Lamp& lamp, std::span<const Part> parts);

// A patch in the light of this lamp.
Lamp thrownBack(const Lamp& lamp, const Patch& patch);

}  // namespace tw::sim
