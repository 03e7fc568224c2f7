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

// The box and, on the floor, where each of its corners throws its shadow: what lies between is all
// that it may shade.
void addShadow(const Box& box, const Sun& sun, const ShadowReach& reach, Points& points) {
  const Vec3 margin{reach.marginM, reach.marginM, reach.marginM};
  for (const Vec3 corner : cornersOf({box.low - margin, box.high + margin})) {
    const double fall = (corner.z - reach.floorZ) / std::max(sun.towards.z, 1e-6);
    points.push_back(corner);
    points.push_back(corner - sun.towards * std::clamp(fall, 0.0, kLongestShadowM));
  }
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

ShadowReach shadowReachIn(const Place& place) {
  if (place.parts.empty()) return {};
  double floorZ = 1e9;
  for (const Part& part : place.parts) floorZ = std::min(floorZ, looseBox(part).low.z);
  const Box box = shadowBox(place);
  const double across = length(box.high - box.low);
  constexpr double kTexels = 2;  // two are mixed, and edges are rounded
  return {floorZ, kTexels * (across + 2 * kShadowEdgeM) / kShadowTexels};
}

PixelRect footprint(const View& view, const Sun& sun, const ShadowReach& reach,
                    std::span<const Part> parts) {
  PixelRect rect;
  for (const Part& part : parts) {
    const Box box = looseBox(part);
    rect = around(rect, rectOf(view, cornersOf(box)));
    if (sun.illuminanceLux <= 0) continue;
    Points shaded;
    addShadow(box, sun, reach, shaded);
    rect = around(rect, rectOf(view, shaded));
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
