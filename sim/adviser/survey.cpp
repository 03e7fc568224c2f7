#include "sim/adviser/survey.h"

#include <algorithm>

#include "sim/world/scene_json.h"
#include "sim/world/solid.h"

namespace tw::sim {
namespace {

std::vector<Part> allParts(const SceneFile& scene) {
  std::vector<Part> parts = scene.place->parts;
  for (const Crown& crown : scene.crowns)
    parts.insert(parts.end(), crown.parts.begin(), crown.parts.end());
  return parts;
}

// The body's left, levelled; a camera that lies on its side has none, and takes east's.
Vec3 levelLeft(const Pose& body) {
  const Vec3 left = body.turn * Vec3{0, 1, 0};
  const Vec3 level{left.x, left.y, 0};
  return length(level) > 1e-6 ? unit(level) : Vec3{0, 1, 0};
}

// The lowest of what is met straight down, up to half a metre ahead: a sill or a plinth below the
// camera is not the ground.
std::optional<double> groundBelow(const Survey& survey) {
  std::optional<double> z;
  for (const double ahead : {0.0, 0.25, 0.5}) {
    const Vec3 from = survey.lamp + survey.ahead * ahead;
    if (const auto met = firstHit(from, {0, 0, -1}, survey.parts, kFarM))
      z = std::min(z.value_or(from.z), from.z - met->distance);
  }
  return z;
}

}  // namespace

Survey::Survey(const SceneFile& at, const MountPoint& on, const CameraModel& camera)
    : scene(at), mount(on), model(camera), parts(allParts(at)), fields(camera, on.pose) {
  left = levelLeft(mount.pose);
  ahead = cross(left, {0, 0, 1});
  lamp = (mount.pose * model.spotlight.pose).position;
  groundZ = groundBelow(*this);
  if (!groundZ) return;
  const Vec3 below{mount.pose.position.x, mount.pose.position.y, *groundZ};
  for (const hal::LensId lens : hal::kLenses)
    watched[hal::index(lens)] = watchedArea(fields, lens, below, parts);
}

Lamp spotlightOf(const Survey& survey) {
  const LampModel& spot = survey.model.spotlight;
  return lampOf(spot, survey.mount.pose, spot.intensity);
}

}  // namespace tw::sim
