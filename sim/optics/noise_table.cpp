#include "sim/optics/noise_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace tw::sim {
namespace {

// Acklam's rational approximation of the normal quantile; relative error below 1.2e-9.
double normalQuantile(double p) {
  constexpr std::array a{-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                         1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
  constexpr std::array b{-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
                         6.680131188771972e+01, -1.328068155288572e+01};
  constexpr std::array c{-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                         -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
  constexpr std::array d{7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                         3.754408661907416e+00};
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < 0.02425) {
    const double q = std::sqrt(-2 * std::log(p));
    return (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) /
           ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
  }
  const double q = p - 0.5, r = q * q;
  return (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q /
         (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1);
}

// The beginning again at the end, so that no reader has to wrap.
std::vector<float> shuffledNormals() {
  std::vector<float> table(NoiseTable::kLength);
  for (size_t i = 0; i < table.size(); ++i)
    table[i] =
        static_cast<float>(normalQuantile((static_cast<double>(i) + 0.5) / NoiseTable::kLength));
  for (size_t i = table.size(); i > 1; --i) std::swap(table[i - 1], table[mixBits(i) % i]);
  table.reserve(NoiseTable::kLength + NoiseTable::kMostAtOnce);
  for (size_t i = 0; i < NoiseTable::kMostAtOnce; ++i) table.push_back(table[i]);
  return table;
}

}  // namespace

const float* NoiseTable::from(uint64_t bits) {
  static const std::vector<float> table = shuffledNormals();
  return table.data() + bits % kLength;
}

}  // namespace tw::sim
