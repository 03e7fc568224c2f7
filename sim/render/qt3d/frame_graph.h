// What is drawn in which order into which textures: once the sun's view, then the picture's parts,
// then the backdrop. Each size of picture keeps its own textures, those for beams once they are
// wanted; all others rest. Only part of a picture may be drawn: the rest of its textures stays as
// it was.
#pragma once

#include <Qt3DCore/QEntity>
#include <Qt3DCore/QTransform>
#include <Qt3DRender/QCameraLens>
#include <Qt3DRender/QFilterKey>
#include <Qt3DRender/QParameter>
#include <Qt3DRender/QRenderSurfaceSelector>
#include <Qt3DRender/QScissorTest>
#include <Qt3DRender/QSubtreeEnabler>
#include <Qt3DRender/QTechniqueFilter>
#include <Qt3DRender/QTexture>
#include <array>
#include <optional>
#include <vector>

#include "sim/render/qt3d/materials.h"
#include "sim/render/qt3d/sun_view.h"
#include "sim/render/renderer.h"

class QSurface;

namespace tw::sim {

struct PictureTextures {
  Qt3DRender::QAbstractTexture* marks;                // RG16: ids and the stamp
  std::vector<Qt3DRender::QAbstractTexture*> lights;  // RGBA16F, cd/m2; ambient, then the beams
};

class FrameGraph {
 public:
  static constexpr size_t kMostSizes = 6;            // kept; the longest unused gives way
  static constexpr int kShadowSize = kShadowTexels;  // texels a side

  // Nodes are owned by `root`; `surface` is borrowed and outlives them.
  FrameGraph(Qt3DCore::QEntity* root, QObject* surface);

  Qt3DRender::QFrameGraphNode* node() const { return surfaceSelector_; }
  Qt3DRender::QAbstractTexture* shadowMap() const { return shadowMap_; }
  // Parameters added here reach every shader.
  Qt3DRender::QTechniqueFilter* globals() const { return globals_; }

  // Aims all drawing of the next frame at this part of a picture of this view in this light.
  // `fresh` tells that its textures were just made.
  PictureTextures aim(const View& view, const PixelRect& part, const Lighting& lighting,
                      bool& fresh);
  // The next frame draws this part of the sun's view, counted from the lower left; none when it is
  // empty.
  void aimSun(const PixelRect& part, const SunView& view);
  // For frames that are not looked at: they touch a single pixel of what is aimed at.
  void narrow(bool narrowed);

 private:
  struct Camera {
    Qt3DCore::QEntity* entity;
    Qt3DRender::QCameraLens* lens;
    Qt3DCore::QTransform* transform;
  };
  struct Branch {  // that draws into some of a size's textures
    Qt3DRender::QSubtreeEnabler* enabler;
    Qt3DRender::QScissorTest* scissor;
    Qt3DRender::QFilterKey *partKey, *backdropKey;
  };
  struct Size {
    hal::ImageSize size;
    Qt3DCore::QNode* owner;  // of all that follows
    PictureTextures textures;
    Qt3DRender::QAbstractTexture* depth;
    std::array<std::optional<Branch>, 2> branches;  // without beams, and with
    uint64_t lastUsed;
  };
  static Camera makeCamera(Qt3DCore::QEntity* root);
  Qt3DRender::QParameter* addGlobal(const char* name);
  void addShadowBranch();
  void aimEye(const View& view, const PixelRect& part);
  Size makeSize(hal::ImageSize size);
  Size& sizeOf(hal::ImageSize size);
  Branch makeBranch(Size& size, size_t lights);

  Qt3DRender::QRenderSurfaceSelector* surfaceSelector_;
  Qt3DRender::QTechniqueFilter* globals_;
  Qt3DRender::QAbstractTexture* shadowMap_ = nullptr;
  Qt3DRender::QSubtreeEnabler* shadowBranch_ = nullptr;
  Qt3DRender::QScissorTest* shadowScissor_ = nullptr;
  Qt3DRender::QScissorTest* scissor_ = nullptr;  // of what is aimed at
  PixelRect part_{}, sunPart_{};                 // from the lower left
  // What Qt 3D takes for drawing is their view of a part alone, so that it leaves out all that does
  // not reach into it. Shaders have their own matrices, which are always those of the whole
  // picture.
  Camera eye_, sun_;
  Qt3DRender::QParameter *eyeMatrix_, *eyeAhead_, *eyeRight_, *eyeUp_, *sunMatrix_;
  std::vector<Size> sizes_;
  uint64_t uses_ = 0;
};

}  // namespace tw::sim
