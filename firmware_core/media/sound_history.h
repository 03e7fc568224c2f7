// The last seconds of coded sound, so that a clip's sound begins before the clip was asked for.
#pragma once

#include <deque>

#include "firmware_core/base/bytes.h"
#include "firmware_core/base/time.h"

namespace tw::fw {

class SoundHistory {
 public:
  // As old as pictures may be when their fragment is put together: see ClipTrack.
  static constexpr Duration kKept = std::chrono::seconds{16};
  static constexpr uint8_t kSilence = 0xFF;     // zero in mu-law
  static constexpr int64_t kSampleNs = 62'500;  // 16 kHz

  void add(Instant capturedAt, Bytes coded);
  void clear() { blocks_.clear(); }
  Instant end() const;  // of the newest sample; the clock's start when there is none
  // `samples` from `from` on; where nothing was heard, silence.
  Bytes between(Instant from, size_t samples) const;

 private:
  struct Block {
    Instant at;
    Bytes coded;
  };
  std::deque<Block> blocks_;
};

}  // namespace tw::fw
