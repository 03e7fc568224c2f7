// The audio codec block: PCM in, coded frames out. G.711 mu-law: one byte a sample, no delay.
//
// Synchronous and fast (below 0.1 ms a block). Ownership: results are the caller's. Cannot fail.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "firmware_core/base/bytes.h"

namespace tw::hal {

class AudioCodec {
 public:
  virtual ~AudioCodec() = default;
  virtual Bytes encode(std::span<const int16_t> samples) = 0;
  virtual std::vector<int16_t> decode(std::span<const uint8_t> coded) = 0;
};

}  // namespace tw::hal
