#include "sim/twin/weather_maker.h"

#include <cmath>

#include "sim/devices/state_hash.h"

namespace tw::sim {

WeatherMaker::WeatherMaker(const Bench& bench, World& world, std::function<void(double)> rains)
    : FaultyDevice(
          bench, "weather",
          {{.kind = "fog",
            .doc = "Fog, in which one sees so far.",
            .unit = "m",
            .min = Weather::kNearestM,
            .max = Weather::kFarthestM},
           {.kind = "rain",
            .doc = "Rain on all that is outdoors; from 50 on it is called violent.",
            .unit = "mm/h",
            .min = 0,
            .max = Weather::kMostRain},
           {.kind = "insects",
            .doc = "So many, rounded, fly about the lamps of each camera while they shine.",
            .unit = "insects",
            .min = 1,
            .max = Weather::kMostInsects}}),
      world_(world),
      rains_(std::move(rains)),
      visibility_(bench.signal(name(), {.name = "visibility_m",
                                        .doc = "how far one sees in the fog; 50000: there is none",
                                        .unit = "m",
                                        .max = Weather::kFarthestM})),
      rain_(bench.signal(name(), {.name = "rain_mm_h",
                                  .doc = "intensity of the rain",
                                  .unit = "mm/h",
                                  .max = Weather::kMostRain})),
      insects_(bench.signal(name(), {.name = "insects",
                                     .doc = "about the lamps of each camera while they shine",
                                     .max = Weather::kMostInsects})) {
  Weather weather = world.weather();
  weather.seed = bench.random(name()).next();
  world.setWeather(weather);
  show();
}

void WeatherMaker::applyFault(const std::string& kind, double magnitude) {
  FaultyDevice::applyFault(kind, magnitude);
  Weather weather = world_.weather();
  if (kind == "fog") weather.visibilityM = magnitude;
  if (kind == "rain") weather.rainMmH = magnitude;
  if (kind == "insects") weather.insects = static_cast<int>(std::lround(magnitude));
  world_.setWeather(weather);
  if (kind == "rain") rains_(magnitude);
  show();
}

void WeatherMaker::show() {
  const Weather& weather = world_.weather();
  visibility_.set(weather.visibilityM > 0 ? weather.visibilityM : Weather::kFarthestM);
  rain_.set(weather.rainMmH);
  insects_.set(weather.insects);
}

uint64_t WeatherMaker::stateHash() const { return hashState(faultHash()); }

}  // namespace tw::sim
