// What a light sees, as depths: kept from picture to picture, and drawn again only where something
// moved.
#pragma once

#include <Qt3DRender/QParameter>
#include <Qt3DRender/QSubtreeEnabler>

#include "sim/render/qt3d/frame_nodes.h"
#include "sim/render/qt3d/shadow_view.h"

namespace tw::sim {

class ShadowMap {
 public:
  // `texels` a side. Nodes are owned by `parent` and `root`.
  ShadowMap(Qt3DRender::QFrameGraphNode* parent, Qt3DCore::QEntity* root, int texels,
            Qt3DRender::QAbstractTexture::TextureFormat depths);

  Qt3DRender::QAbstractTexture* texture() const { return texture_; }
  const ShadowView& view() const { return view_; }

  void rest();  // the next frame draws nothing of it
  // The next frame draws what is not yet there of this view; the same from several lamps of one
  // place.
  void aim(const ShadowView& view);
  void narrow(bool narrowed);  // as FrameGraph::narrow
  // These parts came, went or moved since the last frame.
  void moved(std::span<const Part> parts);
  void forget() { drawn_ = false; }  // it may show anything

 private:
  int texels_;
  Qt3DRender::QSubtreeEnabler* enabler_;
  Qt3DRender::QAbstractTexture* texture_;
  Qt3DRender::QScissorTest* scissor_;
  Qt3DRender::QParameter* matrix_;
  FrameCamera camera_;
  ShadowView view_{};
  bool drawn_ = false;
  PixelRect stale_{}, part_{};  // what is not as the scene is; what the next frame draws
};

}  // namespace tw::sim
