// What colour a light has, for pictures whose primaries are those of ITU-R BT.709.
#pragma once

#include <array>

#include "sim/light/spectrum.h"

namespace tw::sim {

struct Chromaticity {
  double x = 0, y = 0;  // CIE 1931
};
// Of a spectrum that is not dark to the eye. Colour matching functions by Wyman, Sloan and Shirley
// (JCGT 2013), which keep within 1 % of the CIE's.
Chromaticity chromaticityOf(const Spectrum& spectrum);

// Red, green and blue of luminance 1 (0.2126, 0.7152, 0.0722); a colour that these cannot show
// comes as the nearest on their edge. (1, 1, 1) is D65.
std::array<double, 3> linearRgb(Chromaticity colour);

}  // namespace tw::sim
