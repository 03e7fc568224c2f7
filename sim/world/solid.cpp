#include "sim/world/solid.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tw::sim {

namespace {

constexpr double kNear = 1e-3;  // metres (scaled): a surface does not shade itself
constexpr double kEndless = std::numeric_limits<double>::infinity();

Vec3 dividedBy(Vec3 v, Vec3 by) { return {v.x / by.x, v.y / by.y, v.z / by.z}; }

// A line from o on, in a part's own frame, scaled so that its shape has its unit size.
struct Line {
  Vec3 o, d;
  double reach;  // in lengths of d
};

Line inFrameOf(const Part& part, Vec3 from, Vec3 direction, double reach) {
  const Turn back = inverse(part.pose.turn);
  const Vec3 size = part.shape == Shape::kPlane ? Vec3{part.size.x, part.size.y, 1} : part.size;
  return {dividedBy(back * (from - part.pose.position), size), dividedBy(back * direction, size),
          reach};
}

// The stretch of a line that lies within a body.
struct Stretch {
  double from = -kEndless, to = kEndless;
  void cut(double start, double slope, double low, double high) {
    if (slope == 0) {
      if (start < low || start > high) to = -kEndless;
      return;
    }
    const double a = (low - start) / slope, b = (high - start) / slope;
    from = std::max(from, std::min(a, b));
    to = std::min(to, std::max(a, b));
  }
  void cutBox(const Line& line, Vec3 low, Vec3 high) {
    cut(line.o.x, line.d.x, low.x, high.x);
    cut(line.o.y, line.d.y, low.y, high.y);
    cut(line.o.z, line.d.z, low.z, high.z);
  }
  // Within a circle or ball of radius 0.5: a t^2 + 2 b t + c <= 0.
  void cutRound(double a, double b, double c) {
    if (a == 0) {
      if (c > 0) to = -kEndless;
      return;
    }
    const double root = b * b - a * c;
    if (root < 0) {
      to = -kEndless;
      return;
    }
    from = std::max(from, (-b - std::sqrt(root)) / a);
    to = std::min(to, (-b + std::sqrt(root)) / a);
  }
  bool ahead(double reach) const { return to > std::max(from, kNear) && from < reach; }
  // The same of a box that may be flat, as that of a lawn.
  bool touches(double reach) const { return to >= std::max(from, kNear) && from < reach; }
};

struct Triangle {
  std::array<Vec3, 3> corners;
  Vec3 normal() const { return cross(corners[1] - corners[0], corners[2] - corners[0]); }
};

Triangle triangleOf(const Mesh& mesh, size_t i) {
  Triangle triangle;
  for (size_t k : {0U, 1U, 2U}) {
    const auto& p = mesh.vertices[mesh.indices[i + k]].position;
    triangle.corners[k] = {p[0], p[1], p[2]};
  }
  return triangle;
}

// Möller and Trumbore 1997: how far along the line the triangle is; nothing beside it.
std::optional<double> hit(const Triangle& triangle, const Line& line) {
  const Vec3 e1 = triangle.corners[1] - triangle.corners[0];
  const Vec3 e2 = triangle.corners[2] - triangle.corners[0];
  const Vec3 p = cross(line.d, e2);
  const double scale = dot(e1, p);
  if (scale == 0) return std::nullopt;
  const Vec3 s = line.o - triangle.corners[0];
  const double u = dot(s, p) / scale;
  const Vec3 q = cross(s, e1);
  const double v = dot(line.d, q) / scale;
  if (u < 0 || v < 0 || u + v > 1) return std::nullopt;
  return dot(e2, q) / scale;
}

bool meetsBoxOf(const Mesh& mesh, const Line& line) {
  Stretch box;
  box.cutBox(line, mesh.low, mesh.high);
  return box.touches(line.reach);
}

bool meetsMesh(const Mesh& mesh, const Line& line) {
  if (!meetsBoxOf(mesh, line)) return false;
  for (size_t i = 0; i < mesh.indices.size(); i += 3) {
    const auto t = hit(triangleOf(mesh, i), line);
    if (t && *t > kNear && *t < line.reach) return true;
  }
  return false;
}

bool meetsPlane(const Line& line) {
  if (line.d.z == 0) return false;
  const double t = -line.o.z / line.d.z;
  const Vec3 at = line.o + line.d * t;
  return t > kNear && t < line.reach && std::abs(at.x) <= 0.5 && std::abs(at.y) <= 0.5;
}

Stretch within(Shape shape, const Line& line) {
  constexpr Vec3 kHalf{0.5, 0.5, 0.5};
  const Vec3 o = line.o, d = line.d;
  Stretch stretch;
  if (shape == Shape::kBox) stretch.cutBox(line, kHalf * -1, kHalf);
  if (shape == Shape::kSphere) stretch.cutRound(dot(d, d), dot(o, d), dot(o, o) - 0.25);
  if (shape == Shape::kCylinder) {
    stretch.cutRound(d.x * d.x + d.y * d.y, o.x * d.x + o.y * d.y, o.x * o.x + o.y * o.y - 0.25);
    stretch.cut(o.z, d.z, -0.5, 0.5);
  }
  return stretch;
}

bool meets(const Part& part, Vec3 from, Vec3 direction, double reach) {
  const Line line = inFrameOf(part, from, direction, reach);
  if (part.shape == Shape::kMesh) return meetsMesh(*part.mesh, line);
  if (part.shape == Shape::kPlane) return meetsPlane(line);
  return within(part.shape, line).ahead(reach);
}

// How far along the line a part's surface is, and its normal there, both in the part's own frame.
struct Touch {
  double along;
  Vec3 normal;
};

std::optional<Touch> touchMesh(const Mesh& mesh, const Line& line) {
  if (!meetsBoxOf(mesh, line)) return std::nullopt;
  std::optional<Touch> first;
  for (size_t i = 0; i < mesh.indices.size(); i += 3) {
    const Triangle triangle = triangleOf(mesh, i);
    const auto t = hit(triangle, line);
    if (t && *t > kNear && *t < (first ? first->along : line.reach))
      first = Touch{*t, triangle.normal()};
  }
  return first;
}

// Of a body of unit size at a point of its surface.
Vec3 normalAt(Shape shape, Vec3 at) {
  if (shape == Shape::kSphere) return at;
  const Vec3 size{std::abs(at.x), std::abs(at.y), std::abs(at.z)};
  const double round = std::hypot(at.x, at.y);
  if (shape == Shape::kCylinder) return size.z > round ? Vec3{0, 0, at.z} : Vec3{at.x, at.y, 0};
  if (size.z >= std::max(size.x, size.y)) return {0, 0, at.z};
  return size.x > size.y ? Vec3{at.x, 0, 0} : Vec3{0, at.y, 0};
}

std::optional<Touch> touch(const Part& part, const Line& line) {
  if (part.shape == Shape::kMesh) return touchMesh(*part.mesh, line);
  if (part.shape == Shape::kPlane) {
    if (!meetsPlane(line)) return std::nullopt;
    return Touch{-line.o.z / line.d.z, {0, 0, 1}};
  }
  const Stretch stretch = within(part.shape, line);
  if (!stretch.ahead(line.reach)) return std::nullopt;
  const double along = stretch.from > kNear ? stretch.from : stretch.to;  // from inside
  if (along >= line.reach) return std::nullopt;
  return Touch{along, normalAt(part.shape, line.o + line.d * along)};
}

// How often the surface is left less how often it is entered, along one ray.
int windings(const Mesh& mesh, const Line& line) {
  int count = 0;
  for (size_t i = 0; i < mesh.indices.size(); i += 3) {
    const Triangle triangle = triangleOf(mesh, i);
    const auto t = hit(triangle, line);
    if (t && *t > 0) count += dot(triangle.normal(), line.d) > 0 ? 1 : -1;
  }
  return count;
}

// Open surfaces and a ray through an edge mislead one ray, hardly three.
bool enclosedBy(const Mesh& mesh, Vec3 point) {
  constexpr std::array<Vec3, 3> kWays{Vec3{0.013, 0.021, 1}, {1, 0.017, 0.029}, {-0.023, 1, 0.031}};
  return std::all_of(kWays.begin(), kWays.end(), [&](Vec3 way) {
    return windings(mesh, {point, way, kEndless}) > 0;
  });
}

// Corners in the part's frame, all but those of a mesh.
std::vector<Vec3> cornersOf(const Part& part) {
  std::vector<Vec3> corners;
  if (part.shape == Shape::kMesh) {
    for (const Vertex& v : part.mesh->vertices)
      corners.push_back({v.position[0], v.position[1], v.position[2]});
    return corners;
  }
  const double z = part.shape == Shape::kPlane ? 0 : 0.5;
  for (const double x : {-0.5, 0.5})
    for (const double y : {-0.5, 0.5})
      for (const double side : {-z, z}) corners.push_back({x, y, side});
  return corners;
}

}  // namespace

