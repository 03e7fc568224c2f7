#include "sim/devices/button.h"

#include <algorithm>
#include <functional>

#include "sim/devices/state_hash.h"

namespace tw::sim {

VirtualButton::VirtualButton(const Bench& bench, std::string name,
                             const ButtonParameters& parameters)
    : FaultyDevice(bench, name,
                   {{.kind = "stuck", .doc = "The contact stays closed."},
                    {.kind = "dead", .doc = "The contact never closes."}}),
      parameters_(parameters),
      random_(bench.random(name)),
      bouncing_(bench.queue, [this] { nextEdge(); }),
      pressedSignal_(bench.signal(
          name,
          {.name = "pressed", .kind = SignalKind::kFlag, .doc = "A finger holds the button."})) {}

bool VirtualButton::pressed() const {
  if (has("stuck")) return true;
  return contact_ && !has("dead");
}

void VirtualButton::press() { move(true); }
void VirtualButton::release() { move(false); }

void VirtualButton::move(bool down) {
  if (finger_ == down) return;
  finger_ = down;
  pressedSignal_.set(down);
  edges_.clear();
  bouncing_.cancel();
  const Instant now = bench().queue.now();
  const auto bounces = random_.below(static_cast<uint64_t>(parameters_.maxBounces) + 1);
  for (uint64_t i = 0; parameters_.bounce > Duration::zero() && i < 2 * bounces; ++i)
    edges_.push_back(now + fromSeconds(toSeconds(parameters_.bounce) * random_.uniform()));
  std::sort(edges_.begin(), edges_.end(), std::greater<>());
  setContact(down);
  if (!edges_.empty()) bouncing_.startAt(edges_.back());
}

void VirtualButton::nextEdge() {
  edges_.pop_back();
  setContact(!contact_);
  if (!edges_.empty()) bouncing_.startAt(edges_.back());
}

void VirtualButton::setContact(bool closed) {
  const bool before = pressed();
  contact_ = closed;
  tellEdge(before);
}

void VirtualButton::tellEdge(bool before) {
  if (pressed() == before || !powered_) return;
  trace(pressed() ? "closed" : "open");
  bench().wake();
}

uint64_t VirtualButton::stateHash() const {
  return hashState(powered_, finger_, contact_, edges_.size(), bouncing_.due(), random_,
                   faultHash());
}

}  // namespace tw::sim
