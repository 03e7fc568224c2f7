#include "sim/devices/cover.h"

#include <algorithm>

#include "sim/devices/state_hash.h"

namespace tw::sim {
namespace {

constexpr Duration kShowEvery = 1s;

}  // namespace

SlotCover::SlotCover(const Bench& bench)
    : Device(bench, "cover"),
      since_(bench.queue.now()),
      nextShow_(bench.queue, [this] { show(); }),
      openSignal_(bench.signal(
          "cover",
          {.name = "open", .kind = SignalKind::kFlag, .doc = "the card slot's cover is open"})),
      wetnessSignal_(bench.signal(
          "cover",
          {.name = "wetness",
           .doc = "of the card slot: such a share of the card's operations fails, from 0.8 on all",
           .unit = "share",
           .min = 0,
           .max = 1})) {}

void SlotCover::open() {
  settle();
  open_ = true;
  show();
}

void SlotCover::close() {
  settle();
  open_ = false;
  show();
}

void SlotCover::setDamp(double share) {
  TW_CHECK(share >= 0 && share <= 1);
  settle();
  damp_ = share;
  show();
}

double SlotCover::rate() const {
  if (open_ && damp_ > 0) return damp_ / toSeconds(kSoaksIn);
  return -1 / toSeconds(kDriesIn);
}

double SlotCover::wetness() const {
  const double change = rate() * toSeconds(bench().queue.now() - since_);
  return std::clamp(wetness_ + change, 0.0, 1.0);
}

void SlotCover::settle() {
  wetness_ = wetness();
  since_ = bench().queue.now();
}

void SlotCover::show() {
  openSignal_.set(open_);
  wetnessSignal_.set(wetness());
  const bool changes = rate() > 0 ? wetness() < 1 : wetness() > 0;
  changes ? nextShow_.startIn(kShowEvery) : nextShow_.cancel();
}

std::vector<FaultSpec> SlotCover::faults() const {
  return {{.kind = "damp",
           .doc = "water outside, which gets in while the cover is open: 1 is driving rain",
           .unit = "share"}};
}

void SlotCover::applyFault(const std::string& kind, double magnitude) {
  TW_CHECK(kind == "damp");
  setDamp(magnitude);
}

uint64_t SlotCover::stateHash() const {
  return hashState(open_, damp_, wetness_, since_, nextShow_.due());
}

}  // namespace tw::sim