bool blocked(Vec3 from, Vec3 direction, std::span<const Part> parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](const Part& part) { return meets(part, from, direction, kEndless); });
}

const Part* crossed(Vec3 from, Vec3 to, std::span<const Part> parts) {
  const double way = length(to - from);
  if (way == 0) return nullptr;
  const Vec3 direction = (to - from) * (1 / way);
  for (const Part& part : parts)
    if (meets(part, from, direction, way)) return &part;
  return nullptr;
}

std::optional<Hit> firstHit(Vec3 from, Vec3 direction, std::span<const Part> parts, double reach) {
  std::optional<Hit> first;
  for (const Part& part : parts) {
    const auto found =
        touch(part, inFrameOf(part, from, direction, first ? first->distance : reach));
    if (!found) continue;
    const Vec3 size = part.shape == Shape::kPlane ? Vec3{1, 1, 1} : part.size;
    const Vec3 normal = unit(part.pose.turn * dividedBy(found->normal, size));
    first = Hit{found->along, from + direction * found->along,
                dot(normal, direction) > 0 ? normal * -1 : normal, &part};
  }
  return first;
}

bool encloses(const Part& part, Vec3 point) {
  const Vec3 o = inFrameOf(part, point, {}, 0).o;
  switch (part.shape) {
    case Shape::kBox:
      return std::max({std::abs(o.x), std::abs(o.y), std::abs(o.z)}) < 0.5;
    case Shape::kCylinder:
      return std::hypot(o.x, o.y) < 0.5 && std::abs(o.z) < 0.5;
    case Shape::kSphere:
      return length(o) < 0.5;
    case Shape::kPlane:
      return false;
    case Shape::kMesh:
      return enclosedBy(*part.mesh, o);
  }
  return false;
}

