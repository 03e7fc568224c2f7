// The world's meshes as Qt 3D geometries: one a Mesh, shared by all parts, kept while it lives.
#pragma once

#include <Qt3DRender/QGeometryRenderer>
#include <memory>

#include "sim/render/qt3d/kept_while_alive.h"
#include "sim/world/scene_state.h"

namespace tw::sim {

class MeshStore {
 public:
  explicit MeshStore(Qt3DCore::QNode* parent) : parent_(parent) {}

  // Throws RenderError that names a mesh which cannot be drawn. `fresh` is set when it is new.
  Qt3DRender::QGeometryRenderer* of(const std::shared_ptr<const Mesh>& mesh, bool& fresh);

 private:
  Qt3DCore::QNode* parent_;
  KeptWhileAlive<Mesh, Qt3DRender::QGeometryRenderer*> kept_;
};

}  // namespace tw::sim
