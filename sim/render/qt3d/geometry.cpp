#include "sim/render/qt3d/geometry.h"

#include <Qt3DCore/QAttribute>
#include <Qt3DCore/QBuffer>
#include <Qt3DCore/QGeometry>

namespace tw::sim {

namespace {

using Qt3DCore::QAttribute;

template <class T>
Qt3DCore::QBuffer* bufferOf(const std::vector<T>& values, Qt3DCore::QNode* parent) {
  auto* buffer = new Qt3DCore::QBuffer(parent);
  buffer->setData(QByteArray(reinterpret_cast<const char*>(values.data()),
                             static_cast<qsizetype>(values.size() * sizeof(T))));
  return buffer;
}

}  // namespace

int Triangles::add(Vec3 p, Vec3 n, float turn) {
  const auto f = [](double v) { return static_cast<float>(v); };
  vertices.push_back({{f(p.x), f(p.y), f(p.z)}, {f(n.x), f(n.y), f(n.z)}, {}, turn});
  return static_cast<int>(vertices.size()) - 1;
}

void Triangles::triangle(int a, int b, int c) {
  for (const int i : {a, b, c}) indices.push_back(static_cast<uint32_t>(i));
}

void Triangles::quad(int a, int b, int c, int d) {
  triangle(a, b, c);
  triangle(a, c, d);
}

Qt3DRender::QGeometryRenderer* geometryOf(const Triangles& triangles, Qt3DCore::QNode* parent) {
  auto* geometry = new Qt3DCore::QGeometry;
  auto* vertices = bufferOf(triangles.vertices, geometry);
  const auto count = static_cast<uint>(triangles.vertices.size());
  const auto attribute = [&](const QString& name, uint size, size_t offset) {
    auto* a = new QAttribute(vertices, name, QAttribute::Float, size, count,
                             static_cast<uint>(offset), sizeof(GpuVertex), geometry);
    geometry->addAttribute(a);
    return a;
  };
  geometry->setBoundingVolumePositionAttribute(
      attribute(QAttribute::defaultPositionAttributeName(), 3, offsetof(GpuVertex, position)));
  attribute(QAttribute::defaultNormalAttributeName(), 3, offsetof(GpuVertex, normal));
  attribute(QAttribute::defaultTextureCoordinateAttributeName(), 2, offsetof(GpuVertex, texture));
  attribute(QStringLiteral("vertexTurn"), 1, offsetof(GpuVertex, turn));
  auto* indices = new QAttribute(bufferOf(triangles.indices, geometry), QAttribute::UnsignedInt, 1,
                                 static_cast<uint>(triangles.indices.size()), 0, 0, geometry);
  indices->setAttributeType(QAttribute::IndexAttribute);
  geometry->addAttribute(indices);
  auto* renderer = new Qt3DRender::QGeometryRenderer(parent);
  geometry->setParent(renderer);
  renderer->setGeometry(geometry);
  renderer->setPrimitiveType(Qt3DRender::QGeometryRenderer::Triangles);
  return renderer;
}

}  // namespace tw::sim
