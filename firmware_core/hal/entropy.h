// The hardware random number generator. Fills at once; cannot fail after boot.
#pragma once

#include <cstdint>
#include <span>

namespace tw::hal {

class Entropy {
 public:
  virtual ~Entropy() = default;
  virtual void fill(std::span<uint8_t> bytes) = 0;
};

}  // namespace tw::hal
