// Meshes and image files for tests of drawing.
#pragma once

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <memory>
#include <numbers>
#include <string>

#include "firmware_core/base/check.h"
#include "sim/world/scene_state.h"
#include "tests/support/judge.h"

namespace tw::sim {

// Faces +z; the image fits on it once.
inline std::shared_ptr<const Mesh> squareMesh(float side) {
  auto mesh = std::make_shared<Mesh>();
  mesh->name = "square";
  for (const auto [u, v] : {std::array{0.F, 0.F}, {1.F, 0.F}, {1.F, 1.F}, {0.F, 1.F}})
    mesh->vertices.push_back({{(u - 0.5F) * side, (v - 0.5F) * side, 0}, {0, 0, 1}, {u, v}});
  mesh->indices = {0, 1, 2, 0, 2, 3};
  mesh->low = {-side / 2, -side / 2, 0};
  mesh->high = {side / 2, side / 2, 0};
  return mesh;
}

// Diameter 1 m, of `rings` x `rings` quads.
inline std::shared_ptr<const Mesh> ballMesh(int rings) {
  auto mesh = std::make_shared<Mesh>();
  mesh->name = "ball";
  for (int ring = 0; ring <= rings; ++ring)
    for (int i = 0; i <= rings; ++i) {
      const double fall = std::numbers::pi * ring / rings, turn = 2 * std::numbers::pi * i / rings;
      const std::array n{static_cast<float>(std::sin(fall) * std::cos(turn)),
                         static_cast<float>(std::sin(fall) * std::sin(turn)),
                         static_cast<float>(std::cos(fall))};
      mesh->vertices.push_back({{n[0] / 2, n[1] / 2, n[2] / 2},
                                n,
                                {static_cast<float>(i) / static_cast<float>(rings),
                                 1 - static_cast<float>(ring) / static_cast<float>(rings)}});
    }
  const auto row = static_cast<uint32_t>(rings + 1);
  for (uint32_t ring = 0; ring + 1 < row; ++ring)
    for (uint32_t i = 0; i + 1 < row; ++i) {
      const uint32_t a = ring * row + i;
      for (const uint32_t corner : {a, a + row, a + row + 1, a, a + row + 1, a + 1})
        mesh->indices.push_back(corner);
    }
  mesh->low = {-0.5, -0.5, -0.5};
  mesh->high = {0.5, 0.5, 0.5};
  return mesh;
}

inline Part meshPart(std::shared_ptr<const Mesh> mesh) {
  Part part{31, Shape::kMesh, {1, 1, 1}, {}, {0.4, 0.4, 0.4}, Surface::kPlain};
  part.mesh = std::move(mesh);
  return part;
}

// The process's own: tests run side by side.
inline const test::TemporaryFolder& scratch() {
  static const test::TemporaryFolder folder;
  return folder;
}

// A file of side x side pixels (PPM); colourAt(x, y) from the upper left.
template <class ColourAt>
std::filesystem::path savedImage(const std::string& name, int side, ColourAt colourAt) {
  const auto file = scratch().path(name + ".ppm");
  std::ofstream out(file, std::ios::binary);
  out << "P6 " << side << " " << side << " 255\n";
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x)
      for (const int value : colourAt(x, y)) out.put(static_cast<char>(value));
  TW_CHECK(out.good());
  return file;
}

using Rgb = std::array<int, 3>;

inline std::filesystem::path imageFile(const std::string& name, Rgb rgb) {
  return savedImage(name, 8, [&](int, int) { return rgb; });
}

// Upper left red, upper right green, lower left blue, lower right black.
inline std::filesystem::path quarteredFile(const std::string& name) {
  return savedImage(name, 64, [](int x, int y) {
    if (y < 32) return x < 32 ? Rgb{255, 0, 0} : Rgb{0, 255, 0};
    return x < 32 ? Rgb{0, 0, 255} : Rgb{0, 0, 0};
  });
}

// Black and white in turn, pixel by pixel.
inline std::filesystem::path chequeredFile(const std::string& name) {
  return savedImage(name, 64, [](int x, int y) {
    return (x + y) % 2 == 0 ? Rgb{0, 0, 0} : Rgb{255, 255, 255};
  });
}

}  // namespace tw::sim
