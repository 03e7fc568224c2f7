#include "sim/world/airlight.h"

#include <array>
#include <cmath>
#include <numbers>

#include "sim/world/daylight.h"

namespace tw::sim {

double dayAirlight(Vec3 direction, const Sun& sun, double skyLux) {
  const double allSides = diffuseLux({1, 0, 0}, sun, skyLux) / std::numbers::pi;
  return allSides + sun.illuminanceLux * scattered(dot(direction, sun.towards));
}

double lampAirlight(Vec3 from, Vec3 direction, const Lamp& lamp, Reach reach, double scattering,
                    double extinction) {
  constexpr double kPiece = 0.25;  // radians
  constexpr std::array kNodes{-0.7745966692414834, 0.0, 0.7745966692414834};
  constexpr std::array kWeights{5.0 / 9, 8.0 / 9, 5.0 / 9};
  const Vec3 way = lamp.pose.position - from;
  const double nearest = dot(way, direction);
  const double aside = std::max(kLampM, length(way - direction * nearest));
  const double first = std::atan((reach.from - nearest) / aside);
  const double whole = std::atan((reach.to - nearest) / aside) - first;
  const double pieces = std::ceil(whole / kPiece) + 1, half = whole / pieces / 2;
  double sum = 0;
  for (double piece = 0; piece < pieces; ++piece)
    for (size_t i = 0; i < kNodes.size(); ++i) {
      const double angle = first + half * (2 * piece + 1 + kNodes[i]);
      const double along = nearest + aside * std::tan(angle), there = aside / std::cos(angle);
      const Vec3 beam = unit(direction * along - way);
      sum += kWeights[i] * beamShare(lamp, beam) * scattered(-std::sin(angle)) *
             std::exp(-extinction * (along + there));
    }
  return whole > 0 ? scattering * sum * half / aside : 0;
}

}  // namespace tw::sim
