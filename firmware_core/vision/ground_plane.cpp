#include "firmware_core/vision/ground_plane.h"

#include <algorithm>
#include <cmath>

#include "firmware_core/base/check.h"
#include "firmware_core/vision/boxes.h"

namespace tw::fw {

GroundPlane::GroundPlane(const LensView& view, hal::ImageSize size, const PersonSize& person)
    : view_(view),
      size_(size),
      person_(person),
      cosTilt_(std::cos(view.tilt.value)),
      sinTilt_(std::sin(view.tilt.value)) {
  TW_CHECK(view.focalPx > 0 && view.heightM >= 0 && size.width > 0 && size.height > 0);
}

GroundPlane::Ray GroundPlane::rayAt(double x, double y) const {
  const double u = x - size_.width / 2.0, v = y - size_.height / 2.0, r = std::hypot(u, v);
  const double theta = view_.projection == Projection::kEquidistant ? r / view_.focalPx
                                                                    : std::atan(r / view_.focalPx);
  const double aside = r > 0 ? std::sin(theta) / r : 0;
  const double right = aside * u, down = aside * v, ahead = std::cos(theta);
  return {right, ahead * cosTilt_ + down * sinTilt_, ahead * sinTilt_ - down * cosTilt_};
}

std::optional<double> GroundPlane::distanceAt(double x, double y) const {
  const Ray ray = rayAt(x, y);
  if (!known() || ray.up >= 0) return std::nullopt;
  return view_.heightM * std::hypot(ray.right, ray.forward) / -ray.up;
}

std::optional<double> GroundPlane::heightOf(const hal::PixelBox& box) const {
  const double middle = box.x + box.width / 2.0;
  const std::optional<double> distance = distanceAt(middle, bottom(box));
  if (!distance) return std::nullopt;
  const Ray top = rayAt(middle, box.y);
  const double level = std::hypot(top.right, top.forward);
  if (level <= 0) return std::nullopt;
  return view_.heightM + *distance * top.up / level;
}

// Both lower corners lie on the ground.
std::optional<double> GroundPlane::widthOf(const hal::PixelBox& box) const {
  const Ray a = rayAt(box.x, bottom(box)), b = rayAt(right(box), bottom(box));
  if (!known() || a.up >= 0 || b.up >= 0) return std::nullopt;
  const double ka = -view_.heightM / a.up, kb = -view_.heightM / b.up;
  return std::hypot(ka * a.right - kb * b.right, ka * a.forward - kb * b.forward);
}

std::optional<double> GroundPlane::topOf(double x, double y, double tallM) const {
  const Ray foot = rayAt(x, y);
  if (!known() || foot.up >= 0) return std::nullopt;
  const double k = -view_.heightM / foot.up;
  const double aside = k * foot.right, forward = k * foot.forward, up = tallM - view_.heightM;
  const double down = forward * sinTilt_ - up * cosTilt_;
  const double ahead = forward * cosTilt_ + up * sinTilt_;
  const double off = std::hypot(aside, down);
  const double theta = std::atan2(off, ahead);
  if (view_.projection == Projection::kRectilinear && ahead <= 0) return std::nullopt;
  const double r =
      view_.focalPx * (view_.projection == Projection::kEquidistant ? theta : std::tan(theta));
  return size_.height / 2.0 + (off > 0 ? r * down / off : 0);
}

bool GroundPlane::footHidden(const hal::PixelBox& box) const {
  return bottom(box) >= size_.height - person_.edgePx;
}

bool GroundPlane::between(const hal::PixelBox& box, double least, double most) const {
  const std::optional<double> distance = distanceAt(box.x + box.width / 2.0, bottom(box));
  const std::optional<double> height = heightOf(box);
  return distance && height && *distance <= person_.farthestM && *height >= least &&
         *height <= most;
}

// Who seems tall enough from the picture's edge is taller still: a foot below it is nearer. Else,
// the lower the head, the farther away it is on the ray through the box's upper edge; but no
// farther than the ground at the picture's edge. What a side of the picture cuts has no breadth.
bool GroundPlane::broadEnough(const hal::PixelBox& box) const {
  if (box.x <= person_.edgePx || right(box) >= size_.width - person_.edgePx) return true;
  const double middle = box.x + box.width / 2.0;
  const double least = person_.leastM * person_.leastObject, below = view_.heightM - least;
  const Ray top = rayAt(middle, box.y);
  const std::optional<double> height = heightOf(box);
  if (height && *height >= least) return true;
  const std::optional<double> edge = distanceAt(middle, bottom(box));
  if (top.up >= 0 || below <= 0 || !edge) return true;
  const double level = std::hypot(top.right, top.forward);
  const double away = std::min(below / -top.up, *edge / level);  // along the ray
  const Ray a = rayAt(box.x, box.y), b = rayAt(right(box), box.y);
  const double width = away * std::hypot(a.right - b.right, a.forward - b.forward, a.up - b.up);
  return width >= person_.leastObjectWidthM;
}

bool GroundPlane::mayHold(const hal::PixelBox& region) const {
  if (!known() || footHidden(region)) return true;
  const std::optional<double> width = widthOf(region);
  return between(region, person_.leastM * person_.leastRegion,
                 person_.mostM * person_.mostRegion) &&
         width && *width <= person_.mostRegionWidthM;
}

bool GroundPlane::mayBe(const hal::PixelBox& object) const {
  if (!known()) return true;
  if (footHidden(object)) return broadEnough(object);
  return between(object, person_.leastM * person_.leastObject, person_.mostM * person_.mostObject);
}

hal::PixelBox GroundPlane::withPerson(const hal::PixelBox& region) const {
  if (footHidden(region)) return within(region, size_);
  const std::optional<double> top =
      topOf(region.x + region.width / 2.0, bottom(region), person_.mostM);
  if (!top || *top >= region.y) return within(region, size_);
  const int y = static_cast<int>(std::floor(*top));
  return within({region.x, y, region.width, bottom(region) - y}, size_);
}

}  // namespace tw::fw
