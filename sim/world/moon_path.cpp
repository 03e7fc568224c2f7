#include "sim/world/moon_path.h"

#include <algorithm>
#include <cmath>

namespace tw::sim {
namespace {

double sinDeg(double deg) { return std::sin(degrees(deg).value); }
double cosDeg(double deg) { return std::cos(degrees(deg).value); }
double degOf(double radians) { return toDegrees(Radians{radians}); }

// Unit vector of a right ascension and declination, or of a longitude and latitude.
Vec3 onSphere(double around, double up) {
  return {cosDeg(up) * cosDeg(around), cosDeg(up) * sinDeg(around), sinDeg(up)};
}

double siderealDeg(CalendarTime at) {  // Greenwich's mean
  return wholeTurn(280.46061837 + 360.98564736629 * 36525 * centuriesSince2000(at));
}

}  // namespace

MoonCoordinates moonCoordinates(CalendarTime at) {
  const double t = centuriesSince2000(at);
  MoonCoordinates moon;
  moon.longitudeDeg =
      wholeTurn(218.32 + 481267.881 * t + 6.29 * sinDeg(135.0 + 477198.87 * t) -
                1.27 * sinDeg(259.3 - 413335.36 * t) + 0.66 * sinDeg(235.7 + 890534.22 * t) +
                0.21 * sinDeg(269.9 + 954397.74 * t) - 0.19 * sinDeg(357.5 + 35999.05 * t) -
                0.11 * sinDeg(186.5 + 966404.03 * t));
  moon.latitudeDeg = 5.13 * sinDeg(93.3 + 483202.02 * t) + 0.28 * sinDeg(228.2 + 960400.89 * t) -
                     0.28 * sinDeg(318.3 + 6003.15 * t) - 0.17 * sinDeg(217.6 - 407332.21 * t);
  moon.parallaxDeg =
      0.9508 + 0.0518 * cosDeg(135.0 + 477198.87 * t) + 0.0095 * cosDeg(259.3 - 413335.36 * t) +
      0.0078 * cosDeg(235.7 + 890534.22 * t) + 0.0028 * cosDeg(269.9 + 954397.74 * t);
  constexpr double kObliquityDeg = 23.4393;
  const Vec3 ecliptic = onSphere(moon.longitudeDeg, moon.latitudeDeg);
  const Vec3 v = about({1, 0, 0}, degrees(kObliquityDeg)) * ecliptic;
  moon.rightAscensionDeg = wholeTurn(degOf(std::atan2(v.y, v.x)));
  moon.declinationDeg = degOf(std::asin(v.z));
  return moon;
}

SunPosition moonPosition(Site site, CalendarTime at) {
  const MoonCoordinates moon = moonCoordinates(at);
  const double hour = siderealDeg(at) + site.longitudeDeg - moon.rightAscensionDeg;
  SunPosition position = aboveHorizon(site, hour, moon.declinationDeg);
  position.elevationDeg -= moon.parallaxDeg * cosDeg(position.elevationDeg);
  return position;
}

double moonPhaseAngleDeg(CalendarTime at) {
  const MoonCoordinates moon = moonCoordinates(at);
  const SunCoordinates sun = sunCoordinates(at);
  const double elongation = dot(onSphere(moon.rightAscensionDeg, moon.declinationDeg),
                                onSphere(sun.rightAscensionDeg, sun.declinationDeg));
  return 180 - degOf(std::acos(std::clamp(elongation, -1.0, 1.0)));
}

}  // namespace tw::sim
