// Fog, rain and insects: what they are, and what they do to light on its way.
//
// Fog is told by how far one sees in it: where a black target keeps 2 % of its contrast against the
// horizon (Koschmieder 1924; airfields count with 5 %, WMO-No. 8). Rain by its intensity, from
// which sizes of drops follow (Marshall and Palmer, "The distribution of raindrops with size",
// J. Meteor. 5, 1948). Both scatter and take nothing away (visible light and 850 nm alike). Leaves
// out patches, wind, wet surfaces, and the clouds that rain falls from: those are the scene's sun
// and sky.
#pragma once

#include <cstdint>

#include "sim/world/geometry.h"

namespace tw::sim {

struct Weather {
  static constexpr double kNearestM = 5, kFarthestM = 50000, kMostRain = 150;
  static constexpr int kMostInsects = 30;

  double visibilityM = 0;  // kNearestM..kFarthestM; 0: as clear as can be
  double rainMmH = 0;      // 0..kMostRain
  int insects = 0;         // 0..kMostInsects, about the lamps of each camera while they shine
  uint64_t seed = 0;       // of drops and insects
  constexpr bool operator==(const Weather&) const = default;
};

// Shares of light that are scattered out of a beam, per metre. Of what is 0 m long nothing is.
double fogExtinction(const Weather& weather);   // ln(1 / 0.02) / visibility
double rainExtinction(const Weather& weather);  // drops scatter twice what they cover
inline double extinction(const Weather& weather) {
  return fogExtinction(weather) + rainExtinction(weather);
}

// Drops of a diameter of D mm: kDropsPerM3Mm exp(-slope D) in each m3 and mm of it.
inline constexpr double kDropsPerM3Mm = 8000;
double dropSlope(double rainMmH);  // per mm; 4.1 R^-0.21
// m/s in still air: Gunn and Kinzer 1949, as Atlas, Srivastava and Sekhon 1973 fitted it.
double dropSpeed(double diameterMm);
// the share of rainExtinction(), of some rain, that drops of at least this diameter have.
double shareOfDrops(double rainMmH, double diameterMm);

// Optical depth of all the haze that lies before the sky in that direction, a unit vector: fog
// reaches up kFogDepthM, rain as far as to low clouds. Level and below it does not end.
inline constexpr double kFogDepthM = 50, kRainDepthM = 1000;
double depthToSky(const Weather& weather, Vec3 direction);

// How much of scattered light goes where, per steradian: all of it over the sphere. `cosine`: of
// the angle by which it is turned, 1 = straight on. Henyey and Greenstein's formula twice, ahead
// and back, so that the mean cosine is 0.85 and what comes straight back 1/18.8 (water clouds:
// Slingo 1989; O'Connor, Illingworth and Hogan 2004).
double scattered(double cosine);

// What fog leaves of daylight for the ground below it: Eddington's approximation for a layer of
// kFogDepthM that takes nothing away (Shettle and Weinman 1970). `height`: sine of the sun's.
struct FoggedLight {
  double direct = 1;  // share of the sun's that comes straight
  double sunlit = 1;  // share of the sun's on level ground that comes at all
  double sky = 1;     // share of the sky's
};
FoggedLight throughFog(const Weather& weather, double height);

}  // namespace tw::sim
