// What is drawn in which order into which textures: once the sun's view, then the picture's parts,
// then the backdrop. Each size of picture keeps its own textures; all others rest.
#pragma once

#include <Qt3DCore/QEntity>
#include <Qt3DCore/QTransform>
#include <Qt3DRender/QCameraLens>
#include <Qt3DRender/QFilterKey>
#include <Qt3DRender/QRenderSurfaceSelector>
#include <Qt3DRender/QSubtreeEnabler>
#include <Qt3DRender/QTechniqueFilter>
#include <Qt3DRender/QTexture>
#include <vector>

#include "sim/render/qt3d/materials.h"
#include "sim/render/qt3d/sun_view.h"
#include "sim/render/renderer.h"

class QSurface;

namespace tw::sim {

struct PictureTextures {
  Qt3DRender::QAbstractTexture* luminance;  // RGBA16F, cd/m2; alpha is the stamp
  Qt3DRender::QAbstractTexture* ids;        // R16
};

class FrameGraph {
 public:
  static constexpr size_t kMostTargets = 8;  // sizes kept; the longest unused gives way
  static constexpr int kShadowSize = 2048;   // texels a side

  // Nodes are owned by `root`; `surface` is borrowed and outlives them.
  FrameGraph(Qt3DCore::QEntity* root, QObject* surface);

  Qt3DRender::QFrameGraphNode* node() const { return surfaceSelector_; }
  Qt3DRender::QAbstractTexture* shadowMap() const { return shadowMap_; }
  // Parameters added here reach every shader.
  Qt3DRender::QTechniqueFilter* globals() const { return globals_; }

  // Aims all drawing of the next frame at a picture of this view in this light.
  // `fresh` tells that its textures were just made.
  PictureTextures aim(const View& view, const Lighting& lighting, bool& fresh);
  // Whether the next frame draws the sun's view, and from where.
  void aimSun(bool draw, const SunView& view);

 private:
  struct Camera {
    Qt3DCore::QEntity* entity;
    Qt3DRender::QCameraLens* lens;
    Qt3DCore::QTransform* transform;
  };
  struct Target {
    hal::ImageSize size;
    Qt3DRender::QSubtreeEnabler* branch;
    Qt3DRender::QFilterKey *partKey, *backdropKey;
    PictureTextures textures;
    uint64_t lastUsed;
  };
  static Camera makeCamera(Qt3DCore::QEntity* root);
  void addShadowBranch();
  Target makeTarget(hal::ImageSize size);
  Target& targetOf(hal::ImageSize size, bool& fresh);

  Qt3DRender::QRenderSurfaceSelector* surfaceSelector_;
  Qt3DRender::QTechniqueFilter* globals_;
  Qt3DRender::QAbstractTexture* shadowMap_ = nullptr;
  Qt3DRender::QSubtreeEnabler* shadowBranch_ = nullptr;
  Camera eye_, sun_;
  std::vector<Target> targets_;
  uint64_t uses_ = 0;
};

}  // namespace tw::sim
