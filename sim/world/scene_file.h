// What a *.scene.json says, read strictly: names, ranges and units are checked here, once.
//
// Positions in metres, world frame (x east, y north, z up). `heading_deg` turns about z: 0 = east,
// 90 = north. The sun's `azimuth_deg` is a compass bearing: 0 = north, 90 = east; a dim one is the
// moon. Colours are linear reflectances. Objects: sim/world/scene_objects.h; actors:
// sim/world/actor.h; lamps: sim/world/street_lamp.h.
//
// "based_on": "house_front.scene.json" takes over every section of that file that this one does not
// have itself: the same place by night is a file of its sun, sky and calendar.
//
// "clear_sky": true instead of `sun` and `sky_lux`: sun, moon and sky as they are at `site` at
// `calendar_start` (sim/world/clear_sky.h).
//
// "weather": {"fog_visibility_m": 40, "rain_mm_h": 10, "insects": 6}, each left out for none
// (sim/world/weather.h); the fault device `weather` changes it during a run.
//
// For the installation adviser (sim/adviser/adviser.h), each may be left out, which means that it
// is not known; a camera then hangs outdoors, its film off, its kit on and its cover closed:
//   "site": {"latitude_deg": 57.1, "longitude_deg": 25.65}   north and east are positive
//   "public": true                  a place that anybody may enter
//   of an object, "notice": true    it tells people that they are filmed, and where
//   of a mount, "film_on": false    the protective film on the lenses
//               "port_kit": true    the waterproof kit on the Ethernet port
//               "cover_closed": true
//               "outdoors": false   in the dry; without it, rain comes there
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware_core/base/time.h"
#include "sim/world/actor.h"
#include "sim/world/scene_objects.h"
#include "sim/world/scene_state.h"
#include "sim/world/street_lamp.h"
#include "sim/world/sun_path.h"

namespace tw::sim {

struct MountPoint {
  std::string name;
  Pose pose{};  // body frame: x is where the camera looks at pan 0, tilt 0
  bool outdoors = true;
  std::optional<bool> filmOn, portKit, coverClosed;  // nothing: not known
};

// A meter of light, wherever in the open air somebody wants to know (sim/twin/light_meters.h).
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
  std::optional<Site> site;            // on Earth; nothing: not known
  std::optional<bool> publicPlace;     // nothing: not known
  Sun sun{};
  double skyLux = 0;
  double windMS = 0;
  Weather weather{};
  std::vector<Crown> crowns;  // that the wind moves
  std::vector<StreetLamp> lamps;
  std::vector<LightMeter> meters;
  std::vector<MountPoint> mounts;  // at least one
  std::vector<Actor> actors;
  std::vector<std::string> objectNames;  // [objectId]; [0] is empty
  std::vector<uint16_t> notices;         // objects that tell people of the camera

  static SceneFile load(const std::filesystem::path& file);
  static SceneFile parse(const std::string& name, std::string_view text);
};

// Of this name; throws InputError without a file, naming those there are.
const MountPoint& mountOf(const SceneFile& scene, const std::string& name);

}  // namespace tw::sim
