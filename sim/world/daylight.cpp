#include "sim/world/daylight.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "firmware_core/base/check.h"

namespace tw::sim {
namespace {

double measuredShare(const Lamp& lamp, Vec3 inBody) {
  const Radians vertical{std::atan2(std::hypot(inBody.y, inBody.z), inBody.x)};
  const Radians horizontal{std::atan2(inBody.z, -inBody.y)};
  return candelaAt(*lamp.profile, toDegrees(vertical), toDegrees(horizontal)) /
         lamp.profile->peakCd;
}

}  // namespace

double beamExponent(double halfAngleDeg) {
  TW_CHECK(halfAngleDeg >= 1 && halfAngleDeg <= 89);
  return std::log(0.5) / std::log(std::cos(degrees(halfAngleDeg).value));
}

double sunLux(Vec3 normal, const Sun& sun) {
  return sun.illuminanceLux * std::max(0.0, dot(normal, sun.towards));
}

double diffuseLux(Vec3 normal, const Sun& sun, double skyLux) {
  const double onGround = sunLux({0, 0, 1}, sun) + skyLux;
  return skyLux * (1 + normal.z) / 2 + kGroundReflectance * onGround * (1 - normal.z) / 2;
}

double beamShare(const Lamp& lamp, Vec3 direction) {
  if (lamp.profile) return measuredShare(lamp, inverse(lamp.pose.turn) * direction);
  const double onAxis = dot(lamp.pose.turn * Vec3{1, 0, 0}, direction);
  return onAxis > 0 ? std::pow(onAxis, beamExponent(lamp.halfAngleDeg)) : 0;
}

double mostBeamShare(const Lamp& lamp, Radians offAxis, double withinDeg) {
  if (lamp.profile)
    return mostCandelaAt(*lamp.profile, toDegrees(offAxis), withinDeg) / lamp.profile->peakCd;
  const Vec3 direction{std::cos(offAxis.value), std::sin(offAxis.value), 0};
  return beamShare(lamp, lamp.pose.turn * direction);
}

double discLuminance(const Sun& sun) { return sun.illuminanceLux / sun.clear / kDiscSr; }

double skyLuminance(Vec3 direction, const Sun& sun, double skyLux) {
  if (direction.z < 0) return diffuseLux({0, 0, -1}, sun, skyLux) / std::numbers::pi;
  // Horizon / 5 + 4 * zenith / 5 = 1: what level ground gets of it is skyLux.
  constexpr double kZenith = 0.8010, kHorizon = 1.7959;
  const double share = kHorizon + (kZenith - kHorizon) * std::sqrt(direction.z);
  const double sky = skyLux / std::numbers::pi * share;
  return dot(direction, sun.towards) > kDiscCosine ? sky + discLuminance(sun) : sky;
}

double lampLux(Vec3 position, Vec3 normal, const Lamp& lamp) {
  const Vec3 towards = lamp.pose.position - position;
  const double distance = length(towards);
  if (distance < 1e-3) return 0;
  const Vec3 direction = towards * (1 / distance);
  return lamp.intensityCd * beamShare(lamp, direction * -1) *
         std::max(0.0, dot(normal, direction)) / (distance * distance);
}

}  // namespace tw::sim
