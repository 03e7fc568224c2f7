#include "sim/adviser/outline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>

namespace tw::sim {
namespace {

constexpr int kRound = 24;  // points of a circle
constexpr size_t kMostPieces = 40;

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
std::vector<Vec3> pointsOf(Shape shape) {
  std::vector<Vec3> points;
  if (shape == Shape::kCylinder)
    for (const double z : {-0.5, 0.5})
      for (const Vec3 p : circle(z)) points.push_back(p);
  // A ball that stands upright stays an ellipse of its own axes.
  if (shape == Shape::kSphere) points = circle(0);
  if (shape == Shape::kBox || shape == Shape::kPlane)
    for (const double x : {-0.5, 0.5})
      for (const double y : {-0.5, 0.5})
        for (const double z : {-0.5, 0.5}) points.push_back({x, y, shape == Shape::kBox ? z : 0});
  return points;
}

// Which vertices of a mesh hang together: by triangles, and by lying at the same place.
class Pieces {
 public:
  explicit Pieces(const Mesh& mesh) : root_(mesh.vertices.size()) {
    std::iota(root_.begin(), root_.end(), size_t{0});
    std::map<std::array<float, 3>, size_t> places;
    for (size_t i = 0; i < root_.size(); ++i)
      join(i, places.emplace(mesh.vertices[i].position, i).first->second);
    for (size_t i = 0; i + 2 < mesh.indices.size(); i += 3)
      for (const size_t k : {i + 1, i + 2}) join(mesh.indices[i], mesh.indices[k]);
  }
  size_t of(size_t vertex) {
    while (root_[vertex] != vertex) vertex = root_[vertex] = root_[root_[vertex]];
    return vertex;
  }

 private:
  void join(size_t a, size_t b) { root_[of(a)] = of(b); }
  std::vector<size_t> root_;
};

std::vector<std::vector<Vec3>> piecesOf(const Mesh& mesh) {
  Pieces pieces(mesh);
  std::map<size_t, std::vector<Vec3>> points;
  for (size_t i = 0; i < mesh.vertices.size(); ++i) {
    const auto& p = mesh.vertices[i].position;
    points[pieces.of(i)].push_back({p[0], p[1], p[2]});
  }
  std::vector<std::vector<Vec3>> all(1);
  const bool each = points.size() <= kMostPieces;
  for (auto& [root, own] : points) {
    if (each)
      all.push_back(std::move(own));
    else
      all[0].insert(all[0].end(), own.begin(), own.end());
  }
  if (each) all.erase(all.begin());
  return all;
}

Outline seenFromAbove(const Part& part, const std::vector<Vec3>& points) {
  Outline outline;
  for (const Vec3 p : points) {
    const Vec3 at = part.pose.position + part.pose.turn * scaled(p, part.size);
    outline.push_back({at.x, at.y});
  }
  return hullOf(std::move(outline));
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

std::vector<Outline> outlinesOf(const Part& part) {
  std::vector<Outline> outlines;
  if (part.shape != Shape::kMesh) return {seenFromAbove(part, pointsOf(part.shape))};
  for (const auto& piece : piecesOf(*part.mesh)) outlines.push_back(seenFromAbove(part, piece));
  return outlines;
}

}  // namespace tw::sim
