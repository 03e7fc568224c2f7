#include "sim/optics/gamma_curve.h"

#include <cmath>

namespace tw::sim {

double bt709(double linear) {
  return linear < 0.018 ? 4.5 * linear : 1.099 * std::pow(linear, 0.45) - 0.099;
}

const std::vector<uint16_t>& gammaTable() {
  static const auto table = [] {
    std::vector<uint16_t> result(kGammaSteps + 1);
    for (size_t i = 0; i < result.size(); ++i)
      result[i] = static_cast<uint16_t>(
          std::lround(bt709(static_cast<double>(i) / kGammaSteps) * kFullDisplay));
    return result;
  }();
  return table;
}

}  // namespace tw::sim
