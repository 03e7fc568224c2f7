// From the world's types to Qt's.
#pragma once

#include <QMatrix4x4>
#include <QQuaternion>
#include <QVector3D>

#include "sim/world/scene_state.h"

namespace tw::sim {

inline QVector3D toQt(Vec3 v) {
  return {static_cast<float>(v.x), static_cast<float>(v.y), static_cast<float>(v.z)};
}
inline QVector3D toQt(Colour c) { return toQt(Vec3{c.r, c.g, c.b}); }
inline QQuaternion toQt(Turn t) {
  return {static_cast<float>(t.w), static_cast<float>(t.x), static_cast<float>(t.y),
          static_cast<float>(t.z)};
}

}  // namespace tw::sim
