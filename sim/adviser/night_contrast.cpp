#include "sim/adviser/night_contrast.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "firmware_core/imaging/exposure_control.h"
#include "sim/adviser/beside.h"
#include "sim/optics/sensor_model.h"
#include "sim/world/daylight.h"
#include "sim/world/world.h"

namespace tw::sim {
namespace {

enum class NearSurface { kWall, kEave };

constexpr double kHeightM = 2.8;
constexpr double kGroundShare = 0.2, kBright = 0.5, kDark = 0.05;  // reflectances
constexpr hal::ImageSize kGrid{64, 36};                            // rays of a picture
constexpr double kLeastStops = -14, kMostStops = 4;                // of seconds: beyond both limits

Part box(Vec3 at, Vec3 size, double reflectance) {
  Part part;
  part.pose.position = at;
  part.size = size;
  part.colour = {reflectance, reflectance, reflectance};
  return part;
}

std::vector<Part> partsFor(const CameraModel& model, const Pose& mount, NearSurface surface,
                           std::optional<double> distance) {
  std::vector<Part> parts{box({0, 0, -0.5}, {1000, 1000, 1}, kGroundShare)};
  if (!distance) return parts;
  constexpr double kThick = 0.2;
  const Vec3 lamp = (mount * model.spotlight.pose).position;
  if (surface == NearSurface::kWall)
    parts.push_back(
        box({lamp.x + 4, lamp.y + *distance + kThick / 2, 2}, {9, kThick, 8}, kWallReflectance));
  else
    parts.push_back(box({kOverhangM / 2, 0, topOf(model, mount) + *distance + kThick / 2},
                        {kOverhangM, 6, kThick}, kWallReflectance));
  return parts;
}

LinearImage pictureOf(const CameraModel& model, const Pose& lens, const World& world) {
  LinearImage image{kGrid, {}, {}};
  std::vector<float> light;
  for (int y = 0; y < kGrid.height; ++y)
    for (int x = 0; x < kGrid.width; ++x) {
      const Vec3 way = lens.turn * directionOf(model.wideLens, kGrid, {x + 0.5, y + 0.5});
      light.push_back(static_cast<float>(world.luminance(lens.position, way, Instant{})));
    }
  image.rgb.fill(light);
  return image;
}

// The exposure that the firmware's loop would settle at, by bisection of its own error, in stops.
double exposureStops(const LinearImage& image, const Veil& veil) {
  const SensorParameters sensor;
  const fw::ExposureParameters rule;
  double low = kLeastStops, high = kMostStops;
  for (int i = 0; i < 24; ++i) {
    const double middle = (low + high) / 2;
    hal::AnalysisFrame frame;
    frame.exposure = fw::splitExposure(std::exp2(middle), kSensorLimits, rule.flickerPeriod);
    const FrameStatistics seen = measure(sensor, image, frame.exposure, 1, veil);
    frame.meanLuma = seen.meanLuma;
    frame.clippedShare = seen.clippedShare;
    (fw::exposureError(frame, rule) < 0 ? high : low) = middle;
  }
  const auto settled = fw::splitExposure(std::exp2(low), kSensorLimits, rule.flickerPeriod);
  return std::log2(fw::exposureAmount(settled));
}

struct Night {
  NightPicture picture;
  double exposureStops = 0;
};

Night nightOf(const CameraModel& model, NearSurface surface, std::optional<double> distance) {
  const Pose mount{{0, 0, kHeightM}, {}};
  const Pose lens = widePose(model, mount, {});
  const Lamp spot = lampOf(model.spotlight, mount, model.spotlight.intensity);
  auto place = std::make_shared<Place>();
  place->parts = partsFor(model, mount, surface, distance);
  SceneFile scene;
  scene.place = std::move(place);
  scene.sun.illuminanceLux = 0;
  World world(std::move(scene));
  world.setLamps({spot});
  const Veil veil = veilOf(*world.stateAt(Instant{}), lens, kCleanGlare, false, false);
  const Vec3 axis = spot.pose.turn * Vec3{1, 0, 0};
  const double lux = spot.intensityCd * beamShare(spot, axis) / (kTargetM * kTargetM);
  const double bright = kBright * lux / std::numbers::pi, dark = kDark * lux / std::numbers::pi;
  const double scattered = veil.luminance[1];
  return {{scattered, (bright - dark) / (bright + dark + 2 * scattered), 0},
          exposureStops(pictureOf(model, lens, world), veil)};
}

std::vector<NightPoint> curveOf(const CameraModel& model, NearSurface surface, double openStops) {
  std::vector<NightPoint> curve;
  for (const double d : {0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.25, 1.5}) {
    const Night night = nightOf(model, surface, d);
    curve.push_back({d, night.picture});
    curve.back().picture.stops = openStops - night.exposureStops;
  }
  return curve;
}

}  // namespace

NightCurves nightCurves(const CameraModel& model) {
  const Night open = nightOf(model, NearSurface::kWall, std::nullopt);
  return {open.picture, curveOf(model, NearSurface::kWall, open.exposureStops),
          curveOf(model, NearSurface::kEave, open.exposureStops)};
}

}  // namespace tw::sim
