// Light meters of the scene, read once a second: `world/<name>.lux` (on a surface that faces where
// the meter looks) and `world/<name>.luminance_cd_m2` (of what it looks at). Ideal instruments: no
// noise, and a spot without width.
#pragma once

#include <vector>

#include "sim/devices/device.h"
#include "sim/devices/one_shot.h"
#include "sim/world/world.h"

namespace tw::sim {

class LightMeters {
 public:
  static constexpr Duration kEvery = 1s;
  static constexpr double kMostLux = 1e6, kMostLuminance = 1e10;  // the sun: 2e9

  // `bench.camera` is "world"; all borrowed. `lampsOn`: called before a reading, so that the world
  // knows the cameras' lamps.
  LightMeters(const Bench& bench, const World& world, std::function<void()> lampsOn);

 private:
  void read();

  const Bench& bench_;
  const World& world_;
  std::function<void()> lampsOn_;
  std::vector<Signal> signals_;  // of each of the world's
  OneShot due_;
};

}  // namespace tw::sim
