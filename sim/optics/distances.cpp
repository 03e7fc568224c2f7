#include "sim/optics/distances.h"

#include "sim/core/vectorised.h"
#include "sim/render/footprint.h"

namespace tw::sim {
namespace {

constexpr double kBefore = 0.02;  // m; nothing is nearer to a lens

// A ray d meets the plane of triangle abc at t, where t d = u a + v b + w c with u + v + w = 1: by
// Cramer's rule t = det(a, b, c) / (d.(b x c) + d.(c x a) + d.(a x b)), and it lies within where
// all three have one sign: the minus of those that face the lens.
struct Edges {
  std::array<std::array<float, 3>, 3> planes{};
  float volume = 0;
};

TW_VECTORISED void meetRow(const Edges& edges, const float* x, const float* y, const float* z,
                           int width, float* metres) {
  const auto& p = edges.planes;
  for (int i = 0; i < width; ++i) {
    const float u = x[i] * p[0][0] + y[i] * p[0][1] + z[i] * p[0][2];
    const float v = x[i] * p[1][0] + y[i] * p[1][1] + z[i] * p[1][2];
    const float w = x[i] * p[2][0] + y[i] * p[2][1] + z[i] * p[2][2];
    const float most = std::max(std::max(u, v), w);
    const float t = edges.volume / (u + v + w);
    const bool met = most <= 0 && t < metres[i];
    metres[i] = met ? t : metres[i];
  }
}

Edges edgesOf(const Vec3& a, const Vec3& b, const Vec3& c) {
  const std::array<Vec3, 3> planes{cross(b, c), cross(c, a), cross(a, b)};
  Edges edges;
  for (size_t i = 0; i < 3; ++i)
    edges.planes[i] = {static_cast<float>(planes[i].x), static_cast<float>(planes[i].y),
                       static_cast<float>(planes[i].z)};
  edges.volume = static_cast<float>(dot(a, planes[0]));
  return edges;
}

// What of the corners' convex hull lies before the lens: its corners, and more.
std::vector<Vec3> before(std::span<const Vec3> corners) {
  std::vector<Vec3> points;
  for (const Vec3 a : corners) {
    if (a.z < kBefore) continue;
    points.push_back(a);
    for (const Vec3 b : corners)
      if (b.z < kBefore) points.push_back(a + (b - a) * ((a.z - kBefore) / (a.z - b.z)));
  }
  return points;
}

}  // namespace

Distances::Distances(const LensModel& lens, hal::ImageSize size) : lens_(lens), size_(size) {
  for (int row = 0; row < size.height; ++row)
    for (int column = 0; column < size.width; ++column) {
      const Vec3 ray = directionOf(lens, size, {column + 0.5, row + 0.5});
      x_.push_back(static_cast<float>(ray.x));
      y_.push_back(static_cast<float>(ray.y));
      z_.push_back(static_cast<float>(ray.z));
    }
}

// Straight lines are bent by a projection: the more, the longer they are.
PixelRect Distances::around(std::span<const Vec3> corners) const {
  double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
  for (const Vec3 point : before(corners)) {
    const auto at = pixelOf(lens_, size_, point);
    if (!at) return whole(size_);
    left = std::min(left, at->x), right = std::max(right, at->x);
    top = std::min(top, at->y), bottom = std::max(bottom, at->y);
  }
  if (left > right) return {};
  const double margin = 1 + 0.25 * std::max(right - left, bottom - top);
  const auto pixel = [](double at, int most) {
    return static_cast<int>(std::clamp(at, 0.0, static_cast<double>(most)));
  };
  const int x = pixel(left - margin, size_.width), y = pixel(top - margin, size_.height);
  return {x, y, pixel(right + margin + 1, size_.width) - x,
          pixel(bottom + margin + 1, size_.height) - y};
}

PixelRect Distances::addTriangle(const Triangle& triangle, std::vector<float>& metres) const {
  const Edges edges = edgesOf(triangle[0], triangle[1], triangle[2]);
  if (edges.volume >= 0) return {};
  const PixelRect part = around(triangle);
  for (int row = part.y; row < part.bottom(); ++row) {
    const size_t at = whole(size_).indexOf(part.x, row);
    meetRow(edges, x_.data() + at, y_.data() + at, z_.data() + at, part.width, metres.data() + at);
  }
  return part;
}

PixelRect Distances::addMesh(const Pose& pose, const Part& part, std::vector<float>& metres) const {
  const Turn toLens = inverse(pose.turn);
  std::vector<Vec3> corners;
  for (const Vertex& v : part.mesh->vertices) {
    const Vec3 own{v.position[0], v.position[1], v.position[2]};
    const Vec3 world = part.pose.position + part.pose.turn * scaled(own, part.size);
    corners.push_back(toLens * (world - pose.position));
  }
  PixelRect asked;
  for (size_t i = 0; i < part.mesh->indices.size(); i += 3) {
    const auto corner = [&](size_t k) { return corners[part.mesh->indices[i + k]]; };
    asked = sim::around(asked, addTriangle({corner(0), corner(1), corner(2)}, metres));
  }
  return asked;
}

PixelRect Distances::addBody(const Pose& pose, const Part& part, std::vector<float>& metres) const {
  std::vector<Vec3> corners;
  for (const Vec3 corner : cornersOf(looseBox(part)))
    corners.push_back(inverse(pose.turn) * (corner - pose.position));
  const PixelRect asked = around(corners);
  for (int row = asked.y; row < asked.bottom(); ++row)
    for (int column = asked.x; column < asked.right(); ++column) {
      const size_t at = whole(size_).indexOf(column, row);
      if (const auto hit = firstHit(pose.position, pose.turn * ray(at), {&part, 1}, metres[at]))
        metres[at] = static_cast<float>(hit->distance);
    }
  return asked;
}

PixelRect Distances::add(const Pose& pose, std::span<const Part> parts,
                         std::vector<float>& metres) const {
  PixelRect asked;
  for (const Part& part : parts)
    asked = sim::around(asked, part.shape == Shape::kMesh ? addMesh(pose, part, metres)
                                                          : addBody(pose, part, metres));
  return asked;
}

}  // namespace tw::sim
