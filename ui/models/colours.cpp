#include "ui/models/colours.h"

#include <algorithm>
#include <cmath>

namespace tw::ui {
namespace {

constexpr int kFaint = 70;  // of 255

double linear(float part) {
  return part <= 0.04045f ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour) {
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
         0.0722 * linear(colour.blueF());
}

}  // namespace

double contrast(const QColor& a, const QColor& b) {
  const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
  return (light + 0.05) / (dark + 0.05);
}

QColor textOn(const QColor& ground) {
  return contrast(Qt::white, ground) >= 4.5 ? Qt::white : Qt::black;
}

QColor ground(QColor colour) {
  colour.setAlpha(kFaint);
  return colour;
}

}  // namespace tw::ui
