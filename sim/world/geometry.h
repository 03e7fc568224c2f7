// Vectors, turns and poses. World frame: metres, x east, y north, z up. Lens frame: x right, y
// down, z along the optical axis. Body frame of camera and people: x ahead, y left, z up.
#pragma once

#include <algorithm>
#include <cmath>

#include "firmware_core/base/units.h"

namespace tw::sim {

struct Vec3 {
  double x = 0, y = 0, z = 0;
  constexpr bool operator==(const Vec3&) const = default;
  constexpr Vec3 operator+(Vec3 o) const { return {x + o.x, y + o.y, z + o.z}; }
  constexpr Vec3 operator-(Vec3 o) const { return {x - o.x, y - o.y, z - o.z}; }
  constexpr Vec3 operator*(double k) const { return {x * k, y * k, z * k}; }
};
constexpr double dot(Vec3 a, Vec3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
constexpr Vec3 cross(Vec3 a, Vec3 b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
// By components: the corners of a box around both, and a vector along scaled axes.
constexpr Vec3 lowest(Vec3 a, Vec3 b) {
  return {std::min(a.x, b.x), std::min(a.y, b.y), std::min(a.z, b.z)};
}
constexpr Vec3 highest(Vec3 a, Vec3 b) {
  return {std::max(a.x, b.x), std::max(a.y, b.y), std::max(a.z, b.z)};
}
constexpr Vec3 scaled(Vec3 v, Vec3 by) { return {v.x * by.x, v.y * by.y, v.z * by.z}; }
inline double length(Vec3 v) { return std::sqrt(dot(v, v)); }
inline Vec3 unit(Vec3 v) { return v * (1.0 / length(v)); }  // v must not be zero

// Unit quaternion: a turn from a body's frame to the world's.
struct Turn {
  double w = 1, x = 0, y = 0, z = 0;
  constexpr bool operator==(const Turn&) const = default;
  constexpr Turn operator*(Turn o) const {
    return {w * o.w - x * o.x - y * o.y - z * o.z, w * o.x + x * o.w + y * o.z - z * o.y,
            w * o.y - x * o.z + y * o.w + z * o.x, w * o.z + x * o.y - y * o.x + z * o.w};
  }
  constexpr Vec3 operator*(Vec3 v) const {
    const Vec3 q{x, y, z};
    const Vec3 t = cross(q, v) * 2.0;
    return v + t * w + cross(q, t);
  }
};
inline Turn about(Vec3 unitAxis, Radians angle) {
  const double s = std::sin(angle.value / 2);
  return {std::cos(angle.value / 2), unitAxis.x * s, unitAxis.y * s, unitAxis.z * s};
}

constexpr Turn inverse(Turn t) { return {t.w, -t.x, -t.y, -t.z}; }

// Heading: about z, 0 = east (+x), 90 = north, as pan counts. Pitch: positive up, as tilt counts.
inline Turn headingAndPitch(Radians heading, Radians pitch) {
  return about({0, 0, 1}, heading) * about({0, 1, 0}, -pitch);
}

// From the lens frame (x right, y down, z along the axis) of a lens that looks along its body's x.
inline constexpr Turn kLensToBody{0.5, -0.5, 0.5, -0.5};

struct Pose {
  Vec3 position{};  // metres
  Turn turn{};
  constexpr bool operator==(const Pose&) const = default;
  constexpr Pose operator*(const Pose& o) const {
    return {position + turn * o.position, turn * o.turn};
  }
};

}  // namespace tw::sim
