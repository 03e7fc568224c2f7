#include "sim/devices/seal.h"

#include "sim/devices/state_hash.h"

namespace tw::sim {

SealSpec slotCoverSpec() {
  return {.device = "cover",
          .flag = "open",
          .flagDoc = "the card slot's cover is open",
          .wetnessDoc =
              "of the card slot: such a share of the card's operations fails, from 0.8 on all"};
}

SealSpec portKitSpec() {
  return {.device = "port_kit",
          .flag = "fitted",
          .flagDoc = "the waterproof kit is on the Ethernet port",
          .flagOfShut = true,
          .wetnessDoc =
              "of the Ethernet port: such a share of the packets is lost, from 0.8 on "
              "there is no link"};
}

Seal::Seal(const Bench& bench, SealSpec spec, std::function<void(double)> wets)
    : Device(bench, spec.device),
      spec_(std::move(spec)),
      wets_(std::move(wets)),
      water_(bench.queue, [this] { show(); }),
      flag_(bench.signal(spec_.device,
                         {.name = spec_.flag, .kind = SignalKind::kFlag, .doc = spec_.flagDoc})),
      wetness_(bench.signal(
          spec_.device,
          {.name = "wetness", .doc = spec_.wetnessDoc, .unit = "share", .min = 0, .max = 1})) {
  flag_.set(spec_.flagOfShut);
}

void Seal::open() {
  shut_ = false;
  letIn();
}

void Seal::shut() {
  shut_ = true;
  letIn();
}

void Seal::rain(double mmH) {
  rainMmH_ = mmH;
  letIn();
}

void Seal::letIn() { water_.fall(shut_ ? 0 : rainMmH_ + damp_ * Wetting::kDrivingMmH); }

void Seal::show() {
  flag_.set(shut_ == spec_.flagOfShut);
  wetness_.set(wetness());
  if (wets_) wets_(wetness());
}

std::vector<FaultSpec> Seal::faults() const {
  return {{.kind = "damp",
           .doc = "water outside, beside rain, which gets in where it is open: 1 is driving rain",
           .unit = "share"}};
}

void Seal::applyFault(const std::string& kind, double magnitude) {
  TW_CHECK(kind == "damp" && magnitude >= 0 && magnitude <= 1);
  damp_ = magnitude;
  letIn();
}

uint64_t Seal::stateHash() const { return hashState(shut_, damp_, rainMmH_, water_.stateHash()); }

}  // namespace tw::sim
