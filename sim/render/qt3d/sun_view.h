// The sun's view of the scene: an orthographic box around all that stands in it.
#pragma once

#include <QMatrix4x4>
#include <QQuaternion>
#include <QVector3D>

#include "sim/world/scene_state.h"

namespace tw::sim {

struct SunView {
  QVector3D position{};
  QQuaternion rotation{};  // of a camera that looks along -z
  QMatrix4x4 projection{};
  QMatrix4x4 toTexture{};  // from the world to the shadow map: x, y, depth in 0..1
};

// Depends on the sun and the place alone, so that shadows do not swim when somebody walks.
SunView sunViewOf(const Sun& sun, const Place& place, const std::vector<Part>& moving);

}  // namespace tw::sim
