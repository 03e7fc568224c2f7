#include "sim/twin/weather.h"

namespace tw::sim {

Weather::Weather(const Bench& bench, std::function<void(double)> rains)
    : rains_(std::move(rains)),
      rain_(bench.signal(faultName(), {.name = "rain_mm_h",
                                       .doc = "rain that falls outdoors",
                                       .unit = "mm/h",
                                       .max = kMostMmH})) {}

std::vector<FaultSpec> Weather::faults() const {
  return {{.kind = "rain",
           .doc = "so much rain falls on all that is outdoors; from 50 on it is called violent",
           .unit = "mm/h",
           .max = kMostMmH}};
}

void Weather::applyFault(const std::string& kind, double magnitude) {
  TW_CHECK(kind == "rain");
  rain_.set(magnitude);
  rains_(magnitude);
}

}  // namespace tw::sim
