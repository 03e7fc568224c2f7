// Image files as Qt 3D textures: decoded once a Texture, kept while it lives.
//
// sRGB in the file, linear halves in the texture, trilinear, repeated beyond its edges.
// Transparency is left out.
#pragma once

#include <Qt3DRender/QTexture>
#include <memory>

#include "sim/render/qt3d/kept_while_alive.h"
#include "sim/world/scene_state.h"

namespace tw::sim {

class TextureStore {
 public:
  static constexpr int kLargest = 2048;  // pixels a side

  struct Image {
    Qt3DRender::QAbstractTexture* texture;
    double mean;  // of the linear luminance (BT.709), 0..1
  };

  explicit TextureStore(Qt3DCore::QNode* parent) : parent_(parent) {}

  // Throws RenderError that names a file which cannot be read. `fresh` is set when it is new.
  Image of(const std::shared_ptr<const Texture>& texture, bool& fresh);

 private:
  Qt3DCore::QNode* parent_;
  KeptWhileAlive<Texture, Image> kept_;
};

}  // namespace tw::sim
