#include "ui/models/picture_image.h"

#include <QCoreApplication>
#include <QImageWriter>
#include <algorithm>
#include <numeric>

namespace tw::ui {
namespace {

// In 65536ths: what a step of colour difference adds to red, green and blue.
constexpr int kOne = 1 << 16, kHalf = kOne / 2;
constexpr int kRedV = static_cast<int>(1.5748 * kOne + 0.5);
constexpr int kBlueU = static_cast<int>(1.8556 * kOne + 0.5);
constexpr int kGreenU = static_cast<int>(1.8556 * 0.0722 / 0.7152 * kOne + 0.5);
constexpr int kGreenV = static_cast<int>(1.5748 * 0.2126 / 0.7152 * kOne + 0.5);

// What the colour of a sample adds to grey, rounded: grey is whole.
struct Tint {
  int red, green, blue;

  Tint(uint8_t u, uint8_t v)
      : red((kRedV * (v - 128) + kHalf) >> 16),
        green((-kGreenU * (u - 128) - kGreenV * (v - 128) + kHalf) >> 16),
        blue((kBlueU * (u - 128) + kHalf) >> 16) {}
  QRgb on(uint8_t y) const { return qRgb(channel(y + red), channel(y + green), channel(y + blue)); }

 private:
  static int channel(int value) { return std::clamp(value, 0, 255); }
};

}  // namespace

QRgb rgbOf(uint8_t y, uint8_t u, uint8_t v) { return Tint(u, v).on(y); }

QImage imageOf(const sim::Picture& picture) {
  const auto [width, height] = picture.size;
  QImage image(width, height, QImage::Format_RGB32);
  const auto columns = static_cast<size_t>(width);
  for (int row = 0; row < height; ++row) {
    const uint8_t* y = picture.y.data() + static_cast<size_t>(row) * columns;
    const size_t colours = static_cast<size_t>(row / 2) * (columns / 2);
    const uint8_t *u = picture.u.data() + colours, *v = picture.v.data() + colours;
    auto* out = reinterpret_cast<QRgb*>(image.scanLine(row));
    for (size_t pair = 0; pair < columns / 2; ++pair) {
      const Tint tint(u[pair], v[pair]);
      out[2 * pair] = tint.on(y[2 * pair]);
      out[2 * pair + 1] = tint.on(y[2 * pair + 1]);
    }
  }
  return image;
}

std::optional<PixelValue> valueAt(const sim::Picture& picture, QPoint pixel) {
  const auto [width, height] = picture.size;
  if (!QRect(0, 0, width, height).contains(pixel)) return std::nullopt;
  const auto x = static_cast<size_t>(pixel.x()), y = static_cast<size_t>(pixel.y()),
             columns = static_cast<size_t>(width), colour = y / 2 * (columns / 2) + x / 2;
  PixelValue value{picture.y[y * columns + x], picture.u[colour], picture.v[colour]};
  value.rgb = rgbOf(value.y, value.u, value.v);
  return value;
}

QString textOf(QPoint pixel, const PixelValue& value) {
  return QCoreApplication::translate("LensPicture", "%1,%2  Y %3 U %4 V %5  R %6 G %7 B %8")
      .arg(pixel.x())
      .arg(pixel.y())
      .arg(value.y)
      .arg(value.u)
      .arg(value.v)
      .arg(qRed(value.rgb))
      .arg(qGreen(value.rgb))
      .arg(qBlue(value.rgb));
}

double meanLuma(const sim::Picture& picture) {
  if (picture.y.empty()) return 0;
  const auto sum = std::accumulate(picture.y.begin(), picture.y.end(), uint64_t{0});
  return static_cast<double>(sum) / static_cast<double>(picture.y.size());
}

QString savePicture(const sim::Picture& picture, const QString& file) {
  QImageWriter writer(file, "png");
  if (writer.write(imageOf(picture))) return {};
  return QCoreApplication::translate(
             "LensPicture",
             "The picture cannot be written to %1: %2. Choose a folder that may be "
             "written to, on a disk with room.")
      .arg(file, writer.errorString());
}

}  // namespace tw::ui
