// The microphone: a tone and white noise at given levels; silence by default.
//
// While started it makes a block each 64 ms; stopped it costs nothing. Left out: places, echoes and
// other sounds of the world, clipping by wind.
#pragma once

#include "firmware_core/base/bounded_queue.h"
#include "firmware_core/hal/microphone.h"
#include "sim/devices/faulty_device.h"
#include "sim/devices/one_shot.h"

namespace tw::sim {

struct SoundMix {
  double toneHz = 440;    // 20..8000
  double toneLevel = 0;   // amplitude, share of full scale
  double noiseLevel = 0;  // standard deviation, share of full scale
};

class VirtualMicrophone final : public FaultyDevice, public hal::Microphone {
 public:
  static constexpr Duration kBlockTime = 64ms;

  explicit VirtualMicrophone(const Bench& bench, const SoundMix& mix = {});

  void start() override;  // started already: nothing happens
  void stop() override;   // drops what waits
  std::optional<hal::AudioBlock> take() override;

  void hear(const SoundMix& mix);  // from the next block on

  void powerOff() override { halt(); }
  void reset() override { halt(); }
  uint64_t stateHash() const override;

 private:
  void finishBlock();
  void halt();
  hal::AudioBlock makeBlock(Instant from);

  SoundMix mix_;
  RandomStream random_;
  BoundedQueue<hal::AudioBlock> waiting_{kQueueCapacity};
  Instant blockStart_{};
  OneShot blockEnd_;
  Signal level_, lost_;
};

}  // namespace tw::sim
