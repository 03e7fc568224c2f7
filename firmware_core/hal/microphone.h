// The microphone: signed 16 bit mono, 16 kHz, in blocks of 64 ms. A block raises the wake line.
//
// At most kQueueCapacity blocks wait; the oldest is lost when one more comes. stop() drops what
// waits.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "firmware_core/base/time.h"

namespace tw::hal {

inline constexpr int kAudioRateHz = 16000;
inline constexpr size_t kAudioBlockSamples = 1024;  // 64 ms

struct AudioBlock {
  Instant capturedAt{};          // of the first sample
  std::vector<int16_t> samples;  // kAudioBlockSamples
};

class Microphone {
 public:
  static constexpr size_t kQueueCapacity = 16;
  virtual ~Microphone() = default;
  virtual void start() = 0;
  virtual void stop() = 0;
  virtual std::optional<AudioBlock> take() = 0;
};

}  // namespace tw::hal
