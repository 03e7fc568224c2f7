// The two clocks: a counter that never jumps, and the calendar that has to be told.
#pragma once

#include <optional>

#include "firmware_core/base/time.h"

namespace tw::hal {

class MonotonicClock {
 public:
  virtual ~MonotonicClock() = default;
  virtual Instant now() const = 0;  // never runs backwards; its origin is arbitrary
};

// Runs while there is power, from what it was set to. Unset after every power-up; survives a
// restart.
class CalendarClock {
 public:
  virtual ~CalendarClock() = default;
  virtual std::optional<CalendarTime> now() const = 0;
  virtual void set(CalendarTime time) = 0;
};

// What the calendar said so long ago; nothing before it is set.
inline std::optional<CalendarTime> calendarBefore(const CalendarClock& clock, Duration ago) {
  std::optional<CalendarTime> at = clock.now();
  if (at) *at -= ago;
  return at;
}

}  // namespace tw::hal
