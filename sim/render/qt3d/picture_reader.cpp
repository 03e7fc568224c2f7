#include "sim/render/qt3d/picture_reader.h"

#include <QOpenGLExtraFunctions>
#include <string>

#include "sim/render/render_error.h"

namespace tw::sim {

PictureReader::PictureReader(QOffscreenSurface& surface) : surface_(surface) {
  context_.setShareContext(QOpenGLContext::globalShareContext());
  context_.setFormat(QSurfaceFormat::defaultFormat());
  if (!context_.create()) throw RenderError("no OpenGL context for reading pictures back");
  makeCurrent();
  context_.extraFunctions()->glGenFramebuffers(1, &framebuffer_);
}

PictureReader::~PictureReader() {
  if (context_.makeCurrent(&surface_))
    context_.extraFunctions()->glDeleteFramebuffers(1, &framebuffer_);
  context_.doneCurrent();
}

void PictureReader::makeCurrent() {
  // What Qt 3D drew in its context must have arrived before this one looks at it.
  if (QOpenGLContext* drawing = QOpenGLContext::currentContext())
    if (drawing != &context_) drawing->functions()->glFinish();
  if (!context_.makeCurrent(&surface_))
    throw RenderError("the OpenGL context for reading pictures back is lost");
}

void PictureReader::readPixels(unsigned texture, const Region& region, unsigned format,
                               unsigned type, size_t channels) {
  makeCurrent();
  QOpenGLExtraFunctions& gl = *context_.extraFunctions();
  gl.glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
  gl.glPixelStorei(GL_PACK_ALIGNMENT, 2);
  gl.glFramebufferTexture2D(GL_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
  if (gl.glCheckFramebufferStatus(GL_READ_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
    throw RenderError("the graphics driver does not let a drawn picture be read back");
  const PixelRect& part = region.part;
  pixels_.resize(channels * part.pixels());
  gl.glReadPixels(part.x, region.height - part.bottom(), part.width, part.height, format, type,
                  pixels_.data());
  const GLenum error = gl.glGetError();
  if (error != GL_NO_ERROR)
    throw RenderError("OpenGL error " + std::to_string(error) + " while reading a picture back");
}

bool PictureReader::readMarks(unsigned texture, const Region& region, int stamp,
                              std::vector<uint16_t>& ids) {
  readPixels(texture, region, GL_RG, GL_UNSIGNED_SHORT, 2);
  const auto width = static_cast<size_t>(region.part.width);
  ids.resize(region.part.pixels());
  uint16_t differs = 0;
  for (size_t to = ids.size(), from = 0; to > 0; from += 2 * width) {
    to -= width;
    for (size_t x = 0; x < width; ++x) {
      ids[to + x] = pixels_[from + 2 * x];
      differs = static_cast<uint16_t>(differs | (pixels_[from + 2 * x + 1] ^ stamp));
    }
  }
  return differs == 0;
}

void PictureReader::readLight(unsigned texture, const Region& region, const LightPlanes& wanted,
                              LightLayer& layer) {
  readPixels(texture, region, GL_RGBA, GL_HALF_FLOAT, kLightPlanes);
  const auto width = static_cast<size_t>(region.part.width);
  for (size_t c = 0; c < kLightPlanes; ++c) {
    if (!wanted[c]) continue;
    auto& plane = layer.planes[c];
    plane.resize(region.part.pixels());
    for (size_t to = plane.size(), from = c; to > 0; from += kLightPlanes * width) {
      to -= width;
      for (size_t x = 0; x < width; ++x) plane[to + x] = pixels_[from + kLightPlanes * x];
    }
  }
}

}  // namespace tw::sim
