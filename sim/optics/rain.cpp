#include "sim/optics/rain.h"

#include <cmath>
#include <numbers>

#include "sim/core/random.h"
#include "sim/world/daylight.h"

namespace tw::sim {
namespace {

using std::numbers::pi;

// Where drops are looked for: around the axis, as far as the picture's corners and somewhat beyond.
double cosineOfCorner(const LensModel& lens, hal::ImageSize size) {
  constexpr double kBeyond = 0.1;  // of the picture
  return directionOf(lens, size, {-kBeyond * size.width, -kBeyond * size.height}).z;
}

double dropsPerM3(double rainMmH) {
  const double slope = dropSlope(rainMmH);
  return kDropsPerM3Mm / slope * std::exp(-slope * kLeastDropMm);
}

// Evenly over the volume; in the lens frame.
Vec3 somewhere(RandomStream& random, double cosine) {
  const double z = random.uniform(cosine, 1), turn = random.uniform(0, 2 * pi);
  const double off = std::sqrt(1 - z * z);
  const double metres =
      std::cbrt(random.uniform(std::pow(kNearestDropM, 3), std::pow(kFarthestDropM, 3)));
  return Vec3{off * std::cos(turn), off * std::sin(turn), z} * metres;
}

// What a drop of 1 m2 sends on, per steradian: twice what falls on it (diffraction).
double dropShare(double cosine) { return 2 * scattered(cosine); }

struct Drop {
  Vec3 at{};
  double diameterMm = 0;
};

Flying flyingOf(const FrameRecord& frame, const Drop& drop, double daylight) {
  const Vec3 down = inverse(frame.lensPose.turn) * Vec3{0, 0, -1};
  const Vec3 half = down * (dropSpeed(drop.diameterMm) * toSeconds(frame.exposure.shutter) / 2);
  Flying flying{drop.at - half, drop.at + half, drop.diameterMm / 1000};
  const Vec3 world = frame.lensPose.position + frame.lensPose.turn * drop.at;
  flying.candela =
      thrownToLens(*frame.scene, world, frame.lensPose.position, !frame.irCutIn, dropShare);
  const double face = pi / 4 * flying.diameterM * flying.diameterM;
  for (double& candela : flying.candela) candela *= face;
  flying.luminance.fill(daylight);
  return flying;
}

}  // namespace

std::vector<Streak> rainStreaks(const FrameRecord& frame, hal::ImageSize size) {
  constexpr double kShown = 0.94;
  const SceneState& scene = *frame.scene;
  std::vector<Streak> streaks;
  if (scene.weather.rainMmH <= 0 || !frame.outdoors) return streaks;
  RandomStream random("rain", frame.noiseSeed ^ scene.weather.seed);
  const double cosine = cosineOfCorner(frame.lens, size);
  const double volume =
      2 * pi * (1 - cosine) / 3 * (std::pow(kFarthestDropM, 3) - std::pow(kNearestDropM, 3));
  const double around =
      kShown * diffuseLux({1, 0, 0}, scene.sun, scene.skyLux) / pi * daylightGain(!frame.irCutIn);
  const double slope = dropSlope(scene.weather.rainMmH);
  const auto drops =
      static_cast<int>(volume * dropsPerM3(scene.weather.rainMmH) + random.uniform());
  for (int i = 0; i < drops; ++i) {
    const Vec3 at = somewhere(random, cosine);
    const Drop drop{at, kLeastDropMm - std::log(1 - random.uniform()) / slope};
    if (const auto streak = streakOf(frame.lens, size, flyingOf(frame, drop, around)))
      streaks.push_back(*streak);
  }
  return streaks;
}

}  // namespace tw::sim
