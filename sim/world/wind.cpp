#include "sim/world/wind.h"

#include <cmath>
#include <numbers>

#include "firmware_core/base/check.h"

namespace tw::sim {

namespace {

using std::numbers::pi;
// Garden trees of 4 to 8 m sway at about 0.3 to 0.6 Hz (Moore and Maguire 2004): twice a round,
// which is 0.375 Hz, while a gust comes and goes once.
constexpr int kSwaysARound = 2;
constexpr double kLeanAt10MS = 3.5;  // degrees to either side

}  // namespace

int swayPose(Instant at) {
  TW_CHECK(at >= Instant{});
  return static_cast<int>(at.time_since_epoch() / (Duration{1s} / kSwaysPerS) % kSwayPoses);
}

double swayLean(int pose, uint16_t tree) {
  TW_CHECK(pose >= 0 && pose < kSwayPoses);
  const double round = 2 * pi * pose / kSwayPoses;
  const double phase = tree * (3 - std::numbers::phi) * 2 * pi;  // spread by the golden angle
  const double gust = 0.65 + 0.35 * std::sin(round + 0.7 * phase);
  return gust * std::sin(kSwaysARound * round + phase);
}

Turn swayTurn(double lean, double windMS) {
  TW_CHECK(lean >= -1 && lean <= 1 && windMS >= 0 && windMS <= 30);
  const double reach = kLeanAt10MS * windMS / 10;
  // To the east, a little with the wind's own push, and twisting as it goes.
  return about({0, 1, 0}, degrees(reach * (lean + 0.3))) *
         about({1, 0, 0}, degrees(reach * 0.4 * lean)) *
         about({0, 0, 1}, degrees(reach * 0.6 * lean));
}

}  // namespace tw::sim
