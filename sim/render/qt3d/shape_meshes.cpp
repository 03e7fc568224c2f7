#include "sim/render/qt3d/shape_meshes.h"

#include <Qt3DCore/QAttribute>
#include <Qt3DCore/QBuffer>
#include <Qt3DCore/QGeometry>
#include <cmath>
#include <numbers>
#include <vector>

namespace tw::sim {

namespace {

using Qt3DCore::QAttribute;
using Qt3DRender::QGeometryRenderer;

constexpr int kSegments = 28;  // round z
constexpr int kRings = 16;     // of the sphere
constexpr float kFlat = -1;    // "turn" of flat faces; see part.vert

struct Vertex {
  float position[3], normal[3], turn;
};

struct Mesh {
  std::vector<Vertex> vertices;
  std::vector<uint16_t> indices;

  uint16_t add(Vec3 p, Vec3 n, double turn = kFlat) {
    const auto f = [](double v) { return static_cast<float>(v); };
    vertices.push_back({{f(p.x), f(p.y), f(p.z)}, {f(n.x), f(n.y), f(n.z)}, f(turn)});
    return static_cast<uint16_t>(vertices.size() - 1);
  }
  // Counter-clockwise as seen from outside.
  void triangle(int a, int b, int c) {
    for (const int i : {a, b, c}) indices.push_back(static_cast<uint16_t>(i));
  }
  void quad(int a, int b, int c, int d) {
    triangle(a, b, c);
    triangle(a, c, d);
  }
};

// A unit square with this normal; right x up = normal.
void addFace(Mesh& mesh, Vec3 centre, Vec3 right, Vec3 up) {
  const Vec3 n = cross(right, up), r = right * 0.5, u = up * 0.5;
  const int first = mesh.add(centre - r - u, n);
  mesh.add(centre + r - u, n);
  mesh.add(centre + r + u, n);
  mesh.add(centre - r + u, n);
  mesh.quad(first, first + 1, first + 2, first + 3);
}

Mesh box() {
  Mesh mesh;
  const Vec3 x{1, 0, 0}, y{0, 1, 0}, z{0, 0, 1};
  addFace(mesh, z * 0.5, x, y);
  addFace(mesh, z * -0.5, y, x);
  addFace(mesh, x * 0.5, y, z);
  addFace(mesh, x * -0.5, z, y);
  addFace(mesh, y * 0.5, z, x);
  addFace(mesh, y * -0.5, x, z);
  return mesh;
}

Mesh plane() {
  Mesh mesh;
  addFace(mesh, {}, {1, 0, 0}, {0, 1, 0});
  return mesh;
}

Vec3 round(double turn) {
  const double a = 2 * std::numbers::pi * turn;
  return {std::cos(a), std::sin(a), 0};
}

void addCap(Mesh& mesh, double side) {
  const Vec3 n{0, 0, side};
  const int middle = mesh.add(n * 0.5, n);
  for (int i = 0; i <= kSegments; ++i) mesh.add(round(side * i / kSegments) * 0.5 + n * 0.5, n);
  for (int i = 1; i <= kSegments; ++i) mesh.triangle(middle, middle + i, middle + i + 1);
}

Mesh cylinder() {
  Mesh mesh;
  for (int i = 0; i <= kSegments; ++i) {
    const double turn = static_cast<double>(i) / kSegments;
    const Vec3 n = round(turn);
    mesh.add(n * 0.5 - Vec3{0, 0, 0.5}, n, turn);
    mesh.add(n * 0.5 + Vec3{0, 0, 0.5}, n, turn);
  }
  for (int i = 0; i < kSegments; ++i) mesh.quad(2 * i, 2 * i + 2, 2 * i + 3, 2 * i + 1);
  addCap(mesh, 1);
  addCap(mesh, -1);
  return mesh;
}

Mesh sphere() {
  Mesh mesh;
  for (int ring = 0; ring <= kRings; ++ring)
    for (int i = 0; i <= kSegments; ++i) {
      const double fall = std::numbers::pi * ring / kRings;
      const double turn = static_cast<double>(i) / kSegments;
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

Mesh backdrop() {
  Mesh mesh;
  for (const Vec3 p : {Vec3{-1, -1, 1}, Vec3{3, -1, 1}, Vec3{-1, 3, 1}}) mesh.add(p, {0, 0, 1});
  mesh.triangle(0, 1, 2);
  return mesh;
}

template <class T>
Qt3DCore::QBuffer* bufferOf(const std::vector<T>& values, Qt3DCore::QNode* parent) {
  auto* buffer = new Qt3DCore::QBuffer(parent);
  buffer->setData(QByteArray(reinterpret_cast<const char*>(values.data()),
                             static_cast<qsizetype>(values.size() * sizeof(T))));
  return buffer;
}

QGeometryRenderer* rendererOf(const Mesh& mesh, Qt3DCore::QNode* parent) {
  auto* geometry = new Qt3DCore::QGeometry;
  auto* vertices = bufferOf(mesh.vertices, geometry);
  const auto count = static_cast<uint>(mesh.vertices.size());
  const auto attribute = [&](const QString& name, uint size, size_t offset) {
    auto* a = new QAttribute(vertices, name, QAttribute::Float, size, count,
                             static_cast<uint>(offset), sizeof(Vertex), geometry);
    geometry->addAttribute(a);
    return a;
  };
  geometry->setBoundingVolumePositionAttribute(
      attribute(QAttribute::defaultPositionAttributeName(), 3, offsetof(Vertex, position)));
  attribute(QAttribute::defaultNormalAttributeName(), 3, offsetof(Vertex, normal));
  attribute(QStringLiteral("vertexTurn"), 1, offsetof(Vertex, turn));
  auto* indices = new QAttribute(bufferOf(mesh.indices, geometry), QAttribute::UnsignedShort, 1,
                                 static_cast<uint>(mesh.indices.size()), 0, 0, geometry);
  indices->setAttributeType(QAttribute::IndexAttribute);
  geometry->addAttribute(indices);
  auto* renderer = new QGeometryRenderer(parent);
  geometry->setParent(renderer);
  renderer->setGeometry(geometry);
  renderer->setPrimitiveType(QGeometryRenderer::Triangles);
  return renderer;
}

}  // namespace

std::array<QGeometryRenderer*, 4> makeShapeMeshes(Qt3DCore::QNode* parent) {
  return {rendererOf(box(), parent), rendererOf(cylinder(), parent), rendererOf(sphere(), parent),
          rendererOf(plane(), parent)};  // in the order of Shape
}

QGeometryRenderer* makeBackdropMesh(Qt3DCore::QNode* parent) {
  return rendererOf(backdrop(), parent);
}

}  // namespace tw::sim
