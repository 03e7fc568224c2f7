#include "sim/render/pinhole.h"

#include "firmware_core/base/check.h"

namespace tw::sim {

std::optional<PinholePoint> project(const View& view, Vec3 world) {
  const Vec3 p = inverse(view.pose.turn) * (world - view.pose.position);
  if (p.z <= 0) return std::nullopt;
  return PinholePoint{view.size.width * 0.5 + view.focalPx * p.x / p.z,
                      view.size.height * 0.5 + view.focalPx * p.y / p.z, p.z};
}

Vec3 directionAt(const View& view, double x, double y) {
  const Vec3 lens{x - view.size.width * 0.5, y - view.size.height * 0.5, view.focalPx};
  return view.pose.turn * unit(lens);
}

void checkView(const View& view) {
  TW_CHECK(view.size.width >= 16 && view.size.width <= 4096);
  TW_CHECK(view.size.height >= 16 && view.size.height <= 4096);
  TW_CHECK(view.focalPx > 0 && std::isfinite(view.focalPx));
  TW_CHECK(std::isfinite(length(view.pose.position)));
  const Turn t = view.pose.turn;
  TW_CHECK(std::abs(t.w * t.w + t.x * t.x + t.y * t.y + t.z * t.z - 1) < 1e-6);
}

}  // namespace tw::sim
