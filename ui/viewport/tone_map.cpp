#include "ui/viewport/tone_map.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tw::ui {
namespace {

constexpr double kDarkest = 1e-4;                 // cd/m2, below which nothing is brought up
constexpr double kDayKey = 0.3, kNightKey = 0.1;  // what the mean becomes, of a screen's white
constexpr double kDay = 100, kNight = 0.01;       // cd/m2
constexpr double kFar = 3, kNearEnough = 0.02;    // stops
constexpr double kShare = 0.3;                    // of the way, a picture
constexpr float kWhite = 6;                       // exposed light that is the screen's white
constexpr int kSteps = 4096;
constexpr size_t kEvery = 37;  // pixel of the mean

double keyOf(double mean) {
  const double share = std::log(mean / kNight) / std::log(kDay / kNight);
  return kNightKey + (kDayKey - kNightKey) * std::clamp(share, 0.0, 1.0);
}

double encoded(double linear) {
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * std::pow(linear, 1 / 2.4) - 0.055;
}

// Reinhard's curve, which reaches 1 at kWhite (2002).
float curve(float light) { return light * (1 + light / (kWhite * kWhite)) / (1 + light); }

const std::array<uint8_t, kSteps + 1>& table() {
  static const auto made = [] {
    std::array<uint8_t, kSteps + 1> values{};
    for (int i = 0; i <= kSteps; ++i) {
      const double root = static_cast<double>(i) / kSteps;
      values[static_cast<size_t>(i)] =
          static_cast<uint8_t>(std::lround(255 * encoded(root * root)));
    }
    return values;
  }();
  return made;
}

// Indexed by the root, so that the dark has steps enough.
uint8_t valueOf(float light) {
  const float root = std::sqrt(std::clamp(curve(light), 0.0F, 1.0F));
  return table()[static_cast<size_t>(root * kSteps)];
}

}  // namespace

double meanLuminance(const sim::LinearImage& image) {
  double sum = 0;
  size_t count = 0;
  for (size_t i = 0; i < image.rgb[0].size(); i += kEvery, ++count)
    sum += std::log(std::max(
        kDarkest, 0.2126 * image.rgb[0][i] + 0.7152 * image.rgb[1][i] + 0.0722 * image.rgb[2][i]));
  return count == 0 ? kDarkest : std::exp(sum / static_cast<double>(count));
}

void Exposure::follow(const sim::LinearImage& image) {
  const double mean = meanLuminance(image);
  const double wanted = std::log2(keyOf(mean) / mean);
  const double off = stops_ ? wanted - *stops_ : kFar;
  const bool atOnce = std::abs(off) >= kFar || std::abs(off) < kNearEnough;
  stops_ = atOnce ? wanted : *stops_ + off * kShare;
  settled_ = atOnce;
}

double Exposure::gain() const { return std::exp2(stops_.value_or(0)); }

int screenValue(double light) { return valueOf(static_cast<float>(light)); }

QImage toneMapped(const sim::LinearImage& image, double gain) {
  QImage shown(image.size.width, image.size.height, QImage::Format_RGB32);
  const auto k = static_cast<float>(gain);
  size_t i = 0;
  for (int y = 0; y < image.size.height; ++y) {
    auto* row = reinterpret_cast<QRgb*>(shown.scanLine(y));
    for (int x = 0; x < image.size.width; ++x, ++i)
      row[x] = qRgb(valueOf(image.rgb[0][i] * k), valueOf(image.rgb[1][i] * k),
                    valueOf(image.rgb[2][i] * k));
  }
  return shown;
}

}  // namespace tw::ui
