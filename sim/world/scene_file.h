// What a *.scene.json says, read strictly: names, ranges and units are checked here, once.
//
// Positions in metres, world frame (x east, y north, z up). `heading_deg` turns about z: 0 = east,
// 90 = north. The sun's `azimuth_deg` is a compass bearing: 0 = north, 90 = east. Colours are
// linear reflectances.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware_core/base/time.h"
#include "sim/world/scene_state.h"

namespace tw::sim {

struct MountPoint {
  std::string name;
  Pose pose{};  // body frame: x is where the camera looks at pan 0, tilt 0
};

struct Clothes {
  Colour skin{0.45, 0.28, 0.2};
  Colour hair{0.05, 0.03, 0.02};
  Colour jacket{0.35, 0.05, 0.04};
  Colour trousers{0.04, 0.06, 0.16};
  Colour shoes{0.03, 0.03, 0.03};
};

struct Walk {
  struct Point {
    double x = 0, y = 0;  // metres, on the ground (z = 0)
  };
  std::vector<Point> path;          // at least two, consecutive ones apart
  double speedMS = 1.3;             // 0.2..3
  bool repeats = false;             // turns at the end and walks back, again and again
  std::optional<Instant> startsAt;  // else it waits for a command
};

struct Figure {
  std::string name;
  uint16_t objectId = 0;
  double heightM = 1.75;
  Clothes clothes{};
  Walk walk{};
};

struct SceneFile {
  std::shared_ptr<const Place> place;
  CalendarTime calendarStart{};  // at Instant{0}
  Sun sun{};
  double skyLux = 0;
  std::vector<MountPoint> mounts;  // at least one
  std::vector<Figure> figures;
  std::vector<std::string> objectNames;  // [objectId]; [0] is empty

  static SceneFile load(const std::filesystem::path& file);
  static SceneFile parse(const std::string& name, std::string_view text);
};

}  // namespace tw::sim
