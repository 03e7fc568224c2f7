// Pixels that the program makes, as a texture of Qt 3D.
#pragma once

#include <QByteArray>
#include <QOpenGLTexture>
#include <Qt3DRender/QTexture>
#include <functional>

namespace tw::sim {

struct RawPixels {
  int width = 0, height = 0;
  QOpenGLTexture::TextureFormat format{};
  QOpenGLTexture::PixelFormat channels{};
  QOpenGLTexture::PixelType type{};
  int bytesAPixel = 0;
  std::function<QByteArray()> bytes;  // row by row; asked for when Qt 3D draws, in a thread of its
};

// Of that size and format; how it is filtered is the caller's.
Qt3DRender::QAbstractTexture* rawTexture(RawPixels pixels, Qt3DCore::QNode* parent);

}  // namespace tw::sim
