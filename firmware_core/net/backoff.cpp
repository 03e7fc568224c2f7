#include "firmware_core/net/backoff.h"

#include <algorithm>

#include "firmware_core/base/bytes.h"

namespace tw::fw {

double uniform(hal::Entropy& entropy) {
  std::array<uint8_t, 8> raw{};
  entropy.fill(raw);
  return static_cast<double>(getLittle<uint64_t>(raw, 0) >> 11) * 0x1p-53;
}

Duration Backoff::next(hal::Entropy& entropy) {
  const double seconds = toSeconds(next_) * (0.8 + 0.4 * uniform(entropy));
  next_ = std::min(next_ * 2, last_);
  return std::min(fromSeconds(seconds), last_);
}

}  // namespace tw::fw
