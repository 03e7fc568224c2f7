#include "sim/world/daylight.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "firmware_core/base/check.h"

namespace tw::sim {

namespace {

constexpr double kNear = 1e-3;  // metres (scaled): a surface does not shade itself

// The stretch of a ray within a slab -0.5..0.5 along one axis.
struct Stretch {
  double from = -std::numeric_limits<double>::infinity();
  double to = std::numeric_limits<double>::infinity();
  void cut(double start, double slope) {
    if (slope == 0) {
      if (std::abs(start) > 0.5) to = -from;
      return;
    }
    const double a = (-0.5 - start) / slope, b = (0.5 - start) / slope;
    from = std::max(from, std::min(a, b));
    to = std::min(to, std::max(a, b));
  }
  // Within a circle or ball of radius 0.5: a t^2 + 2 b t + c <= 0.
  void cutRound(double a, double b, double c) {
    if (a == 0) {
      if (c > 0) to = -std::numeric_limits<double>::infinity();
      return;
    }
    const double root = b * b - a * c;
    if (root < 0) {
      to = -std::numeric_limits<double>::infinity();
      return;
    }
    from = std::max(from, (-b - std::sqrt(root)) / a);
    to = std::min(to, (-b + std::sqrt(root)) / a);
  }
  bool ahead() const { return to > std::max(from, kNear); }
};

// In the part's own frame, scaled so that its shape has its unit size.
bool meets(Vec3 o, Vec3 d, Shape shape) {
  Stretch stretch;
  switch (shape) {
    case Shape::kBox:
      stretch.cut(o.x, d.x);
      stretch.cut(o.y, d.y);
      stretch.cut(o.z, d.z);
      break;
    case Shape::kCylinder:
      stretch.cutRound(d.x * d.x + d.y * d.y, o.x * d.x + o.y * d.y, o.x * o.x + o.y * o.y - 0.25);
      stretch.cut(o.z, d.z);
      break;
    case Shape::kSphere:
      stretch.cutRound(dot(d, d), dot(o, d), dot(o, o) - 0.25);
      break;
    case Shape::kPlane: {
      if (d.z == 0) return false;
      const double t = -o.z / d.z;
      const Vec3 hit = o + d * t;
      return t > kNear && std::abs(hit.x) <= 0.5 && std::abs(hit.y) <= 0.5;
    }
  }
  return stretch.ahead();
}

Vec3 dividedBy(Vec3 v, Vec3 by) { return {v.x / by.x, v.y / by.y, v.z / by.z}; }

}  // namespace

double beamExponent(double halfAngleDeg) {
  TW_CHECK(halfAngleDeg >= 1 && halfAngleDeg <= 89);
  return std::log(0.5) / std::log(std::cos(degrees(halfAngleDeg).value));
}

double sunLux(Vec3 normal, const Sun& sun) {
  return sun.illuminanceLux * std::max(0.0, dot(normal, sun.towards));
}

double diffuseLux(Vec3 normal, const Sun& sun, double skyLux) {
  const double onGround = sunLux({0, 0, 1}, sun) + skyLux;
  return skyLux * (1 + normal.z) / 2 + kGroundReflectance * onGround * (1 - normal.z) / 2;
}

double lampLux(Vec3 position, Vec3 normal, const Lamp& lamp) {
  const Vec3 towards = lamp.pose.position - position;
  const double distance = length(towards);
  if (distance < 1e-3) return 0;
  const Vec3 direction = towards * (1 / distance);
  const double onAxis = -dot(lamp.pose.turn * Vec3{1, 0, 0}, direction);
  if (onAxis <= 0) return 0;
  const double beam = std::pow(onAxis, beamExponent(lamp.halfAngleDeg));
  return lamp.intensityCd * beam * std::max(0.0, dot(normal, direction)) / (distance * distance);
}

bool blocked(Vec3 from, Vec3 direction, std::span<const Part> parts) {
  return std::any_of(parts.begin(), parts.end(), [&](const Part& part) {
    const Turn back = inverse(part.pose.turn);
    const Vec3 size = part.shape == Shape::kPlane ? Vec3{part.size.x, part.size.y, 1} : part.size;
    return meets(dividedBy(back * (from - part.pose.position), size),
                 dividedBy(back * direction, size), part.shape);
  });
}

}  // namespace tw::sim
