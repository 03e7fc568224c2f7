// The scene's parts as Qt 3D entities: the place's are made once, moving ones are reused from frame
// to frame.
#pragma once

#include <Qt3DCore/QEntity>
#include <Qt3DCore/QTransform>
#include <Qt3DRender/QMaterial>
#include <Qt3DRender/QParameter>
#include <memory>
#include <vector>

#include "sim/render/qt3d/materials.h"
#include "sim/render/qt3d/mesh_store.h"
#include "sim/render/qt3d/shape_meshes.h"
#include "sim/render/qt3d/texture_store.h"

namespace tw::sim {

class PartNodes {
 public:
  struct Change {
    bool place = false;         // another place
    bool fresh = false;         // meshes or images were just made
    std::vector<Part> moved{};  // all that came, went or changed, as it was and as it is
  };

  // Everything borrowed outlives this and belongs to the draw thread.
  PartNodes(Qt3DCore::QEntity* root, Materials& materials);

  // Throws RenderError where a mesh or image cannot be used; the next call starts afresh.
  Change show(const SceneState& scene);

 private:
  struct Looks {  // what a part needs besides numbers
    Qt3DRender::QGeometryRenderer* geometry;
    Qt3DRender::QAbstractTexture* texture = nullptr;
    float imageMean = 1;
  };
  struct Node {
    Part part;
    bool shown = true;
    Qt3DCore::QEntity* entity;
    Qt3DCore::QTransform* transform;
    Qt3DRender::QMaterial* material;
    Qt3DRender::QGeometryRenderer* geometry = nullptr;
    Qt3DRender::QParameter *colour, *id, *size;
    Qt3DRender::QParameter *image = nullptr, *imageMean = nullptr;  // once it had one
  };
  Node make(const Part& part, Qt3DCore::QEntity* parent);
  Looks looksOf(const Part& part);
  void set(Node& node, const Part& part, bool whole);
  void setLooks(Node& node, const Part& part);
  void dropAll();
  bool showPlace(const std::shared_ptr<const Place>& place);
  void showMoving(size_t index, const Part& part, std::vector<Part>& moved);
  void hideFrom(size_t index, std::vector<Part>& moved);

  Materials& materials_;
  std::array<Qt3DRender::QGeometryRenderer*, 4> shapes_;
  MeshStore meshes_;
  TextureStore textures_;
  bool fresh_ = false;
  Qt3DCore::QEntity* staticRoot_;  // the place's entities, made anew for a new place
  Qt3DCore::QEntity* movingRoot_;
  std::shared_ptr<const Place> place_;  // held, so that its address stays its own
  std::vector<Node> moving_;
};

}  // namespace tw::sim
