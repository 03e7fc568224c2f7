// A light's view of the scene: for sun and moon an orthographic box around all that stands in it,
// for a lamp whatever lies before it.
#pragma once

#include <QMatrix4x4>
#include <QQuaternion>
#include <QVector3D>

#include <span>

#include "sim/render/footprint.h"

namespace tw::sim {

struct ShadowView {
  QVector3D position{};
  QQuaternion rotation{};  // of a camera that looks along -z
  QMatrix4x4 projection{};
  QMatrix4x4 toClip{};     // from the world to clip coordinates
  QMatrix4x4 toTexture{};  // from the world to the shadow map: x, y, depth in 0..1
};

ShadowView sunViewOf(const Sun& sun, const Place& place);
// To kLampShadowTan off its axis: beyond that it throws no shadows.
ShadowView lampViewOf(const Pose& lamp);

// The square of `size` texels a side in which the map changes when these parts come, go or move,
// from the lower left; empty where they lie beyond it.
PixelRect shadowPartOf(const ShadowView& view, int size, std::span<const Part> parts);

}  // namespace tw::sim
