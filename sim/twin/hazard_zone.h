// How far from a lamp that shines it is of which risk group (IEC 62471, sim/light/eye_hazard.h), by
// the angle off the axis of its beam. Each lamp for itself, as the standard judges them.
//
// Of an emitter that does not fill 100 mrad the zone's border lies at d sqrt(share of the beam): a
// drop of the depth d = exemptBeyond(lamp), round about the axis. Round is that of a measured beam,
// too: at each angle it is as large as the plane with the most light makes it, within half a step.
//
// Left out: shading by the body, mirrors, and lamps that are seen as one.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "firmware_core/base/units.h"
#include "sim/light/eye_hazard.h"
#include "sim/world/scene_state.h"

namespace tw::sim {

// A lamp that shines now.
struct EyeSource {
  Lamp lamp{};    // where it stands and how it spreads its light
  EyeLamp eye{};  // at its present duty
  bool operator==(const EyeSource&) const = default;
};

// What of it reaches an eye at this angle off the axis.
EyeLamp atAngle(const EyeSource& source, Radians angle);

// From there on the source is better than `group` at this angle; 0: it is so everywhere. `from`: no
// farther is searched.
double reachOf(const EyeSource& source, RiskGroup group, Radians angle, double from = kFarthest);

// From there on its exposure hazard value is below `value`, > 0.
double reachOfValue(const EyeSource& source, double value, Radians angle, double from = kFarthest);

// The border of a group, or of a hazard value: metres at 0, kZoneStepDeg, ... 90 degrees, or 180 of
// a measured beam.
inline constexpr int kZoneStepDeg = 3;
using Reaches = std::vector<double>;
Reaches reachesOfValue(const EyeSource& source, double value);
double depthOf(const Reaches& reaches);  // the largest, whatever the angle

struct HazardZone {
  RiskGroup group{};  // this or a worse one
  Reaches reaches{};
};
using HazardZones =
    std::vector<HazardZone>;  // group 1, and worse ones that there are; may be empty
HazardZones hazardZones(const EyeSource& source);

// A lamp of a camera that is on, for those who draw its zone.
struct LampZone {
  std::string lamp;  // "spotlight"
  Pose pose{};       // in the world; x along the beam
  std::shared_ptr<const HazardZones> zones{};
};

// Zones of one camera's lamps, worked out anew only where a lamp has become another.
class ZoneStore {
 public:
  LampZone zoneOf(const std::string& lamp, const EyeSource& source);

 private:
  struct Kept {
    EyeSource source;
    std::shared_ptr<const HazardZones> zones;
  };
  std::map<std::string, Kept> kept_;  // by lamp
};

}  // namespace tw::sim
