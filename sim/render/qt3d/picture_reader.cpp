#include "sim/render/qt3d/picture_reader.h"

#include <QOpenGLExtraFunctions>
#include <algorithm>
#include <bit>
#include <string>

#include "sim/render/render_error.h"

namespace tw::sim {

namespace {

// Positive halves only; infinite ones become 65536. Exact, and simple enough to be vectorised.
float fromHalf(uint16_t half) {
  return std::bit_cast<float>(static_cast<uint32_t>(half) << 13) * 0x1p112F;
}

uint16_t toHalf(int whole) {  // 1..2047
  const auto bits = std::bit_cast<uint32_t>(static_cast<float>(whole));
  return static_cast<uint16_t>((bits >> 13) - (112U << 10));
}

// One row of RGBA to RGB; gathers in `differs` whether any alpha is not the stamp.
void unpackRow(const uint16_t* from, int width, uint16_t stamp, float* to, uint16_t& differs) {
  uint16_t wrong = 0;
  for (int x = 0; x < width; ++x) {
    for (int c = 0; c < 3; ++c) to[3 * x + c] = fromHalf(from[4 * x + c]);
    wrong = static_cast<uint16_t>(wrong | (from[4 * x + 3] ^ stamp));
  }
  differs = static_cast<uint16_t>(differs | wrong);
}

}  // namespace

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

void PictureReader::readPixels(unsigned texture, hal::ImageSize size, unsigned format,
                               unsigned type, void* to) {
  QOpenGLExtraFunctions& gl = *context_.extraFunctions();
  gl.glFramebufferTexture2D(GL_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
  if (gl.glCheckFramebufferStatus(GL_READ_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
    throw RenderError("the graphics driver does not let a drawn picture be read back");
  gl.glReadPixels(0, 0, size.width, size.height, format, type, to);
}

bool PictureReader::read(unsigned luminance, unsigned ids, int stamp, LinearImage& image) {
  makeCurrent();
  QOpenGLExtraFunctions& gl = *context_.extraFunctions();
  gl.glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
  gl.glPixelStorei(GL_PACK_ALIGNMENT, 2);
  const size_t pixels = image.size.pixels();
  halves_.resize(4 * pixels);
  ids_.resize(pixels);
  readPixels(luminance, image.size, GL_RGBA, GL_HALF_FLOAT, halves_.data());
  readPixels(ids, image.size, GL_RED, GL_UNSIGNED_SHORT, ids_.data());
  const GLenum error = gl.glGetError();
  if (error != GL_NO_ERROR)
    throw RenderError("OpenGL error " + std::to_string(error) + " while reading a picture back");
  image.rgb.resize(3 * pixels);
  image.ids.resize(pixels);
  uint16_t differs = 0;
  const auto width = static_cast<size_t>(image.size.width);
  for (int y = 0; y < image.size.height; ++y) {
    const size_t to = static_cast<size_t>(y) * width;
    const size_t from = static_cast<size_t>(image.size.height - 1 - y) * width;
    unpackRow(halves_.data() + 4 * from, image.size.width, toHalf(stamp), image.rgb.data() + 3 * to,
              differs);
    std::copy_n(ids_.data() + from, width, image.ids.data() + to);
  }
  context_.doneCurrent();
  return differs == 0;
}

}  // namespace tw::sim
