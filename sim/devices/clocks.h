// The counter and the calendar of the chip.
//
// The counter is the virtual time itself. The calendar runs from what it was told, fast or slow
// when its crystal is off; without power it forgets. Left out: leap seconds, temperature.
#pragma once

#include "firmware_core/hal/clocks.h"
#include "sim/devices/faulty_device.h"

namespace tw::sim {

class VirtualMonotonicClock final : public Device, public hal::MonotonicClock {
 public:
  explicit VirtualMonotonicClock(const Bench& bench) : Device(bench, "clock") {}
  Instant now() const override { return bench().queue.now(); }
  uint64_t stateHash() const override;
};

class VirtualCalendarClock final : public FaultyDevice, public hal::CalendarClock {
 public:
  explicit VirtualCalendarClock(const Bench& bench);

  std::optional<CalendarTime> now() const override;
  void set(CalendarTime time) override;

  void powerOff() override;
  uint64_t stateHash() const override;

 private:
  void beforeFault() override;

  std::optional<CalendarTime> base_;  // what it showed at `since_`
  Instant since_{};
  Signal set_;
};

}  // namespace tw::sim
