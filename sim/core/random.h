// Random numbers from streams named after their users: hash(name) ^ seed. The same on every
// machine.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace tw::sim {

// xoshiro256** (Blackman and Vigna, 2018), seeded by SplitMix64. No std distributions: theirs
// differ between libraries.
class RandomStream {
 public:
  RandomStream(std::string_view name, uint64_t seed);

  uint64_t next();
  double uniform();                         // [0, 1)
  double uniform(double low, double high);  // [low, high)
  uint64_t below(uint64_t bound);           // 0..bound-1; bound > 0
  double normal();                          // mean 0, standard deviation 1 (Box-Muller)
  void fill(std::span<uint8_t> bytes);

 private:
  std::array<uint64_t, 4> state_{};
};

}  // namespace tw::sim
