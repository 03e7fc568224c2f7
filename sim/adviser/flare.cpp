#include "sim/adviser/flare.h"

#include <numbers>

#include "sim/adviser/say.h"
#include "sim/core/number_text.h"

namespace tw::sim {

Flare flareAt(double intensityCd, double distanceM) {
  Flare flare;
  flare.lux = intensityCd / (distanceM * distanceM);
  flare.wallCdM2 = kWallReflectance * flare.lux / std::numbers::pi;
  flare.targetCdM2 = kTargetReflectance * intensityCd / (kTargetM * kTargetM) / std::numbers::pi;
  return flare;
}

std::string flareText(const Flare& flare, double distanceM) {
  return "At " + metresText(distanceM) + " the spotlight's beam throws up to " +
         fixed(flare.lux, 0) + " lx on a surface, which shines with " +
         fixed(flare.wallCdM2, flare.wallCdM2 < 10 ? 1 : 0) +
         " cd/m2 where a visitor at 10 m has " + fixed(flare.targetCdM2, 2) + ": " +
         fixed(flare.contrast(), 0) +
         " to 1. The exposure follows the bright surface, and the visitor stays dark.";
}

}  // namespace tw::sim
