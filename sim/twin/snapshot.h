// A look at the twin at one instant, as an immutable value: what a window, a remote client or a
// report may keep while the twin goes on in another thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "firmware_core/base/time.h"
#include "firmware_core/hal/lens_id.h"
#include "sim/optics/picture_source.h"
#include "sim/twin/hazard_zone.h"
#include "sim/twin/setting_look.h"
#include "sim/world/scene_state.h"
#include "sim/world/solid.h"

namespace tw::sim {

// A part of a camera's body that shines.
struct Glow {
  Vec3 at{}, towards{};  // in the world; a unit vector
  Colour colour{};
  double strength = 0;  // 0..1 of the most it gives
};

struct CameraLook {
  std::string name;
  std::string serial;              // printed on the body
  Pose body{};                     // in the world
  hal::PerLens<Pose> lensPoses{};  // z along the axis, x right, y down
  hal::PerLens<LensModel> lenses{};
  hal::PerLens<SeenFrame> seen{};  // the newest
  // The firmware's, or those it had when it last ran; null before its first start.
  std::shared_ptr<const SettingLooks> settings;
  std::vector<Part> parts{};      // of the body, in the world, as the axes stand
  std::vector<Glow> glows{};      // those that are lit
  std::vector<LampZone> zones{};  // of the lamps that are on: what they may do to eyes
};

// One of those who move through the place and is there now. Ground truth.
struct ActorLook {
  std::string name;
  bool person = false;
  uint16_t objectId = 0;
  Box box{};
  bool walks = false;  // or drives: on its way, it does not stand
};

struct Snapshot {
  Instant at{};
  std::shared_ptr<const SceneState> scene;
  std::vector<CameraLook> cameras;  // in the order of the setup
  std::vector<ActorLook> actors;
};

}  // namespace tw::sim
