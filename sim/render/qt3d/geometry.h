// Triangles handed to Qt 3D, all in one layout, so that every shader takes every shape.
#pragma once

#include <Qt3DRender/QGeometryRenderer>
#include <vector>

#include "sim/world/geometry.h"

namespace tw::sim {

// Which way a vertex finds its place on the surface, where it is no share of a turn; see part.vert.
inline constexpr float kFlat = -1;      // metres along the face it lies in
inline constexpr float kTextured = -2;  // the same, but images by its texture coordinates

struct GpuVertex {
  float position[3], normal[3], texture[2];
  float turn;  // 0..1 round z on curved faces, kFlat or kTextured
};

struct Triangles {
  std::vector<GpuVertex> vertices;
  std::vector<uint32_t> indices;

  int add(Vec3 position, Vec3 normal, float turn = kFlat);
  // Counter-clockwise as seen from outside.
  void triangle(int a, int b, int c);
  void quad(int a, int b, int c, int d);
};

// Owned by `parent`.
Qt3DRender::QGeometryRenderer* geometryOf(const Triangles& triangles, Qt3DCore::QNode* parent);

}  // namespace tw::sim
