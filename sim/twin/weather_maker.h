// Makes the weather of a run: the scene's at first, then as faults of the device `weather` say. One
// sees it, and rain wets what is outdoors (sim/devices/wetting.h).
//
//   fog: the visibility in metres.  rain: its intensity in mm/h.  insects: how many about the lamps
//   of each camera.
// Magnitude 0 clears it, the scene's own too. Signals: world/weather.visibility_m, .rain_mm_h,
// .insects.
#pragma once

#include <functional>

#include "sim/devices/faulty_device.h"
#include "sim/world/world.h"

namespace tw::sim {

class WeatherMaker final : public FaultyDevice {
 public:
  // `rains` is told of rain as it changes. `bench.camera` is "world"; both are borrowed.
  WeatherMaker(const Bench& bench, World& world, std::function<void(double mmH)> rains);

  void applyFault(const std::string& kind, double magnitude) override;
  uint64_t stateHash() const override;

 private:
  void show();

  World& world_;
  std::function<void(double)> rains_;
  Signal visibility_, rain_, insects_;
};

}  // namespace tw::sim
