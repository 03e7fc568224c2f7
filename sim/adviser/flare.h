// What the spotlight does to a surface close to it: the glare that spoils a picture by night.
#pragma once

#include <string>

#include "sim/twin/camera_model.h"

namespace tw::sim {

inline constexpr double kWallReflectance = 0.5;    // a light one
inline constexpr double kTargetReflectance = 0.2;  // clothes and soil
inline constexpr double kTargetM = 10;

struct Flare {
  double lux = 0;         // on the surface, were it square to the beam's axis: I / d2
  double wallCdM2 = 0;    // how bright it looks
  double targetCdM2 = 0;  // and a target at kTargetM in the same light
  double contrast() const { return wallCdM2 / targetCdM2; }
};

Flare flareAt(double intensityCd, double distanceM);
std::string flareText(const Flare& flare, double distanceM);

}  // namespace tw::sim
