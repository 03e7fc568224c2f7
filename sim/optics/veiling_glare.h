// Veiling glare: the light that falls on a lens from anywhere before it, scattered evenly over the
// picture, so that black is no longer black.
//
// A share `glare` of what falls on the front glass (0.005 to 0.02 of a clean lens, 0.05 to 0.2
// behind a web, drops or dirt; ISO 9358 measures it so) comes as the luminance of a uniform veil:
// glare * E / pi, with E the illuminance of the glass. Sun (unless the place hides it),
// sky and ground, and all lamps count; from within the picture and from beside it alike. Leaves out
// ghosts and halos, which keep near their source, and what hides a lamp.
#pragma once

#include <array>

#include "sim/world/scene_state.h"

namespace tw::sim {

inline constexpr double kCleanGlare = 0.01;

struct Veil {
  std::array<float, 3> luminance{};  // cd/m2, as LinearImage::rgb
  bool operator==(const Veil&) const = default;
};

// Whether the place lets the sun shine on a lens there. Takes a while.
bool sunReaches(const SceneState& scene, Vec3 position);

// `lensPose`: z along the axis. `sunny`: sunReaches() it. `nearInfrared`: the cut filter is out.
Veil veilOf(const SceneState& scene, const Pose& lensPose, double glare, bool sunny,
            bool nearInfrared);

}  // namespace tw::sim
