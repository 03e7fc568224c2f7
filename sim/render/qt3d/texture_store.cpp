#include "sim/render/qt3d/texture_store.h"

#include <QFloat16>
#include <QImageReader>
#include <Qt3DRender/QTextureWrapMode>
#include <array>
#include <cmath>

#include "firmware_core/base/check.h"
#include "sim/render/qt3d/raw_texture.h"
#include "sim/render/render_error.h"

namespace tw::sim {

namespace {

using namespace Qt3DRender;

// IEC 61966-2-1
double fromSrgb(int byte) {
  const double v = byte / 255.0;
  return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

constexpr int kBytesAPixel = 8;  // four halves

// Decoded here and not by the driver, whose own decoding of sRGB may be off by percents.
QByteArray linearHalves(const QImage& image) {
  std::array<qfloat16, 256> linear;
  for (size_t i = 0; i < linear.size(); ++i)
    linear[i] = qfloat16(static_cast<float>(fromSrgb(static_cast<int>(i))));
  const qsizetype row = qsizetype{kBytesAPixel} * image.width();
  QByteArray bytes(row * image.height(), '\0');
  for (int y = 0; y < image.height(); ++y) {
    const uchar* from = image.constScanLine(y);
    auto* to = reinterpret_cast<qfloat16*>(bytes.data() + y * row);
    for (int i = 0; i < 4 * image.width(); ++i) to[i] = linear[from[i]];
  }
  return bytes;
}

// Bottom row first, as texture coordinates count.
QImage read(const std::filesystem::path& file) {
  QImageReader reader(QString::fromStdString(file.string()));
  reader.setDecideFormatFromContent(true);
  const QImage image = reader.read();
  if (image.isNull())
    throw RenderError("image " + file.string() +
                      " cannot be read: " + reader.errorString().toStdString());
  if (std::max(image.width(), image.height()) > TextureStore::kLargest)
    throw RenderError("image " + file.string() + " is larger than " +
                      std::to_string(TextureStore::kLargest) + " pixels a side");
  return image.convertToFormat(QImage::Format_RGBX8888).mirrored();
}

double meanLuminance(const QImage& image) {
  std::array<std::array<uint64_t, 256>, 3> counts{};
  for (int y = 0; y < image.height(); ++y) {
    const uchar* row = image.constScanLine(y);
    for (int x = 0; x < image.width(); ++x)
      for (size_t c = 0; c < 3; ++c) ++counts[c][row[4 * x + static_cast<int>(c)]];
  }
  constexpr std::array kWeights{0.2126, 0.7152, 0.0722};  // BT.709
  double sum = 0;
  for (size_t c = 0; c < 3; ++c)
    for (size_t value = 0; value < 256; ++value)
      sum +=
          kWeights[c] * fromSrgb(static_cast<int>(value)) * static_cast<double>(counts[c][value]);
  return sum / (static_cast<double>(image.width()) * image.height());
}

QAbstractTexture* textureOf(const QImage& image, Qt3DCore::QNode* parent) {
  auto* texture =
      rawTexture({image.width(), image.height(), QOpenGLTexture::RGBA16F, QOpenGLTexture::RGBA,
                  QOpenGLTexture::Float16, kBytesAPixel, [image] { return linearHalves(image); }},
                 parent);
  texture->setGenerateMipMaps(true);
  texture->setMagnificationFilter(QAbstractTexture::Linear);
  texture->setMinificationFilter(QAbstractTexture::LinearMipMapLinear);
  texture->setWrapMode(QTextureWrapMode(QTextureWrapMode::Repeat));
  return texture;
}

}  // namespace

TextureStore::Image TextureStore::of(const std::shared_ptr<const Texture>& texture, bool& fresh) {
  TW_CHECK(texture != nullptr);
  if (const Image* image = kept_.find(texture)) return *image;
  const QImage image = read(texture->file);
  kept_.dropEnded([](const Image& ended) { delete ended.texture; });
  const Image made{textureOf(image, parent_), meanLuminance(image)};
  kept_.keep(texture, made);
  fresh = true;
  return made;
}

}  // namespace tw::sim
