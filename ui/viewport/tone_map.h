// From light to what a screen shows: an exposure that follows the picture's mean as an eye would,
// and a curve that keeps what is very bright. By night it stays darker than by day.
#pragma once

#include <QImage>
#include <optional>

#include "sim/render/light_sum.h"

namespace tw::ui {

class Exposure {
 public:
  // Takes a step towards what the picture needs; the first one, and one far away, at once.
  void follow(const sim::LinearImage& image);
  bool settled() const { return settled_; }  // nothing would change if the picture stayed
  double gain() const;                       // screen light a cd/m2

 private:
  std::optional<double> stops_;  // of two
  bool settled_ = false;
};

// Geometric mean of the luminance, cd/m2, of some of the pixels.
double meanLuminance(const sim::LinearImage& image);
// 0..255, as sRGB is encoded; monotonous.
int screenValue(double light);
QImage toneMapped(const sim::LinearImage& image, double gain);

}  // namespace tw::ui
