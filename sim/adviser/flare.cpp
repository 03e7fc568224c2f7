#include "sim/adviser/flare.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "firmware_core/base/check.h"
#include "sim/core/number_text.h"
#include "sim/world/daylight.h"

namespace tw::sim {

double mostLux(const Lamp& lamp, Vec3 towards, double distanceM) {
  TW_CHECK(distanceM >= 1e-3);
  const Vec3 foot = towards * distanceM;
  const Vec3 aside =
      unit(cross(towards, std::abs(towards.z) < 0.5 ? Vec3{0, 0, 1} : Vec3{1, 0, 0}));
  const Vec3 other = cross(towards, aside);
  double most = 0;
  for (int off = 0; off < 90; ++off)
    for (int round = 0; round < 360; ++round) {
      const double turn = degrees(round).value;
      const Vec3 way = (aside * std::cos(turn) + other * std::sin(turn)) *
                       (distanceM * std::tan(degrees(off).value));
      most = std::max(most, lampLux(lamp.pose.position + foot + way, towards * -1, lamp));
    }
  return most;
}

Flare flareAt(const Lamp& lamp, Vec3 towards, double distanceM) {
  const double onAxisCd = lamp.intensityCd * beamShare(lamp, lamp.pose.turn * Vec3{1, 0, 0});
  Flare flare;
  flare.lux = mostLux(lamp, towards, std::max(distanceM, kLampM));
  flare.wallCdM2 = kWallReflectance * flare.lux / std::numbers::pi;
  flare.targetCdM2 = kTargetReflectance * onAxisCd / (kTargetM * kTargetM) / std::numbers::pi;
  return flare;
}

std::string flareText(const Flare& flare, const std::string& where) {
  return "A light surface " + where + " gets up to " + fixed(flare.lux, 0) +
         " lx of its beam and shines with " + fixed(flare.wallCdM2, flare.wallCdM2 < 10 ? 1 : 0) +
         " cd/m2 where a visitor at 10 m has " + fixed(flare.targetCdM2, 2) + ": " +
         fixed(flare.contrast(), 0) + " to 1.";
}

}  // namespace tw::sim
