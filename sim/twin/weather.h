// What falls from the sky, everywhere outdoors alike: rain, which wets cameras
// (sim/devices/wetting.h). In pictures its drops on the lens veil what is seen; those that fall
// are left out. The wind stands in the scene.
#pragma once

#include <functional>

#include "sim/devices/device.h"

namespace tw::sim {

// Signal: world/weather.rain_mm_h. Fault (device "weather"): rain.
class Weather final : public Faultable {
 public:
  static constexpr double kMostMmH = 200;  // a cloudburst

  // `rains` is told each change. `bench.camera` is "world".
  Weather(const Bench& bench, std::function<void(double mmH)> rains);

  std::string faultName() const override { return "weather"; }
  std::vector<FaultSpec> faults() const override;
  void applyFault(const std::string& kind, double magnitude) override;

 private:
  std::function<void(double)> rains_;
  Signal rain_;
};

}  // namespace tw::sim
