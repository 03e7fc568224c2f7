// A picture as the firmware gets it, for people: as an image, a pixel's values, a file.
//
// Colours as BT.709 full range has them; a colour sample counts for its four pixels.
#pragma once

#include <QImage>
#include <QPoint>
#include <QString>
#include <optional>

#include "sim/optics/picture.h"

namespace tw::ui {

QRgb rgbOf(uint8_t y, uint8_t u, uint8_t v);
QImage imageOf(const sim::Picture& picture);  // RGB32, of its size

struct PixelValue {
  uint8_t y = 0, u = 0, v = 0;
  QRgb rgb = 0;
};
std::optional<PixelValue> valueAt(const sim::Picture& picture, QPoint pixel);  // nothing: beyond it
QString textOf(QPoint pixel, const PixelValue& value);  // "12,7  Y 81 U 128 V 128  R 81 G 81 B 81"

double meanLuma(const sim::Picture& picture);  // 0..255

// As PNG. Empty when it is written; else why not.
QString savePicture(const sim::Picture& picture, const QString& file);

}  // namespace tw::ui
