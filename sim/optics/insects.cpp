#include "sim/optics/insects.h"

#include <cmath>
#include <numbers>
#include <string>

#include "sim/core/random.h"
#include "sim/world/daylight.h"

namespace tw::sim {
namespace {

using std::numbers::pi;

constexpr double kReflectance = 0.3;
constexpr double kSmallestM = 0.003, kLargestM = 0.008;
constexpr double kCameraM = 0.5;  // lamps no further apart belong to one camera
constexpr double kDarkLux = 30;   // on the ground; in more light they stay away

// Of a ball of 1 m2 of cross-section: Lambert's phase function, 2/3 of a flat disc's when lit from
// the lens.
double ballShare(double cosine) {
  const double phase = pi - std::acos(std::clamp(cosine, -1.0, 1.0));
  const double share = std::sin(phase) + (pi - phase) * std::cos(phase);
  return kReflectance / pi * 2 / 3 * share / pi;
}

// One lamp for each camera that shines.
std::vector<Pose> homes(const SceneState& scene) {
  std::vector<Pose> homes;
  if (sunLux({0, 0, 1}, scene.sun) + scene.skyLux >= kDarkLux) return homes;
  for (const Lamp& lamp : scene.lamps) {
    if (!shines(lamp)) continue;
    const bool known = std::any_of(homes.begin(), homes.end(), [&](const Pose& home) {
      return length(home.position - lamp.pose.position) < kCameraM;
    });
    if (!known) homes.push_back(lamp.pose);
  }
  return homes;
}

RandomStream insect(uint64_t seed, int index) {
  return RandomStream("insect " + std::to_string(index), seed);
}

double sine(double hz, double turn, double seconds) {
  return std::sin(2 * pi * (hz * seconds + turn));
}

}  // namespace

Vec3 insectAt(uint64_t seed, int index, Instant at) {
  constexpr double kLeastM = 0.3, kMostM = 1, kAside = 1.3, kUp = 0.7;  // the latter two in radians
  RandomStream random = insect(seed, index);
  const double t = toSeconds(at.time_since_epoch());
  const auto swing = [&](double least, double most) {
    const double hz = random.uniform(least, most);
    return sine(hz, random.uniform(), t);
  };
  const double metres = kLeastM + (kMostM - kLeastM) * (1 + swing(0.1, 0.3)) / 2;
  const double aside = kAside * swing(0.15, 0.45), up = kUp * swing(0.2, 0.6);
  return Vec3{std::cos(up) * std::cos(aside), std::cos(up) * std::sin(aside), std::sin(up)} *
         metres;
}

std::vector<Streak> insectStreaks(const FrameRecord& frame, hal::ImageSize size) {
  const SceneState& scene = *frame.scene;
  std::vector<Streak> streaks;
  if (scene.weather.insects == 0) return streaks;
  const Duration half = frame.exposure.shutter / 2;
  const Turn toLens = inverse(frame.lensPose.turn);
  for (const Pose& home : homes(scene))
    for (int i = 0; i < scene.weather.insects; ++i) {
      const auto where = [&](Instant at) {
        return home.position + home.turn * insectAt(scene.weather.seed, i, at);
      };
      Flying flying{toLens * (where(frame.capturedAt - half) - frame.lensPose.position),
                    toLens * (where(frame.capturedAt + half) - frame.lensPose.position)};
      RandomStream random = insect(~scene.weather.seed, i);
      flying.diameterM = random.uniform(kSmallestM, kLargestM);
      flying.candela = thrownToLens(scene, where(frame.capturedAt), frame.lensPose.position,
                                    !frame.irCutIn, ballShare);
      for (double& candela : flying.candela)
        candela *= pi / 4 * flying.diameterM * flying.diameterM;
      flying.luminance.fill(kReflectance * diffuseLux({1, 0, 0}, scene.sun, scene.skyLux) / pi *
                            daylightGain(!frame.irCutIn));
      if (const auto streak = streakOf(frame.lens, size, flying)) streaks.push_back(*streak);
    }
  return streaks;
}

}  // namespace tw::sim
