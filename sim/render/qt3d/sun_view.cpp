#include "sim/render/qt3d/sun_view.h"

#include <algorithm>
#include <cmath>

#include "sim/render/qt3d/qt_convert.h"
#include "sim/world/solid.h"

namespace tw::sim {

namespace {

constexpr double kHeight = 60;  // metres towards the sun and away from it

// The axis-aligned box around parts, planes left out: they throw no shadow.
struct Bounds {
  Vec3 low{1e9, 1e9, 1e9}, high{-1e9, -1e9, -1e9};

  bool empty() const { return low.x > high.x; }
  void add(const Part& part) {
    if (part.shape == Shape::kPlane) return;
    const Vec3 from = part.mesh ? part.mesh->low : Vec3{-0.5, -0.5, -0.5};
    const Vec3 to = part.mesh ? part.mesh->high : Vec3{0.5, 0.5, 0.5};
    const Turn t = part.pose.turn;
    const Vec3 x = t * Vec3{part.size.x * (to.x - from.x) / 2, 0, 0},
               y = t * Vec3{0, part.size.y * (to.y - from.y) / 2, 0},
               z = t * Vec3{0, 0, part.size.z * (to.z - from.z) / 2};
    const Vec3 half{std::abs(x.x) + std::abs(y.x) + std::abs(z.x),
                    std::abs(x.y) + std::abs(y.y) + std::abs(z.y),
                    std::abs(x.z) + std::abs(y.z) + std::abs(z.z)};
    const Vec3 centre = part.pose.position + t * scaled((from + to) * 0.5, part.size);
    low = lowest(low, centre - half);
    high = highest(high, centre + half);
  }
};

Bounds boundsOf(const Place& place, const std::vector<Part>& moving) {
  Bounds bounds;
  for (const Part& part : place.parts) bounds.add(part);
  if (bounds.empty())
    for (const Part& part : moving) bounds.add(part);
  if (bounds.empty()) bounds = {{-1, -1, -1}, {1, 1, 1}};
  return bounds;
}

}  // namespace

SunView sunViewOf(const Sun& sun, const Place& place, const std::vector<Part>& moving) {
  const Bounds bounds = boundsOf(place, moving);
  const QVector3D centre = toQt((bounds.low + bounds.high) * 0.5);
  const Vec3 up = std::abs(sun.towards.z) > 0.99 ? Vec3{0, 1, 0} : Vec3{0, 0, 1};
  const QQuaternion rotation = QQuaternion::fromDirection(toQt(sun.towards), toQt(up));
  // The box's corners as the sun sees them.
  float across = 0, along = 0;
  for (int corner = 0; corner < 8; ++corner) {
    const QVector3D p(static_cast<float>(corner & 1 ? bounds.high.x : bounds.low.x),
                      static_cast<float>(corner & 2 ? bounds.high.y : bounds.low.y),
                      static_cast<float>(corner & 4 ? bounds.high.z : bounds.low.z));
    const QVector3D seen = rotation.conjugated().rotatedVector(p - centre);
    across = std::max(across, std::abs(seen.x()));
    along = std::max(along, std::abs(seen.y()));
  }
  SunView view;
  view.rotation = rotation;
  const auto depth = static_cast<float>(kHeight + length(bounds.high - bounds.low) / 2);
  view.position = centre + toQt(sun.towards) * depth;
  const auto margin = static_cast<float>(kShadowEdgeM);
  view.projection.ortho(-across - margin, across + margin, -along - margin, along + margin, 0,
                        2 * depth);
  QMatrix4x4 toView;
  toView.rotate(rotation.conjugated());
  toView.translate(-view.position);
  QMatrix4x4 half;
  half.translate(0.5F, 0.5F, 0.5F);
  half.scale(0.5F);
  view.toClip = view.projection * toView;
  view.toTexture = half * view.toClip;
  return view;
}

PixelRect sunPartOf(const SunView& view, int size, std::span<const Part> parts) {
  constexpr int kMargin = 2;  // texels
  const auto box = boxAround(parts);
  if (!box) return {};
  float left = 1e9F, bottom = 1e9F, right = -1e9F, top = -1e9F;
  for (const double x : {box->low.x, box->high.x})
    for (const double y : {box->low.y, box->high.y})
      for (const double z : {box->low.z, box->high.z}) {
        const QVector3D at = view.toTexture.map(toQt(Vec3{x, y, z})) * static_cast<float>(size);
        left = std::min(left, at.x()), right = std::max(right, at.x());
        bottom = std::min(bottom, at.y()), top = std::max(top, at.y());
      }
  const auto texel = [&](float at, int margin) {
    return std::clamp(static_cast<int>(std::floor(at)) + margin, 0, size);
  };
  const int x = texel(left, -kMargin), y = texel(bottom, -kMargin);
  return {x, y, texel(right, kMargin + 1) - x, texel(top, kMargin + 1) - y};
}

}  // namespace tw::sim
