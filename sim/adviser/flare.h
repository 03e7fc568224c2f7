// What the spotlight does to a surface close to it: the glare that spoils a picture by night.
#pragma once

#include <string>

#include "sim/world/scene_state.h"

namespace tw::sim {

inline constexpr double kWallReflectance = 0.5;    // a light one
inline constexpr double kTargetReflectance = 0.2;  // clothes and soil
inline constexpr double kTargetM = 10;

// The most lux that a lamp throws anywhere on a plane without end. `towards`: the unit vector from
// the lamp along the perpendicular, whose length is `distanceM`, 1 mm at least. By a scan of
// directions: I(w) cos^3(a) / d2 in the direction w, at the angle a from the perpendicular. Beside
// a beam of cos^m that is I cos^m(t) sin^3(t) / d2, greatest at tan^2(t) = 3 / m from its axis.
double mostLux(const Lamp& lamp, Vec3 towards, double distanceM);

struct Flare {
  double lux = 0;         // the most on the surface
  double wallCdM2 = 0;    // how bright it looks there
  double targetCdM2 = 0;  // and a target at kTargetM on the axis in the same light
  double contrast() const { return wallCdM2 / targetCdM2; }
};

Flare flareAt(const Lamp& lamp, Vec3 towards, double distanceM);
// `where`: "0.20 m from the spotlight".
std::string flareText(const Flare& flare, const std::string& where);

}  // namespace tw::sim
