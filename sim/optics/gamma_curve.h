// From linear light to what a display wants, and how far the tables of it go.
#pragma once

#include <cstdint>
#include <vector>

namespace tw::sim {

// BT.709's opto-electronic transfer function on [0, 1].
double bt709(double linear);

inline constexpr int kDisplayBits = 6;  // below one of 255, in display values
inline constexpr int kFullDisplay = 255 << kDisplayBits;
inline constexpr int kGammaSteps = 65536;

// Display values of 0..kGammaSteps, which stand for 0..1 of linear light.
const std::vector<uint16_t>& gammaTable();

// BT.709 luma of red, green and blue, in 1/65536.
inline constexpr uint32_t kLumaR = 13933, kLumaG = 46871, kLumaB = 4732;

}  // namespace tw::sim
