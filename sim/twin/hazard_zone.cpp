#include "sim/twin/hazard_zone.h"

#include <algorithm>
#include <cmath>

#include "firmware_core/base/check.h"
#include "sim/world/daylight.h"

namespace tw::sim {
namespace {

// Off the axis of a cos^m there is no more light than on it, or nearer to it: nobody searches from
// afar again. A measured beam may have most of it anywhere.
template <class Reach>
Reaches reachesBy(const EyeSource& source, const Reach& reach) {
  const bool measured = source.lamp.profile != nullptr;
  Reaches reaches;
  double from = kFarthest;
  for (int angle = 0; angle <= (measured ? 180 : 90); angle += kZoneStepDeg) {
    reaches.push_back(from > 0 ? reach(degrees(angle), from) : 0);
    if (!measured) from = reaches.back();
  }
  return reaches;
}

}  // namespace

EyeLamp atAngle(const EyeSource& source, Radians angle) {
  return dimmed(source.eye, mostBeamShare(source.lamp, angle, kZoneStepDeg / 2.0));
}

double reachOf(const EyeSource& source, RiskGroup group, Radians angle, double from) {
  TW_CHECK(group > RiskGroup::kExempt);
  const EyeLamp lamp = atAngle(source, angle);
  return farthest([&](double distance) { return eyeHazard(lamp, distance).group >= group; }, from);
}

double reachOfValue(const EyeSource& source, double value, Radians angle, double from) {
  TW_CHECK(value > 0);
  const EyeLamp lamp = atAngle(source, angle);
  return farthest([&](double distance) { return exposureHazardValue(lamp, distance) >= value; },
                  from);
}

Reaches reachesOfValue(const EyeSource& source, double value) {
  return reachesBy(
      source, [&](Radians angle, double from) { return reachOfValue(source, value, angle, from); });
}

double depthOf(const Reaches& reaches) { return *std::max_element(reaches.begin(), reaches.end()); }

HazardZones hazardZones(const EyeSource& source) {
  HazardZones zones;
  for (const RiskGroup group : {RiskGroup::k1, RiskGroup::k2, RiskGroup::k3}) {
    HazardZone zone{group, reachesBy(source, [&](Radians angle, double from) {
                      return reachOf(source, group, angle, from);
                    })};
    if (depthOf(zone.reaches) <= 0) break;  // nor is it of a worse group then
    zones.push_back(std::move(zone));
  }
  return zones;
}

LampZone ZoneStore::zoneOf(const std::string& lamp, const EyeSource& source) {
  Kept& kept = kept_[lamp];
  if (!kept.zones || !(kept.source == source))
    kept = {source, std::make_shared<const HazardZones>(hazardZones(source))};
  return {lamp, source.lamp.pose, kept.zones};
}

}  // namespace tw::sim
