#include "sim/render/qt3d/raw_texture.h"

#include <Qt3DRender/QAbstractTextureImage>
#include <Qt3DRender/QTextureImageData>
#include <Qt3DRender/QTextureImageDataGenerator>

namespace tw::sim {

namespace {

using namespace Qt3DRender;
using PixelsPtr = std::shared_ptr<const RawPixels>;

class RawData final : public QTextureImageDataGenerator {
 public:
  explicit RawData(PixelsPtr pixels) : pixels_(std::move(pixels)) {}
  QTextureImageDataPtr operator()() override {
    auto data = QTextureImageDataPtr::create();
    data->setWidth(pixels_->width);
    data->setHeight(pixels_->height);
    data->setDepth(1);
    data->setLayers(1);
    data->setFaces(1);
    data->setMipLevels(1);
    data->setTarget(QOpenGLTexture::Target2D);
    data->setFormat(pixels_->format);
    data->setPixelFormat(pixels_->channels);
    data->setPixelType(pixels_->type);
    data->setData(pixels_->bytes(), pixels_->bytesAPixel);
    return data;
  }
  bool operator==(const QTextureImageDataGenerator& other) const override {
    const auto* data = dynamic_cast<const RawData*>(&other);
    return data && data->pixels_ == pixels_;
  }
  QT3D_FUNCTOR(RawData)

 private:
  PixelsPtr pixels_;
};

class RawImage final : public QAbstractTextureImage {
 public:
  explicit RawImage(PixelsPtr pixels) : pixels_(std::move(pixels)) {}

 protected:
  QTextureImageDataGeneratorPtr dataGenerator() const override {
    return QSharedPointer<RawData>::create(pixels_);
  }

 private:
  PixelsPtr pixels_;
};

}  // namespace

QAbstractTexture* rawTexture(RawPixels pixels, Qt3DCore::QNode* parent) {
  auto* texture = new QTexture2D(parent);
  texture->setFormat(static_cast<QAbstractTexture::TextureFormat>(pixels.format));
  texture->setSize(pixels.width, pixels.height);
  texture->addTextureImage(new RawImage(std::make_shared<const RawPixels>(std::move(pixels))));
  return texture;
}

}  // namespace tw::sim
