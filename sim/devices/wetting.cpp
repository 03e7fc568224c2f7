#include "sim/devices/wetting.h"

#include <algorithm>

#include "firmware_core/base/check.h"
#include "sim/devices/state_hash.h"

namespace tw::sim {

Wetting::Wetting(EventQueue& queue, std::function<void()> shown)
    : queue_(queue),
      shown_(std::move(shown)),
      since_(queue.now()),
      nextShow_(queue, [this] { show(); }) {}

void Wetting::fall(double mmH) {
  TW_CHECK(mmH >= 0);
  wetness_ = wetness();
  since_ = queue_.now();
  mmH_ = mmH;
  show();
}

double Wetting::rate() const {
  if (mmH_ > 0) return mmH_ / kDrivingMmH / toSeconds(kSoaksIn);
  return -1 / toSeconds(kDriesIn);
}

double Wetting::wetness() const {
  return std::clamp(wetness_ + rate() * toSeconds(queue_.now() - since_), 0.0, 1.0);
}

void Wetting::show() {
  constexpr Duration kShowEvery = 1s;
  shown_();
  const bool changes = rate() > 0 ? wetness() < 1 : wetness() > 0;
  changes ? nextShow_.startIn(kShowEvery) : nextShow_.cancel();
}

uint64_t Wetting::stateHash() const { return hashState(mmH_, wetness_, since_, nextShow_.due()); }

}  // namespace tw::sim
