// What is drawn in which order into which textures: what is stale of shadow maps, then the
// picture's parts, then the backdrop. Each size of picture keeps its own textures, those for beams
// once they are wanted; all others rest. Only part of a picture may be drawn: the rest of its
// textures stays as it was.
#pragma once

#include <Qt3DRender/QRenderSurfaceSelector>
#include <Qt3DRender/QSubtreeEnabler>
#include <Qt3DRender/QTechniqueFilter>
#include <array>
#include <optional>
#include <vector>

#include "sim/render/qt3d/materials.h"
#include "sim/render/qt3d/shadow_maps.h"
#include "sim/render/renderer.h"

class QSurface;

namespace tw::sim {

struct PictureTextures {
  Qt3DRender::QAbstractTexture* marks;                // RG16: ids and the stamp
  std::vector<Qt3DRender::QAbstractTexture*> lights;  // RGBA16F, cd/m2: layers of a PassLight
};

class FrameGraph {
 public:
  static constexpr size_t kMostSizes = 6;  // kept; the longest unused gives way

  // Nodes are owned by `root`; `surface` is borrowed and outlives them.
  FrameGraph(Qt3DCore::QEntity* root, QObject* surface);

  Qt3DRender::QFrameGraphNode* node() const { return surfaceSelector_; }
  ShadowMaps& shadows() { return *shadows_; }
  // Parameters added here reach every shader.
  Qt3DRender::QTechniqueFilter* globals() const { return globals_; }

  // Aims all drawing of the next frame at this part of a picture of this view in this light.
  // `fresh` tells that its textures were just made.
  PictureTextures aim(const View& view, const PixelRect& part, const Lighting& lighting,
                      bool& fresh);
  // For frames that are not looked at: they touch a single pixel of what is aimed at.
  void narrow(bool narrowed);

 private:
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
    std::array<std::optional<Branch>, 2> branches;  // for one layer, and for more
    uint64_t lastUsed;
  };
  Qt3DRender::QParameter* addGlobal(const char* name);
  void aimEye(const View& view, const PixelRect& part);
  Size makeSize(hal::ImageSize size);
  Size& sizeOf(hal::ImageSize size);
  Branch makeBranch(Size& size, size_t lights);

  Qt3DRender::QRenderSurfaceSelector* surfaceSelector_;
  Qt3DRender::QTechniqueFilter* globals_;
  std::optional<ShadowMaps> shadows_;
  Qt3DRender::QScissorTest* scissor_ = nullptr;  // of what is aimed at
  PixelRect part_{};                             // from the lower left
  FrameCamera eye_;
  Qt3DRender::QParameter *eyeMatrix_, *eyeAhead_, *eyeRight_, *eyeUp_;
  std::vector<Size> sizes_;
  uint64_t uses_ = 0;
};

}  // namespace tw::sim
