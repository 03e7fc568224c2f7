#include "sim/world/wind.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "firmware_core/base/check.h"

namespace tw::sim {

namespace {

constexpr double kPi = std::numbers::pi;
// Garden trees of 4 to 8 m sway at about 0.3 to 0.6 Hz (Moore and Maguire 2004).
constexpr double kSwayHz = 0.42, kGustHz = 0.07;
constexpr double kLeanAt10MS = 3.5;  // degrees to either side

}  // namespace

int swayPose(uint16_t tree, Instant at) {
  TW_CHECK(at >= Instant{});
  const auto tick = at.time_since_epoch() / (Duration{1s} / kSwaysPerS);
  const double t = static_cast<double>(tick) / kSwaysPerS;
  const double phase = tree * (3 - std::numbers::phi) * 2 * kPi;  // spread by the golden angle
  const double gust = 0.65 + 0.35 * std::sin(2 * kPi * kGustHz * t + 0.7 * phase);
  const double lean = gust * std::sin(2 * kPi * kSwayHz * (1 + 0.04 * (tree % 5)) * t + phase);
  const int pose = static_cast<int>(std::floor((lean + 1) / 2 * kSwayPoses));
  return std::clamp(pose, 0, kSwayPoses - 1);
}

Turn swayTurn(int pose, double windMS) {
  TW_CHECK(pose >= 0 && pose < kSwayPoses && windMS >= 0 && windMS <= 30);
  const double side = (2.0 * pose + 1) / kSwayPoses - 1;  // -1..1
  const double reach = kLeanAt10MS * windMS / 10;
  // To the east, a little with the wind's own push, and twisting as it goes.
  return about({0, 1, 0}, degrees(reach * (side + 0.3))) *
         about({1, 0, 0}, degrees(reach * 0.4 * side)) *
         about({0, 0, 1}, degrees(reach * 0.6 * side));
}

}  // namespace tw::sim
