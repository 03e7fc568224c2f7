// What a *.scene.json says, read strictly: names, ranges and units are checked here, once.
//
// Positions in metres, world frame (x east, y north, z up). `heading_deg` turns about z: 0 = east,
// 90 = north. The sun's `azimuth_deg` is a compass bearing: 0 = north, 90 = east; a dim one is the
// moon. Colours are linear reflectances. Objects: sim/world/scene_objects.h; actors:
// sim/world/actor.h.
//
// "based_on": "house_front.scene.json" takes over every section of that file that this one does not
// have itself: the same place by night is a file of its sun, sky and calendar.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "firmware_core/base/time.h"
#include "sim/world/actor.h"
#include "sim/world/scene_objects.h"
#include "sim/world/scene_state.h"

namespace tw::sim {

struct MountPoint {
  std::string name;
  Pose pose{};  // body frame: x is where the camera looks at pan 0, tilt 0
};

// A lamp of the place, which burns while it is dark.
struct StreetLamp {
  std::string name;
  Lamp lamp{};  // as it burns
};

// A meter of light, wherever somebody wants to know (sim/twin/light_meters.h).
//   {"name": "step", "kind": "lux", "position_m": [0, 2, 0.01], "pitch_deg": 90}
struct LightMeter {
  enum class Kind { kLux, kLuminance };
  std::string name;
  Kind kind{};
  Vec3 position{};
  Vec3 towards{};  // unit: where its face looks
};

struct SceneFile {
  std::shared_ptr<const Place> place;  // with the crowns while there is no wind
  CalendarTime calendarStart{};        // at Instant{0}
  Sun sun{};
  double skyLux = 0;
  double windMS = 0;
  std::vector<Crown> crowns;  // that the wind moves
  std::vector<StreetLamp> lamps;
  std::vector<LightMeter> meters;
  std::vector<MountPoint> mounts;  // at least one
  std::vector<Actor> actors;
  std::vector<std::string> objectNames;  // [objectId]; [0] is empty

  static SceneFile load(const std::filesystem::path& file);
  static SceneFile parse(const std::string& name, std::string_view text);
};

}  // namespace tw::sim
