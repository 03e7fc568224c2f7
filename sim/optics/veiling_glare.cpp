#include "sim/optics/veiling_glare.h"

#include <numbers>

#include "sim/render/light_sum.h"
#include "sim/world/bounce.h"
#include "sim/world/daylight.h"
#include "sim/world/solid.h"

namespace tw::sim {

bool sunReaches(const SceneState& scene, Vec3 position) {
  return scene.sun.illuminanceLux > 0 && !blocked(position, scene.sun.towards, scene.place->parts);
}

Veil veilOf(const SceneState& scene, const Pose& lensPose, double glare, bool sunny,
            bool nearInfrared) {
  if (glare <= 0) return {};
  const Vec3 axis = lensPose.turn * Vec3{0, 0, 1};
  double daylight = diffuseLux(axis, scene.sun, scene.skyLux);
  if (sunny) daylight += sunLux(axis, scene.sun);
  daylight *= daylightGain(nearInfrared);
  std::array<double, 3> lux{daylight, daylight, daylight};
  const auto add = [&](Lamp lamp) {
    const auto candela = candelaOf(lamp, nearInfrared);
    lamp.intensityCd = 1;
    const double aCandela = lampLux(lensPose.position, axis, lamp);
    for (size_t c = 0; c < lux.size(); ++c) lux[c] += aCandela * candela[c];
  };
  for (const auto* lamps : {&scene.placeLamps, &scene.lamps})
    for (const Lamp& lamp : *lamps)
      for (const Lamp& one : withThrown(lamp)) add(one);
  Veil veil;
  for (size_t c = 0; c < lux.size(); ++c)
    veil.luminance[c] = static_cast<float>(glare * lux[c] / std::numbers::pi);
  return veil;
}

}  // namespace tw::sim
