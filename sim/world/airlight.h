// Light that fog and rain send into the line of sight: single scattering.
#pragma once

#include "sim/world/scene_state.h"

namespace tw::sim {

// cd/m2 of endless haze in that direction: what it gets from all sides (sky and ground, evenly:
// sim/world/daylight.h), and the sun's where it scatters it to. Over d metres 1 - exp(-extinction
// d) of it are seen. `sun` and `skyLux` as they are within the haze.
double dayAirlight(Vec3 direction, const Sun& sun, double skyLux);

// A stretch of a line of sight, metres from its beginning.
struct Reach {
  double from = 0, to = 0;
};
// cd/m2 of a lamp's beam between them, for each candela on its axis: the integral of
//     scattering * share * scattered(angle) * exp(-extinction (way there + way back)) / way there^2
// by Gauss's rule in the angle at which the lamp sees the line (Kulla and Fajardo, "Importance
// Sampling Techniques for Path Tracing in Participating Media", 2012). `scattering`, `extinction`:
// per metre.
double lampAirlight(Vec3 from, Vec3 direction, const Lamp& lamp, Reach reach, double scattering,
                    double extinction);

}  // namespace tw::sim
