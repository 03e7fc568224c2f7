// The exposure statistics of a scene that nobody draws.
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "firmware_core/base/check.h"
#include "sim/optics/sensor_model.h"

namespace tw::sim {
namespace {

constexpr double kReflectance = 0.2;       // of the average surface
constexpr double kLampDistanceMetres = 5;  // from a lamp to what it lights

// How bright surfaces are against the average one: from deep shade to white in the sun, each as
// frequent as the others.
constexpr std::array kRange{0.08, 0.15, 0.25, 0.4, 0.55, 0.7, 0.85, 1.0,
                            1.15, 1.3,  1.5,  1.7, 2.0,  2.4, 3.0,  4.0};

// As the sensor sees it: with the infrared that the cut filter lets through.
double illuminance(const SceneState& scene, bool irCutIn) {
  double lux = scene.skyLux + scene.sun.illuminanceLux * std::max(0.0, scene.sun.towards.z);
  lux *= daylightGain(!irCutIn);
  for (const auto* lamps : {&scene.placeLamps, &scene.lamps})
    for (const Lamp& lamp : *lamps)
      lux += (lamp.intensityCd + (irCutIn ? 0 : infraredCd(lamp))) /
             (kLampDistanceMetres * kLampDistanceMetres);
  return lux;
}

}  // namespace

FrameStatistics estimate(const SensorParameters& sensor, const FrameRecord& frame) {
  TW_CHECK(frame.scene != nullptr);
  const double average = illuminance(*frame.scene, frame.irCutIn) * kReflectance / std::numbers::pi;
  const double electrons = electronsOf(sensor, average, frame.exposure.shutter);
  FrameStatistics result;
  for (double share : kRange) {
    const double value = displayValue(sensor, electrons * share, frame.exposure.gainDb);
    result.meanLuma += value / kRange.size();
    if (value >= 1) result.clippedShare += 1.0 / kRange.size();
  }
  return result;
}

}  // namespace tw::sim
