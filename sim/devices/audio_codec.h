// G.711 mu-law, bit for bit as in the ITU-T recommendation (tables 2a and 2b).
#pragma once

#include "firmware_core/hal/audio_codec.h"
#include "sim/devices/device.h"

namespace tw::sim {

uint8_t muLawByte(int16_t sample);
int16_t muLawSample(uint8_t byte);

class VirtualAudioCodec final : public Device, public hal::AudioCodec {
 public:
  explicit VirtualAudioCodec(const Bench& bench) : Device(bench, "audio") {}

  Bytes encode(std::span<const int16_t> samples) override;
  std::vector<int16_t> decode(std::span<const uint8_t> coded) override;

  uint64_t stateHash() const override { return 0; }
};

}  // namespace tw::sim
