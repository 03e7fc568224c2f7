#include "firmware_core/system/supervisor.h"

#include <algorithm>
#include <utility>

#include "firmware_core/base/check.h"
#include "firmware_core/system/restart_reason.h"

namespace tw::fw {

Supervisor::Supervisor(hal::Watchdog& watchdog, hal::SystemControl& system, LogSink& console)
    : watchdog_(watchdog), system_(system), log_(console, "supervisor") {}

PartId Supervisor::add(std::string name, Duration maxSilence) {
  TW_CHECK(!started_ && !name.empty());
  TW_CHECK(maxSilence >= std::chrono::milliseconds{100});
  parts_.push_back({std::move(name), maxSilence, {}});
  return parts_.size() - 1;
}

void Supervisor::start(Instant now, Duration timeout) {
  TW_CHECK(!started_);
  started_ = true;
  kickEvery_ = timeout / 4;
  nextKick_ = now + kickEvery_;
  for (Part& part : parts_) part.lastSeen = now;
  watchdog_.start(timeout);
}

void Supervisor::reportIn(PartId part, Instant now) {
  TW_CHECK(part < parts_.size());
  parts_[part].lastSeen = now;
}

Instant Supervisor::poll(Instant now) {
  if (!started_ || !hung_.empty()) return kNever;
  if (const Part* silent = silentPart(now)) {
    hung_ = silent->name;
    log_.error("part " + hung_ + " is silent; waiting for the watchdog");
    leaveNote(system_, RestartCause::kTaskHung, hung_);
    return kNever;
  }
  if (now >= nextKick_) {
    watchdog_.kick();
    nextKick_ = now + kickEvery_;
  }
  return nextKick_;
}

// The one that is longest beyond its time, so that the note names the cause rather than whoever
// waits for it.
const Supervisor::Part* Supervisor::silentPart(Instant now) const {
  const Part* worst = nullptr;
  Duration worstOver{};
  for (const Part& part : parts_) {
    const Duration over = now - part.lastSeen - part.maxSilence;
    if (over <= worstOver) continue;
    worst = &part;
    worstOver = over;
  }
  return worst;
}

}  // namespace tw::fw