std::vector<std::span<const Part>> objectsIn(std::span<const Part> parts) {
  std::vector<std::span<const Part>> objects;
  while (!parts.empty()) {
    const auto other = std::find_if(parts.begin(), parts.end(), [&](const Part& part) {
      return part.objectId != parts.front().objectId;
    });
    objects.push_back(parts.first(static_cast<size_t>(other - parts.begin())));
    parts = parts.subspan(objects.back().size());
  }
  return objects;
}

std::optional<Box> boxAround(std::span<const Part> parts) {
  std::optional<Box> box;
  for (const Part& part : parts)
    for (const Vec3 corner : cornersOf(part)) {
      const Vec3 p = part.pose.position + part.pose.turn * scaled(corner, part.size);
      if (!box) box = Box{p, p};
      *box = {lowest(box->low, p), highest(box->high, p)};
    }
  return box;
}

Box looseBox(const Part& part) {
  const double z = part.shape == Shape::kPlane ? 0 : 0.5;
  const Vec3 from = part.mesh ? part.mesh->low : Vec3{-0.5, -0.5, -z};
  const Vec3 to = part.mesh ? part.mesh->high : Vec3{0.5, 0.5, z};
  const Turn t = part.pose.turn;
  const Vec3 x = t * Vec3{part.size.x * (to.x - from.x) / 2, 0, 0},
             y = t * Vec3{0, part.size.y * (to.y - from.y) / 2, 0},
             along = t * Vec3{0, 0, part.size.z * (to.z - from.z) / 2};
  const Vec3 half{std::abs(x.x) + std::abs(y.x) + std::abs(along.x),
                  std::abs(x.y) + std::abs(y.y) + std::abs(along.y),
                  std::abs(x.z) + std::abs(y.z) + std::abs(along.z)};
  const Vec3 centre = part.pose.position + t * scaled((from + to) * 0.5, part.size);
  return {centre - half, centre + half};
}

Box around(const Box& a, const Box& b) { return {lowest(a.low, b.low), highest(a.high, b.high)}; }

std::array<Vec3, 8> cornersOf(const Box& box) {
  std::array<Vec3, 8> corners;
  for (unsigned i = 0; i < corners.size(); ++i)
    corners[i] = {i & 1 ? box.high.x : box.low.x, i & 2 ? box.high.y : box.low.y,
                  i & 4 ? box.high.z : box.low.z};
  return corners;
}

std::optional<Box> shadingBox(std::span<const Part> parts) {
  std::optional<Box> box;
  for (const Part& part : parts)
    if (part.shape != Shape::kPlane) box = box ? around(*box, looseBox(part)) : looseBox(part);
  return box;
}

}  // namespace tw::sim
