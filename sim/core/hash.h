// 64 bit content hashes (XXH3) for traces, streams and pictures. Not for secrets.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct XXH3_state_s;

namespace tw::sim {

uint64_t hashOf(std::span<const uint8_t> bytes);
uint64_t hashOf(std::string_view text);
std::string hexOf(uint64_t hash);  // 16 digits

class Hasher {
 public:
  Hasher();
  ~Hasher();
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;
  void add(std::span<const uint8_t> bytes);
  void add(std::string_view text);  // with its length, so that "ab","c" differs from "a","bc"
  void add(uint64_t value);
  void add(double value);
  uint64_t digest() const;

 private:
  struct Free {
    void operator()(XXH3_state_s* state) const;
  };
  std::unique_ptr<XXH3_state_s, Free> state_;
};

}  // namespace tw::sim
