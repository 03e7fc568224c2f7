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
inline constexpr double kLeastPatch = 0.002;  // of the lamp's intensity on its axis

// The kMostPatches strongest. Hangs on the lamp's place and beam alone, not on its strength.
Patches patchesAround(const Lamp& lamp, std::span<const Part> parts);

// A patch in the light of this lamp, as a lamp.
Lamp thrownBack(const Lamp& lamp, const Patch& patch);
// The lamp itself, then what is thrown back of it.
std::vector<Lamp> withThrown(const Lamp& lamp);

}  // namespace tw::sim
