// The ambient light sensor: asks the world for the illuminance at the camera's front.
//
// Sampled when read, at most once in each 0.2 s; nobody reading costs nothing. Left out: noise,
// spectral response, the view's cosine.
#pragma once

#include <functional>
#include <optional>

#include "firmware_core/hal/ambient_light.h"
#include "sim/devices/faulty_device.h"

namespace tw::sim {

class VirtualAmbientLight final : public FaultyDevice, public hal::AmbientLight {
 public:
  static constexpr Duration kSampleTime = 200ms;
  static constexpr double kMaxLux = 120'000;

  VirtualAmbientLight(const Bench& bench, std::function<Lux()> truth);

  Result<Lux> read() const override;

  void powerOn() override { slot_.reset(); }
  void powerOff() override { slot_.reset(); }
  uint64_t stateHash() const override;

 private:
  void afterFault() override { slot_.reset(); }
  Lux measure() const;

  std::function<Lux()> truth_;
  mutable std::optional<int64_t> slot_;  // of 0.2 s, that `sample_` belongs to
  mutable Lux sample_{};
  mutable Signal lux_;
};

}  // namespace tw::sim
