#include "sim/core/hash.h"

#include <xxhash.h>

#include <array>
#include <bit>
#include <cstdio>

#include "firmware_core/base/bytes.h"

namespace tw::sim {

uint64_t hashOf(std::span<const uint8_t> bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }
uint64_t hashOf(std::string_view text) { return hashOf(asBytes(text)); }

std::string hexOf(uint64_t hash) {
  std::array<char, 17> text{};
  std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(hash));
  return text.data();
}

void Hasher::Free::operator()(XXH3_state_s* state) const { XXH3_freeState(state); }
Hasher::Hasher() : state_(XXH3_createState()) { XXH3_64bits_reset(state_.get()); }
Hasher::~Hasher() = default;
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;

void Hasher::add(std::span<const uint8_t> bytes) {
  XXH3_64bits_update(state_.get(), bytes.data(), bytes.size());
}

void Hasher::add(uint64_t value) {
  std::array<uint8_t, 8> bytes{};
  putLittle<uint64_t>(bytes, 0, value);
  add(std::span<const uint8_t>{bytes});
}

void Hasher::add(double value) { add(std::bit_cast<uint64_t>(value)); }

void Hasher::add(std::string_view text) {
  add(static_cast<uint64_t>(text.size()));
  add(asBytes(text));
}

uint64_t Hasher::digest() const { return XXH3_64bits_digest(state_.get()); }

}  // namespace tw::sim
