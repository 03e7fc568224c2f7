// The watchdog: one timer that nobody but a restart can stop.
#pragma once

#include <functional>

#include "firmware_core/hal/watchdog.h"
#include "sim/devices/faulty_device.h"
#include "sim/devices/one_shot.h"

namespace tw::sim {

class VirtualWatchdog final : public FaultyDevice, public hal::Watchdog {
 public:
  // `bite` runs from the event queue; it is to reset the chip.
  VirtualWatchdog(const Bench& bench, std::function<void()> bite);

  void kick() override;

  void powerOff() override { stop(); }
  void reset() override { stop(); }
  uint64_t stateHash() const override;

 private:
  void doStart(Duration timeout) override;
  void lookAtDeadline();
  void stop();

  std::function<void()> bite_;
  Duration timeout_{};
  Instant deadline_ = kNever;
  OneShot look_;  // may lie before the deadline: a kick costs no event
  Signal bites_;
};

}  // namespace tw::sim
