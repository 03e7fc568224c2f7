#include "sim/devices/watchdog.h"

#include "sim/devices/state_hash.h"

namespace tw::sim {

VirtualWatchdog::VirtualWatchdog(const Bench& bench, std::function<void()> bite)
    : FaultyDevice(bench, "watchdog", {{.kind = "dead", .doc = "It never restarts the chip."}}),
      bite_(std::move(bite)),
      look_(bench.queue, [this] { lookAtDeadline(); }),
      bites_(bench.signal("watchdog", {.name = "bites",
                                       .kind = SignalKind::kCount,
                                       .doc = "How often it restarted the chip."})) {}

void VirtualWatchdog::doStart(Duration timeout) {
  trace("start timeout_ns=" + std::to_string(timeout.count()));
  timeout_ = timeout;
  deadline_ = bench().queue.now() + timeout;
  look_.startAt(deadline_);
}

void VirtualWatchdog::kick() {
  if (look_.running()) deadline_ = bench().queue.now() + timeout_;
}

void VirtualWatchdog::lookAtDeadline() {
  const Instant now = bench().queue.now();
  if (now >= deadline_ && !has("dead")) {
    trace("bite");
    stop();
    bites_.increment();
    bite_();
    return;
  }
  if (now >= deadline_) deadline_ = now + timeout_;
  look_.startAt(deadline_);
}

void VirtualWatchdog::stop() {
  look_.cancel();
  deadline_ = kNever;
}

uint64_t VirtualWatchdog::stateHash() const {
  return hashState(timeout_, deadline_, look_.due(), faultHash());
}

}  // namespace tw::sim
