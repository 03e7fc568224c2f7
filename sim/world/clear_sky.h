// What sun, moon and a clear sky give at a place and time.
//
// On level ground: P. M. Janiczek and J. A. DeYoung, "Computer Programs for Sun and Moon
// Illuminance", U.S. Naval Observatory Circular 171, 1987, which go down to the end of
// astronomical twilight; below it the night sky stays at what is left there. How much of it comes
// straight from the sun or moon: the clear sky of the IES Lighting Handbook (direct beam 127.5 klx
// exp(-0.21 / sin h), sky 0.8 + 15.5 sqrt(sin h) klx). Leaves out clouds, the glow of towns, and
// the change of distance to sun and moon.
#pragma once

#include "sim/world/scene_state.h"
#include "sim/world/sun_path.h"

namespace tw::sim {

// Lux on level ground of sun and sky, and of a moon with this phase angle (sim/world/moon_path.h).
// Elevations in degrees, without refraction.
double sunlightLux(double elevationDeg);
double moonlightLux(double elevationDeg, double phaseAngleDeg);
// The share of either that comes straight.
double straightShare(double elevationDeg);

struct SkyLight {
  Sun sun{};  // the moon while the sun is down
  double skyLux = 0;
};
SkyLight clearSky(Site site, CalendarTime at);

}  // namespace tw::sim
