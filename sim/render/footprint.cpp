#include "sim/render/footprint.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace tw::sim {
namespace {

constexpr double kLongestShadowM = 400;
constexpr double kNearM = 0.05;  // nearer than anything is drawn
constexpr int kMarginPx = 2;

using Points = std::vector<Vec3>;

constexpr double kTexels = 2;  // two are mixed, and edges are rounded

Box grown(const Box& box, double byM) {
  const Vec3 margin{byM, byM, byM};
  return {box.low - margin, box.high + margin};
}

// The box and where its corners throw their shadows: what lies between is all that it may shade.
// `away`: from the light, in a corner. On the floor where all of it falls there, else far away.
template <class Away>
Points shadowOf(const Box& box, double floorZ, const Away& away) {
  const auto corners = cornersOf(box);
  const auto fall = [&](Vec3 corner) {
    const double steep = std::max(-away(corner).z, 1e-6);
    return std::max((corner.z - floorZ) / steep, 0.0);
  };
  const bool falls = std::all_of(corners.begin(), corners.end(),
                                 [&](Vec3 corner) { return fall(corner) < kLongestShadowM; });
  Points points(corners.begin(), corners.end());
  for (const Vec3 corner : corners)
    points.push_back(corner + away(corner) * (falls ? fall(corner) : kLongestShadowM));
  return points;
}

// Whether all of the box lies beyond one side of what a lamp's shadow map shows.
bool besideMap(const Box& box, const Pose& lamp) {
  const Turn toLamp = inverse(lamp.turn);
  const auto corners = cornersOf(box);
  const auto beyond = [&](auto sideways) {
    return std::all_of(corners.begin(), corners.end(), [&](Vec3 corner) {
      const Vec3 p = toLamp * (corner - lamp.position);
      return sideways(p) > kLampShadowTan * p.x;
    });
  };
  return beyond([](Vec3 p) { return p.y; }) || beyond([](Vec3 p) { return -p.y; }) ||
         beyond([](Vec3 p) { return p.z; }) || beyond([](Vec3 p) { return -p.z; });
}

Points shadowOf(const Box& box, const Pose& lamp, double floorZ) {
  double farthest = 1;  // at least, so that a share of it covers the lift
  for (const Vec3 corner : cornersOf(box))
    farthest = std::max(farthest, length(corner - lamp.position));
  constexpr double kEdge = kShadowLiftM + kTexels * 2 * kLampShadowTan / kLampShadowTexels;
  if (besideMap(grown(box, kEdge * farthest), lamp)) return {};
  return shadowOf(grown(box, kEdge * farthest), floorZ,
                  [&](Vec3 corner) { return unit(corner - lamp.position); });
}

// What of the points' convex hull lies before the lens, in the lens frame: its corners, and more.
Points inFront(const View& view, std::span<const Vec3> points) {
  const Turn toLens = inverse(view.pose.turn);
  Points before, behind;
  for (const Vec3 point : points) {
    const Vec3 p = toLens * (point - view.pose.position);
    (p.z >= kNearM ? before : behind).push_back(p);
  }
  const size_t whole = before.size();
  for (size_t i = 0; i < whole; ++i)
    for (const Vec3 b : behind) {
      const Vec3 a = before[i];
      before.push_back(a + (b - a) * ((a.z - kNearM) / (a.z - b.z)));
    }
  return before;
}

PixelRect rectOf(const View& view, std::span<const Vec3> points) {
  double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
  for (const Vec3 p : inFront(view, points)) {
    const double x = view.size.width / 2.0 + view.focalPx * p.x / p.z;
    const double y = view.size.height / 2.0 + view.focalPx * p.y / p.z;
    left = std::min(left, x), right = std::max(right, x);
    top = std::min(top, y), bottom = std::max(bottom, y);
  }
  if (left > right) return {};
  const auto pixel = [](double at, int margin, int most) {
    return static_cast<int>(std::clamp(std::floor(at) + margin, 0.0, static_cast<double>(most)));
  };
  const int x = pixel(left, -kMarginPx, view.size.width);
  const int y = pixel(top, -kMarginPx, view.size.height);
  return {x, y, pixel(right, kMarginPx + 1, view.size.width) - x,
          pixel(bottom, kMarginPx + 1, view.size.height) - y};
}

}  // namespace

Box shadowBox(const Place& place) {
  constexpr Box kAboutTheMiddle{{-30, -30, 0}, {30, 30, 3}};
  return shadingBox(place.parts).value_or(kAboutTheMiddle);
}

Shadows shadowsIn(const Place& place, const Sun& sun) {
  Shadows shadows;
  if (sun.illuminanceLux > 0) shadows.towardsSun = sun.towards;
  if (place.parts.empty()) return shadows;
  shadows.floorZ = 1e9;
  for (const Part& part : place.parts)
    shadows.floorZ = std::min(shadows.floorZ, looseBox(part).low.z);
  const Box box = shadowBox(place);
  const double across = length(box.high - box.low);
  shadows.sunMarginM = kTexels * (across + 2 * kShadowEdgeM) / kShadowTexels;
  return shadows;
}

PixelRect footprint(const View& view, const Shadows& shadows, std::span<const Part> parts) {
  PixelRect rect;
  for (const Part& part : parts) {
    const Box box = looseBox(part);
    rect = around(rect, rectOf(view, cornersOf(box)));
    if (const auto sun = shadows.towardsSun)
      rect = around(rect, rectOf(view, shadowOf(grown(box, shadows.sunMarginM), shadows.floorZ,
                                                [&](Vec3) { return *sun * -1.0; })));
    for (const Pose& lamp : shadows.lamps)
      rect = around(rect, rectOf(view, shadowOf(box, lamp, shadows.floorZ)));
  }
  return rect;
}

PixelRect around(const PixelRect& a, const PixelRect& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  const int x = std::min(a.x, b.x), y = std::min(a.y, b.y);
  return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

PixelRect common(const PixelRect& a, const PixelRect& b) {
  const int x = std::max(a.x, b.x), y = std::max(a.y, b.y);
  return {x, y, std::min(a.right(), b.right()) - x, std::min(a.bottom(), b.bottom()) - y};
}

}  // namespace tw::sim
