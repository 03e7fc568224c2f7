#include "sim/devices/light.h"

#include "sim/devices/state_hash.h"

namespace tw::sim {
namespace {

SignalSpec intensitySpec(const LightParameters& parameters) {
  return {.name = parameters.radiant ? "intensity_w_sr" : "intensity_cd",
          .doc = "Intensity on the axis, as it really shines.",
          .unit = parameters.radiant ? "W/sr" : "cd",
          .min = 0,
          .max = parameters.fullIntensity};
}

}  // namespace

VirtualLight::VirtualLight(const Bench& bench, std::string name, const LightParameters& parameters)
    : FaultyDevice(
          bench, name,
          {{.kind = "dead", .doc = "The lamp stays dark."},
           {.kind = "dim", .doc = "This share of the light is missing.", .unit = "share"}}),
      parameters_(parameters),
      off_(bench.queue,
           [this] {
             this->trace("timer off");
             drive(0);
           }),
      dutySignal_(bench.signal(name, {.name = "duty",
                                      .doc = "What the driver gives the lamp, broken or not.",
                                      .unit = "share",
                                      .min = 0,
                                      .max = 1})),
      intensitySignal_(bench.signal(name, intensitySpec(parameters))) {}

double VirtualLight::intensity() const {
  return has("dead") ? 0 : duty_ * parameters_.fullIntensity * (1 - fault("dim"));
}

void VirtualLight::doSet(double duty, Duration forTime) {
  const bool ends = forTime != kForever;
  trace("set duty=" + std::to_string(duty) +
        (ends ? " for_ns=" + std::to_string(forTime.count()) : ""));
  drive(duty);
  if (ends && duty > 0) off_.startIn(forTime);
}

void VirtualLight::drive(double duty) {
  off_.cancel();
  duty_ = duty;
  show();
}

void VirtualLight::show() {
  dutySignal_.set(duty_);
  intensitySignal_.set(intensity());
}

uint64_t VirtualLight::stateHash() const { return hashState(duty_, off_.due(), faultHash()); }

}  // namespace tw::sim
