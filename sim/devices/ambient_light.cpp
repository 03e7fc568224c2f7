#include "sim/devices/ambient_light.h"

#include <algorithm>

#include "sim/devices/state_hash.h"

namespace tw::sim {

VirtualAmbientLight::VirtualAmbientLight(const Bench& bench, std::function<Lux()> truth)
    : FaultyDevice(
          bench, "ambient",
          {{.kind = "dead", .doc = "The sensor does not answer."},
           {.kind = "offset", .doc = "It reads so much too bright.", .unit = "lx", .max = 10'000},
           {.kind = "dirty", .doc = "This share of the light is missing.", .unit = "share"}}),
      truth_(std::move(truth)),
      lux_(bench.signal("ambient", {.name = "lux",
                                    .doc = "The sensor's last sample, when it was read.",
                                    .unit = "lx",
                                    .min = 0,
                                    .max = kMaxLux})) {}

Result<Lux> VirtualAmbientLight::read() const {
  if (has("dead")) return Error{Errc::kIo, "the ambient light sensor does not answer"};
  const int64_t slot = bench().queue.sinceStart() / kSampleTime;
  if (slot_ != slot) {
    slot_ = slot;
    sample_ = measure();
    lux_.set(sample_.value);
    trace("sample lux=" + std::to_string(sample_.value));
  }
  return sample_;
}

Lux VirtualAmbientLight::measure() const {
  const double lux = truth_().value * (1 - fault("dirty")) + fault("offset");
  return {std::clamp(lux, 0.0, kMaxLux)};
}

uint64_t VirtualAmbientLight::stateHash() const {
  return hashState(slot_.value_or(-1), sample_.value, faultHash());
}

}  // namespace tw::sim
