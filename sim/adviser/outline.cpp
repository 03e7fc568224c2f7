#include "sim/adviser/outline.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tw::sim {
namespace {

constexpr int kRound = 24;  // points of a circle

double turn(PlanPoint a, PlanPoint b, PlanPoint c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

std::vector<Vec3> circle(double z) {
  std::vector<Vec3> points;
  for (int i = 0; i < kRound; ++i) {
    const double angle = 2 * std::numbers::pi * i / kRound;
    points.push_back({std::cos(angle) / 2, std::sin(angle) / 2, z});
  }
  return points;
}

// In the part's own frame, of its unit size.
std::vector<Vec3> pointsOf(const Part& part) {
  std::vector<Vec3> points;
  if (part.shape == Shape::kMesh) {
    for (const Vertex& v : part.mesh->vertices)
      points.push_back({v.position[0], v.position[1], v.position[2]});
  } else if (part.shape == Shape::kCylinder) {
    for (const double z : {-0.5, 0.5})
      for (const Vec3 p : circle(z)) points.push_back(p);
  } else {
    const double z = part.shape == Shape::kPlane ? 0 : 0.5;
    for (const double x : {-0.5, 0.5})
      for (const double y : {-0.5, 0.5})
        for (const double side : {-z, z}) points.push_back({x, y, side});
  }
  return points;
}

// A ball stays an ellipse, whose axes are those of its size as long as it stands upright.
std::vector<PlanPoint> ballOutline(const Part& part) {
  std::vector<PlanPoint> points;
  for (const Vec3 p : circle(0)) {
    const Vec3 at = part.pose.position + part.pose.turn * scaled(p, part.size);
    points.push_back({at.x, at.y});
  }
  return points;
}

}  // namespace

// Andrew's monotone chain.
std::vector<PlanPoint> hullOf(std::vector<PlanPoint> points) {
  std::sort(points.begin(), points.end(),
            [](PlanPoint a, PlanPoint b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
  std::vector<PlanPoint> hull;
  const auto add = [&hull](PlanPoint p, size_t kept) {
    while (hull.size() >= kept + 2 && turn(hull[hull.size() - 2], hull.back(), p) <= 0)
      hull.pop_back();
    hull.push_back(p);
  };
  for (const PlanPoint p : points) add(p, 0);
  const size_t lower = hull.size() - (hull.empty() ? 0 : 1);
  for (size_t i = points.size(); i-- > 1;) add(points[i - 1], lower);
  if (hull.size() > 1) hull.pop_back();
  return hull;
}

std::vector<PlanPoint> outlineOf(const Part& part) {
  if (part.shape == Shape::kSphere) return hullOf(ballOutline(part));
  std::vector<PlanPoint> points;
  for (const Vec3 p : pointsOf(part)) {
    const Vec3 at = part.pose.position + part.pose.turn * scaled(p, part.size);
    points.push_back({at.x, at.y});
  }
  return hullOf(std::move(points));
}

}  // namespace tw::sim
