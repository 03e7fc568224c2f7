// How loud a row of samples is.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

namespace tw::sim {

// Root mean square as a share of full scale, 0..1.
inline double audioLevel(std::span<const int16_t> samples) {
  if (samples.empty()) return 0;
  double sum = 0;
  for (const int16_t s : samples) sum += static_cast<double>(s) * s;
  return std::min(1.0, std::sqrt(sum / static_cast<double>(samples.size())) / 32767.0);
}

}  // namespace tw::sim
