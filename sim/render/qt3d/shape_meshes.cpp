#include "sim/render/qt3d/shape_meshes.h"

#include <cmath>
#include <numbers>

#include "sim/render/qt3d/geometry.h"

namespace tw::sim {

namespace {

constexpr int kSegments = 28;  // round z
constexpr int kRings = 16;     // of the sphere

// A unit square with this normal; right x up = normal.
void addFace(Triangles& mesh, Vec3 centre, Vec3 right, Vec3 up) {
  const Vec3 n = cross(right, up), r = right * 0.5, u = up * 0.5;
  const int first = mesh.add(centre - r - u, n);
  mesh.add(centre + r - u, n);
  mesh.add(centre + r + u, n);
  mesh.add(centre - r + u, n);
  mesh.quad(first, first + 1, first + 2, first + 3);
}

Triangles box() {
  Triangles mesh;
  const Vec3 x{1, 0, 0}, y{0, 1, 0}, z{0, 0, 1};
  addFace(mesh, z * 0.5, x, y);
  addFace(mesh, z * -0.5, y, x);
  addFace(mesh, x * 0.5, y, z);
  addFace(mesh, x * -0.5, z, y);
  addFace(mesh, y * 0.5, z, x);
  addFace(mesh, y * -0.5, x, z);
  return mesh;
}

Triangles plane() {
  Triangles mesh;
  addFace(mesh, {}, {1, 0, 0}, {0, 1, 0});
  return mesh;
}

Vec3 round(double turn) {
  const double a = 2 * std::numbers::pi * turn;
  return {std::cos(a), std::sin(a), 0};
}

void addCap(Triangles& mesh, double side) {
  const Vec3 n{0, 0, side};
  const int middle = mesh.add(n * 0.5, n);
  for (int i = 0; i <= kSegments; ++i) mesh.add(round(side * i / kSegments) * 0.5 + n * 0.5, n);
  for (int i = 1; i <= kSegments; ++i) mesh.triangle(middle, middle + i, middle + i + 1);
}

Triangles cylinder() {
  Triangles mesh;
  for (int i = 0; i <= kSegments; ++i) {
    const float turn = static_cast<float>(i) / kSegments;
    const Vec3 n = round(turn);
    mesh.add(n * 0.5 - Vec3{0, 0, 0.5}, n, turn);
    mesh.add(n * 0.5 + Vec3{0, 0, 0.5}, n, turn);
  }
  for (int i = 0; i < kSegments; ++i) mesh.quad(2 * i, 2 * i + 2, 2 * i + 3, 2 * i + 1);
  addCap(mesh, 1);
  addCap(mesh, -1);
  return mesh;
}

Triangles sphere() {
  Triangles mesh;
  for (int ring = 0; ring <= kRings; ++ring)
    for (int i = 0; i <= kSegments; ++i) {
      const double fall = std::numbers::pi * ring / kRings;
      const float turn = static_cast<float>(i) / kSegments;
      const Vec3 n = round(turn) * std::sin(fall) + Vec3{0, 0, std::cos(fall)};
      mesh.add(n * 0.5, n, turn);
    }
  constexpr int kRow = kSegments + 1;
  for (int ring = 0; ring < kRings; ++ring)
    for (int i = 0; i < kSegments; ++i) {
      const int a = ring * kRow + i;
      mesh.quad(a, a + kRow, a + kRow + 1, a + 1);
    }
  return mesh;
}

Triangles backdrop() {
  Triangles mesh;
  for (const Vec3 p : {Vec3{-1, -1, 1}, Vec3{3, -1, 1}, Vec3{-1, 3, 1}}) mesh.add(p, {0, 0, 1});
  mesh.triangle(0, 1, 2);
  return mesh;
}

}  // namespace

std::array<Qt3DRender::QGeometryRenderer*, 4> makeShapeMeshes(Qt3DCore::QNode* parent) {
  return {geometryOf(box(), parent), geometryOf(cylinder(), parent), geometryOf(sphere(), parent),
          geometryOf(plane(), parent)};  // in the order of Shape
}

Qt3DRender::QGeometryRenderer* makeBackdropMesh(Qt3DCore::QNode* parent) {
  return geometryOf(backdrop(), parent);
}

}  // namespace tw::sim
