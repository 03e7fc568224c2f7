// Normally distributed noise to read off instead of to compute.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tw::sim {

// SplitMix64's finisher: spreads a counter over all 64 bits.
constexpr uint64_t mixBits(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

// 65536 normal quantiles (mean 0, standard deviation 1) in a shuffled order.
class NoiseTable {
 public:
  static constexpr size_t kLength = 65536;
  static constexpr size_t kMostAtOnce = 4096;
  static constexpr float kReach = 4.5F;  // no value lies beyond

  // kMostAtOnce values, from a place that any 64 bits choose.
  static const float* from(uint64_t bits);
};

}  // namespace tw::sim
