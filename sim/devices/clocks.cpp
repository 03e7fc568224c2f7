#include "sim/devices/clocks.h"

#include <cmath>

#include "sim/devices/state_hash.h"

namespace tw::sim {

uint64_t VirtualMonotonicClock::stateHash() const { return hashState(now()); }

VirtualCalendarClock::VirtualCalendarClock(const Bench& bench)
    : FaultyDevice(bench, "calendar",
                   {{.kind = "drift",
                     .doc = "The clock runs fast (or slow, negative) by this share.",
                     .unit = "ratio",
                     .min = -0.01,
                     .max = 0.01}}),
      set_(bench.signal("calendar", {.name = "set",
                                     .kind = SignalKind::kFlag,
                                     .doc = "The calendar was told the time since power-on."})) {}

std::optional<CalendarTime> VirtualCalendarClock::now() const {
  if (!base_) return {};
  const Duration elapsed = bench().queue.now() - since_;
  const Duration gained{std::llround(static_cast<double>(elapsed.count()) * fault("drift"))};
  return *base_ + elapsed + gained;
}

void VirtualCalendarClock::set(CalendarTime time) {
  trace("set unix_ns=" + std::to_string(time.time_since_epoch().count()));
  base_ = time;
  since_ = bench().queue.now();
  set_.set(true);
}

void VirtualCalendarClock::powerOff() {
  base_.reset();
  set_.set(false);
}

void VirtualCalendarClock::beforeFault() {
  base_ = now();
  since_ = bench().queue.now();
}

uint64_t VirtualCalendarClock::stateHash() const {
  return hashState(base_.has_value(), base_.value_or(CalendarTime{}), since_, faultHash());
}

}  // namespace tw::sim
