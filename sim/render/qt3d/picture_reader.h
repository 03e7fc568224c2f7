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

  // The rows of one part of a picture of `height` rows, from the top.
  struct Region {
    PixelRect part;
    int height;
  };
  // `texture`s are OpenGL's names. False when a pixel does not bear the stamp: it was not drawn
  // now.
  bool readMarks(unsigned texture, const Region& region, int stamp, std::vector<uint16_t>& ids);
  void readLight(unsigned texture, const Region& region, const LightPlanes& wanted,
                 LightLayer& layer);

 private:
  void makeCurrent();
  void attach(unsigned texture);
  struct Pixels {
    unsigned format, type;  // OpenGL's; of 16 bits a channel
    size_t channels;
  };
  // Gives take(y, its pixels) every row of the part, y counted from its top; the lowest first.
  template <class Take>
  void readRows(unsigned texture, const Region& region, const Pixels& pixels, const Take& take);

  QOffscreenSurface& surface_;
  QOpenGLContext context_;
  unsigned framebuffer_ = 0;
  std::vector<uint16_t> pixels_;
};

}  // namespace tw::sim
