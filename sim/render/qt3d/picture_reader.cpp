#include "sim/render/qt3d/picture_reader.h"

#include <QOpenGLExtraFunctions>
#include <algorithm>
#include <string>

#include "sim/render/render_error.h"

namespace tw::sim {

namespace {
constexpr int kRowsAtOnce = 64;  // a whole picture's pixels would stand in memory twice
}

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

void PictureReader::attach(unsigned texture) {
  makeCurrent();
  QOpenGLExtraFunctions& gl = *context_.extraFunctions();
  gl.glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
  gl.glPixelStorei(GL_PACK_ALIGNMENT, 2);
  gl.glFramebufferTexture2D(GL_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
  if (gl.glCheckFramebufferStatus(GL_READ_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
    throw RenderError("the graphics driver does not let a drawn picture be read back");
}

template <class Take>
void PictureReader::readRows(unsigned texture, const Region& region, const Pixels& pixels,
                             const Take& take) {
  attach(texture);
  QOpenGLExtraFunctions& gl = *context_.extraFunctions();
  const PixelRect& part = region.part;
  const size_t rowSize = pixels.channels * static_cast<size_t>(part.width);
  for (int top = part.height; top > 0;) {
    const int rows = std::min(top, kRowsAtOnce);
    pixels_.resize(rowSize * static_cast<size_t>(rows));
    gl.glReadPixels(part.x, region.height - part.y - top, part.width, rows, pixels.format,
                    pixels.type, pixels_.data());
    for (const uint16_t* row = pixels_.data(); row < pixels_.data() + pixels_.size();
         row += rowSize)
      take(static_cast<size_t>(--top), row);
  }
  const GLenum error = gl.glGetError();
  if (error != GL_NO_ERROR)
    throw RenderError("OpenGL error " + std::to_string(error) + " while reading a picture back");
}

bool PictureReader::readMarks(unsigned texture, const Region& region, int stamp,
                              std::vector<uint16_t>& ids) {
  const auto width = static_cast<size_t>(region.part.width);
  ids.resize(region.part.pixels());
  uint16_t differs = 0;
  readRows(texture, region, {GL_RG, GL_UNSIGNED_SHORT, 2}, [&](size_t y, const uint16_t* row) {
    uint16_t* to = ids.data() + y * width;
    for (size_t x = 0; x < width; ++x) {
      to[x] = row[2 * x];
      differs = static_cast<uint16_t>(differs | (row[2 * x + 1] ^ stamp));
    }
  });
  return differs == 0;
}

void PictureReader::readLight(unsigned texture, const Region& region, const LightPlanes& wanted,
                              LightLayer& layer) {
  const auto width = static_cast<size_t>(region.part.width);
  for (size_t c = 0; c < kLightPlanes; ++c)
    if (wanted[c]) layer.planes[c].resize(region.part.pixels());
  const auto take = [&](size_t y, const uint16_t* row) {
    for (size_t c = 0; c < kLightPlanes; ++c) {
      if (!wanted[c]) continue;
      auto* to = layer.planes[c].data() + y * width;
      for (size_t x = 0; x < width; ++x) to[x] = row[kLightPlanes * x + c];
    }
  };
  readRows(texture, region, {GL_RGBA, GL_HALF_FLOAT, kLightPlanes}, take);
}

}  // namespace tw::sim
