#include "sim/world/clear_sky.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "sim/world/daylight.h"
#include "sim/world/moon_path.h"

namespace tw::sim {
namespace {

// log10 of lux from this elevation up to the next: a polynomial in the elevation / 90 degrees.
struct Stretch {
  double fromDeg;
  std::array<double, 4> terms;
};
constexpr std::array<Stretch, 6> kSunlight{{{20, {3.74, 3.97, -4.07, 1.47}},
                                            {5, {3.05, 13.28, -45.98, 64.33}},
                                            {-0.8, {2.88, 22.26, -207.64, 1034.30}},
                                            {-5, {2.88, 21.81, -258.11, -858.36}},
                                            {-12, {2.70, 12.17, -431.69, -1899.83}},
                                            {-18, {13.84, 262.72, 1447.42, 2797.93}}}};
constexpr std::array<Stretch, 3> kMoonlight{{{20, {-1.95, 4.06, -4.24, 1.56}},
                                             {5, {-2.58, 12.58, -42.58, 59.06}},
                                             {-0.8, {-2.79, 24.27, -252.95, 1321.29}}}};

double exponent(std::span<const Stretch> table, double elevationDeg) {
  const auto at = std::find_if(table.begin(), table.end() - 1,
                               [&](const Stretch& s) { return elevationDeg >= s.fromDeg; });
  const double x = elevationDeg / 90;
  return at->terms[0] + x * (at->terms[1] + x * (at->terms[2] + x * at->terms[3]));
}

// Below it next to nothing comes straight.
constexpr double kLowestDeg = 0.5;

Sun straightFrom(const SunPosition& position, double levelLux) {
  const Vec3 towards = sunTowards(position);
  return {towards, levelLux * straightShare(position.elevationDeg) / towards.z};
}

}  // namespace

double sunlightLux(double elevationDeg) {
  return std::pow(10, exponent(kSunlight, std::max(elevationDeg, -18.0)));
}

double moonlightLux(double elevationDeg, double phaseAngleDeg) {
  if (elevationDeg < -0.8) return 0;
  const double f = phaseAngleDeg;
  return std::pow(10, exponent(kMoonlight, elevationDeg) - 0.00868 * f - 2.2e-9 * std::pow(f, 4));
}

double straightShare(double elevationDeg) {
  if (elevationDeg < kLowestDeg) return 0;
  const double height = std::sin(degrees(elevationDeg).value);
  const double straight = 127.5 * std::exp(-0.21 / height) * height;
  return straight / (straight + 0.8 + 15.5 * std::sqrt(height));
}

SkyLight clearSky(Site site, CalendarTime at) {
  const SunPosition sun = sunPosition(site, at), moon = moonPosition(site, at);
  const double sunlit = sunlightLux(sun.elevationDeg);
  const double moonlit = moonlightLux(moon.elevationDeg, moonPhaseAngleDeg(at));
  SkyLight light{{sunTowards(sun), 0}};
  if (sun.elevationDeg >= kLowestDeg)
    light.sun = straightFrom(sun, sunlit);
  else if (moon.elevationDeg >= kLowestDeg)
    light.sun = straightFrom(moon, moonlit);
  light.skyLux = sunlit + moonlit - sunLux({0, 0, 1}, light.sun);
  return light;
}

}  // namespace tw::sim
