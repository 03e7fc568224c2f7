#include "sim/render/qt3d/shadow_view.h"

#include <algorithm>
#include <cmath>

#include "sim/render/footprint.h"
#include "sim/render/qt3d/qt_convert.h"

namespace tw::sim {

namespace {

constexpr float kLeastDepth = 1e-3F;

void aim(ShadowView& view, QVector3D position, QQuaternion rotation) {
  view.position = position;
  view.rotation = rotation;
  QMatrix4x4 toView;
  toView.rotate(rotation.conjugated());
  toView.translate(-position);
  QMatrix4x4 half;
  half.translate(0.5F, 0.5F, 0.5F);
  half.scale(0.5F);
  view.toClip = view.projection * toView;
  view.toTexture = half * view.toClip;
}

}  // namespace

ShadowView sunViewOf(const Sun& sun, const Place& place) {
  constexpr double kHeight = 60;  // metres towards the sun and away from it
  const Box bounds = shadowBox(place);
  const QVector3D centre = toQt((bounds.low + bounds.high) * 0.5);
  const Vec3 up = std::abs(sun.towards.z) > 0.99 ? Vec3{0, 1, 0} : Vec3{0, 0, 1};
  const QQuaternion rotation = QQuaternion::fromDirection(toQt(sun.towards), toQt(up));
  // The box's corners as the sun sees them.
  float across = 0, along = 0;
  for (const Vec3 corner : cornersOf(bounds)) {
    const QVector3D seen = rotation.conjugated().rotatedVector(toQt(corner) - centre);
    across = std::max(across, std::abs(seen.x()));
    along = std::max(along, std::abs(seen.y()));
  }
  ShadowView view;
  const auto depth = static_cast<float>(kHeight + length(bounds.high - bounds.low) / 2);
  const auto margin = static_cast<float>(kShadowEdgeM);
  view.projection.ortho(-across - margin, across + margin, -along - margin, along + margin, 0,
                        2 * depth);
  aim(view, centre + toQt(sun.towards) * depth, rotation);
  return view;
}

ShadowView lampViewOf(const Pose& lamp) {
  constexpr double kNear = 0.03, kFar = 200;  // metres; nearer and farther nothing throws shadows
  constexpr double kReach = kLampShadowTan * kNear;
  const Vec3 ahead = lamp.turn * Vec3{1, 0, 0}, up = lamp.turn * Vec3{0, 0, 1};
  ShadowView view;
  view.projection.frustum(-kReach, kReach, -kReach, kReach, kNear, kFar);
  aim(view, toQt(lamp.position), QQuaternion::fromDirection(toQt(ahead * -1.0), toQt(up)));
  return view;
}

PixelRect shadowPartOf(const ShadowView& view, int size, std::span<const Part> parts) {
  constexpr int kMargin = 2;  // texels
  const auto box = shadingBox(parts);
  if (!box) return {};
  float left = 1e9F, bottom = 1e9F, right = -1e9F, top = -1e9F;
  for (const Vec3 corner : cornersOf(*box)) {
    const QVector4D seen = view.toTexture * QVector4D(toQt(corner), 1);
    if (seen.w() < kLeastDepth) return {0, 0, size, size};  // beside the light or behind it
    const QVector3D at = seen.toVector3DAffine() * static_cast<float>(size);
    left = std::min(left, at.x()), right = std::max(right, at.x());
    bottom = std::min(bottom, at.y()), top = std::max(top, at.y());
  }
  const auto texel = [&](float at, int margin) {
    return std::clamp(static_cast<int>(std::floor(std::clamp(at, -1e6F, 1e6F))) + margin, 0, size);
  };
  const int x = texel(left, -kMargin), y = texel(bottom, -kMargin);
  return {x, y, texel(right, kMargin + 1) - x, texel(top, kMargin + 1) - y};
}

}  // namespace tw::sim
