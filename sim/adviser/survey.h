// A camera at a mount of a place: what all rules look at, measured once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/adviser/lens_field.h"
#include "sim/adviser/watched_area.h"
#include "sim/world/scene_file.h"

namespace tw::sim {

// Borrows all three, which outlive it.
struct Survey {
  Survey(const SceneFile& scene, const MountPoint& mount, const CameraModel& model);

  const SceneFile& scene;
  const MountPoint& mount;  // of this scene, or one that is tried
  const CameraModel& model;
  std::vector<Part> parts;  // all that stands there, trees without wind; nobody who comes and goes
  LensFields fields;
  Vec3 ahead{}, left{};                    // level unit vectors
  Vec3 lamp{};                             // the spotlight
  std::optional<double> groundZ;           // of what lies below; nothing: nothing does
  hal::PerLens<WatchedArea> watched = {};  // empty without ground

  std::string objectName(uint16_t id) const { return scene.objectNames.at(id); }
};

// As it shines from there by night, as bright as it can.
Lamp spotlightOf(const Survey& survey);

}  // namespace tw::sim
