#include "sim/world/weather.h"

#include <cmath>
#include <numbers>

namespace tw::sim {
namespace {

constexpr double kLeastContrast = 0.02;
constexpr double kMeanCosine = 0.85;

double henyeyGreenstein(double g, double cosine) {
  return (1 - g * g) / (4 * std::numbers::pi * std::pow(1 + g * g - 2 * g * cosine, 1.5));
}

}  // namespace

double fogExtinction(const Weather& weather) {
  return weather.visibilityM > 0 ? -std::log(kLeastContrast) / weather.visibilityM : 0;
}

double rainExtinction(const Weather& weather) {
  if (weather.rainMmH <= 0) return 0;
  constexpr double kM2 = 1e-6;  // of a square millimetre
  return std::numbers::pi * kDropsPerM3Mm / std::pow(dropSlope(weather.rainMmH), 3) * kM2;
}

double dropSlope(double rainMmH) { return 4.1 * std::pow(rainMmH, -0.21); }

double dropSpeed(double diameterMm) {
  return std::max(0.0, 9.65 - 10.3 * std::exp(-0.6 * diameterMm));
}

double shareOfDrops(double rainMmH, double diameterMm) {
  const double x = dropSlope(rainMmH) * diameterMm;
  return std::exp(-x) * (1 + x + x * x / 2);
}

double depthToSky(const Weather& weather, Vec3 direction) {
  const double up = std::max(direction.z, 1e-9);
  return (fogExtinction(weather) * kFogDepthM + rainExtinction(weather) * kRainDepthM) / up;
}

double scattered(double cosine) {
  constexpr double kAhead = 0.935, kAheadG = 0.951, kBackG = -0.6;
  return kAhead * henyeyGreenstein(kAheadG, cosine) +
         (1 - kAhead) * henyeyGreenstein(kBackG, cosine);
}

FoggedLight throughFog(const Weather& weather, double height) {
  const double depth = fogExtinction(weather) * kFogDepthM;
  FoggedLight light;
  if (depth == 0) return light;
  const double thick = 4.0 / 3 + (1 - kMeanCosine) * depth;
  light.sky = 4.0 / 3 / thick;
  if (height <= 0) return light;
  light.direct = std::exp(-depth / height);
  light.sunlit = (2.0 / 3 + height + (2.0 / 3 - height) * light.direct) / thick;
  return light;
}

}  // namespace tw::sim
