#include "sim/twin/light_meters.h"

#include <algorithm>

namespace tw::sim {
namespace {

SignalSpec specOf(const LightMeter& meter) {
  if (meter.kind == LightMeter::Kind::kLux)
    return {.name = "lux",
            .doc = "illuminance on a surface there that faces where the meter looks",
            .unit = "lx",
            .max = LightMeters::kMostLux};
  return {.name = "luminance_cd_m2",
          .doc = "luminance of what the meter looks at",
          .unit = "cd/m2",
          .max = LightMeters::kMostLuminance};
}

}  // namespace

LightMeters::LightMeters(const Bench& bench, const World& world, std::function<void()> lampsOn)
    : bench_(bench),
      world_(world),
      lampsOn_(std::move(lampsOn)),
      due_(bench.queue, [this] { read(); }) {
  for (const LightMeter& meter : world.meters())
    signals_.push_back(bench.signal(meter.name, specOf(meter)));
  if (!signals_.empty()) read();
}

void LightMeters::read() {
  lampsOn_();
  const Instant now = bench_.queue.now();
  for (size_t i = 0; i < signals_.size(); ++i) {
    const LightMeter& meter = world_.meters()[i];
    const bool lux = meter.kind == LightMeter::Kind::kLux;
    const double value = lux ? world_.illuminanceLux(meter.position, meter.towards, now)
                             : world_.luminance(meter.position, meter.towards, now);
    signals_[i].set(std::min(value, lux ? kMostLux : kMostLuminance));
  }
  due_.startIn(kEvery);
}

}  // namespace tw::sim
