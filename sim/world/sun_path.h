// Where the sun stands over a place on Earth at a time.
//
// The low-accuracy solar coordinates of J. Meeus, Astronomical Algorithms, 2nd ed. 1998, chapters
// 25 and 28, as NOAA's Global Monitoring Laboratory uses them in its Solar Calculator: good to 0.01
// degrees. Refraction: that calculator's, for an average atmosphere at sea level. Leaves out the
// difference between terrestrial and universal time (0.001 degrees), parallax (0.002 degrees) and
// the observer's height.
#pragma once

#include "firmware_core/base/time.h"
#include "sim/world/geometry.h"

namespace tw::sim {

struct Site {
  double latitudeDeg = 0;   // -90..90, north is positive
  double longitudeDeg = 0;  // -180..180, east is positive
};

inline constexpr double kSunRadiusDeg = 0.2666;  // of its disc, the year's mean

// Since 2000, in centuries of 36525 days: Meeus' T.
double centuriesSince2000(CalendarTime at);
double wholeTurn(double deg);  // into 0..360

// What depends on the time alone.
struct SunCoordinates {
  double rightAscensionDeg = 0;  // apparent
  double declinationDeg = 0;     // apparent
  double equationMin = 0;        // minutes that a sundial is ahead of a mean clock
};
SunCoordinates sunCoordinates(CalendarTime at);

struct SunPosition {
  double azimuthDeg = 0;    // a compass bearing: 0 = north, 90 = east
  double elevationDeg = 0;  // of its centre above the horizon, without refraction
};
SunPosition sunPosition(Site site, CalendarTime at);
// Of whatever stands so in the sky; the hour angle counts westwards from the meridian.
SunPosition aboveHorizon(Site site, double hourAngleDeg, double declinationDeg);

// By how much air lifts what stands at this true elevation.
double refractionDeg(double elevationDeg);

// Unit vector from the ground to where the sun is seen (x east, y north, z up).
Vec3 sunTowards(const SunPosition& sun);

// The middle of the night, by mean solar time, in which the site's day of this instant begins.
CalendarTime solarMidnight(Site site, CalendarTime at);

}  // namespace tw::sim
