#include "sim/core/random.h"

#include <bit>
#include <cmath>
#include <numbers>

#include "firmware_core/base/check.h"
#include "sim/core/hash.h"

namespace tw::sim {
namespace {

uint64_t splitMix(uint64_t& x) {
  x += 0x9E3779B97F4A7C15u;
  uint64_t z = x;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

}  // namespace

RandomStream::RandomStream(std::string_view name, uint64_t seed) {
  uint64_t x = hashOf(name) ^ seed;
  for (uint64_t& word : state_) word = splitMix(x);
}

uint64_t RandomStream::next() {
  const uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const uint64_t t = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= t;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

double RandomStream::uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

double RandomStream::uniform(double low, double high) { return low + (high - low) * uniform(); }

uint64_t RandomStream::below(uint64_t bound) {
  TW_CHECK(bound > 0);
  const uint64_t unfair = (0 - bound) % bound;  // values below it would favour small results
  uint64_t value = next();
  while (value < unfair) value = next();
  return value % bound;
}

double RandomStream::normal() {
  const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
  return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

void RandomStream::fill(std::span<uint8_t> bytes) {
  for (size_t i = 0; i < bytes.size(); i += 8) {
    uint64_t word = next();
    for (size_t j = i; j < bytes.size() && j < i + 8; ++j, word >>= 8)
      bytes[j] = static_cast<uint8_t>(word);
  }
}

}  // namespace tw::sim
