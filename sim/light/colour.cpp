#include "sim/light/colour.h"

#include <algorithm>
#include <cmath>

#include "firmware_core/base/check.h"

namespace tw::sim {
namespace {

constexpr std::array kLuminance{0.2126, 0.7152, 0.0722};

// A Gaussian of two widths, below and above its peak.
struct Lobe {
  double height, peak, below, above;
  double at(double nm) const {
    const double away = (nm - peak) / (nm < peak ? below : above);
    return height * std::exp(-away * away / 2);
  }
};
constexpr Lobe kX[] = {
    {1.056, 599.8, 37.9, 31.0}, {0.362, 442.0, 16.0, 26.7}, {-0.065, 501.1, 20.4, 26.2}};
constexpr Lobe kY[] = {{0.821, 568.8, 46.9, 40.5}, {0.286, 530.9, 16.3, 31.1}};
constexpr Lobe kZ[] = {{1.217, 437.0, 11.8, 36.0}, {0.681, 459.0, 26.0, 13.8}};

template <size_t n>
double seenBy(const Lobe (&lobes)[n], const Spectrum& spectrum) {
  double sum = 0;
  for (int nm = 380; nm <= 780; ++nm)
    for (const Lobe& lobe : lobes) sum += spectrum.at(nm) * lobe.at(nm);
  return sum;
}

}  // namespace

Chromaticity chromaticityOf(const Spectrum& spectrum) {
  const double x = seenBy(kX, spectrum), y = seenBy(kY, spectrum), z = seenBy(kZ, spectrum);
  TW_CHECK(x + y + z > 0);
  return {x / (x + y + z), y / (x + y + z)};
}

// IEC 61966-2-1.
std::array<double, 3> linearRgb(Chromaticity colour) {
  TW_CHECK(colour.y > 0);
  const double x = colour.x / colour.y, z = (1 - colour.x - colour.y) / colour.y;
  std::array<double, 3> rgb{3.2404542 * x - 1.5371385 - 0.4985314 * z,
                            -0.9692660 * x + 1.8760108 + 0.0415560 * z,
                            0.0556434 * x - 0.2040259 + 1.0572252 * z};
  double luminance = 0;
  for (size_t i = 0; i < rgb.size(); ++i) {
    rgb[i] = std::max(rgb[i], 0.0);
    luminance += kLuminance[i] * rgb[i];
  }
  for (double& one : rgb) one /= luminance;
  return rgb;
}

}  // namespace tw::sim
