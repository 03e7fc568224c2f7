// Reads drawn textures back through an OpenGL context of its own, which shares Qt 3D's textures:
// any attachment, at once, in the texture's own format.
#pragma once

#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <memory>
#include <vector>

#include "sim/render/renderer.h"

namespace tw::sim {

class PictureReader {
 public:
  // In the draw thread; the surface is borrowed, and was made in the application's thread. Throws
  // RenderError.
  explicit PictureReader(QOffscreenSurface& surface);
  ~PictureReader();

  // Texture names of OpenGL. False when a pixel does not bear the stamp: it was not drawn now.
  bool read(unsigned luminance, unsigned ids, int stamp, LinearImage& image);

 private:
  void makeCurrent();
  void readPixels(unsigned texture, hal::ImageSize size, unsigned format, unsigned type, void* to);

  QOffscreenSurface& surface_;
  QOpenGLContext context_;
  unsigned framebuffer_ = 0;
  std::vector<uint16_t> halves_;  // RGBA16F, bottom row first
  std::vector<uint16_t> ids_;
};

}  // namespace tw::sim
