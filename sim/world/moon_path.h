// Where the moon stands over a place on Earth, and how much of it is lit.
//
// The low-precision formulae of the Astronomical Almanac (page D22): longitude good to 0.3 degrees,
// latitude to 0.2. What is left out is smaller.
#pragma once

#include "sim/world/sun_path.h"

namespace tw::sim {

struct MoonCoordinates {
  double longitudeDeg = 0, latitudeDeg = 0;          // ecliptic
  double rightAscensionDeg = 0, declinationDeg = 0;  // from the Earth's middle
  double parallaxDeg = 0;
};
MoonCoordinates moonCoordinates(CalendarTime at);

// Above the horizon of the site, without refraction, as the sun's.
SunPosition moonPosition(Site site, CalendarTime at);

// Between sun and Earth as seen from the moon: 0 = full, 180 = new.
double moonPhaseAngleDeg(CalendarTime at);

}  // namespace tw::sim
