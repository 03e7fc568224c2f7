#include "sim/render/qt3d/mesh_store.h"

#include <algorithm>
#include <cmath>

#include "firmware_core/base/check.h"
#include "sim/render/qt3d/geometry.h"
#include "sim/render/render_error.h"

namespace tw::sim {

namespace {

// What would end in a black or missing picture, or in memory that is not the mesh's.
void checkMesh(const Mesh& mesh) {
  const auto refuse = [&](const std::string& why) {
    throw RenderError("mesh " + mesh.name + " cannot be drawn: " + why);
  };
  if (mesh.indices.empty() || mesh.vertices.empty()) refuse("it has no triangles");
  if (mesh.indices.size() % 3 != 0) refuse("its last triangle lacks corners");
  const uint32_t most = *std::max_element(mesh.indices.begin(), mesh.indices.end());
  if (most >= mesh.vertices.size())
    refuse("a triangle wants vertex " + std::to_string(most) + " of " +
           std::to_string(mesh.vertices.size()));
  for (const Vertex& v : mesh.vertices) {
    const float normal = std::hypot(v.normal[0], v.normal[1], v.normal[2]);
    if (!(std::abs(normal - 1) < 0.01F)) refuse("a vertex has no unit normal");
    if (!std::isfinite(v.position[0] + v.position[1] + v.position[2] + v.texture[0] + v.texture[1]))
      refuse("a vertex lies nowhere");
  }
}

Triangles trianglesOf(const Mesh& mesh) {
  Triangles triangles;
  triangles.vertices.reserve(mesh.vertices.size());
  for (const Vertex& v : mesh.vertices)
    triangles.vertices.push_back({{v.position[0], v.position[1], v.position[2]},
                                  {v.normal[0], v.normal[1], v.normal[2]},
                                  {v.texture[0], v.texture[1]},
                                  kTextured});
  triangles.indices = mesh.indices;
  return triangles;
}

}  // namespace

Qt3DRender::QGeometryRenderer* MeshStore::of(const std::shared_ptr<const Mesh>& mesh, bool& fresh) {
  TW_CHECK(mesh != nullptr);
  if (const auto* geometry = kept_.find(mesh)) return *geometry;
  checkMesh(*mesh);
  kept_.dropEnded([](Qt3DRender::QGeometryRenderer* geometry) { delete geometry; });
  auto* geometry = geometryOf(trianglesOf(*mesh), parent_);
  kept_.keep(mesh, geometry);
  fresh = true;
  return geometry;
}

}  // namespace tw::sim
