// The random number generator: a stream named after the camera, so that a run repeats and two
// cameras differ. It goes on over restarts and power cuts: no key comes twice.
#pragma once

#include "firmware_core/hal/entropy.h"
#include "sim/devices/device.h"

namespace tw::sim {

class VirtualEntropy final : public Device, public hal::Entropy {
 public:
  explicit VirtualEntropy(const Bench& bench)
      : Device(bench, "entropy"), stream_(bench.random("entropy")) {}

  void fill(std::span<uint8_t> bytes) override;
  uint64_t stateHash() const override;

 private:
  RandomStream stream_;
};

}  // namespace tw::sim
