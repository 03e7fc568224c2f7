// What the network's models live in: the clock, the signals, the log, the run's seed. All of it
// outlives them.
#pragma once

#include <string>

#include "sim/core/event_log.h"
#include "sim/core/event_queue.h"
#include "sim/core/random.h"
#include "sim/core/signals.h"
#include "sim/core/trace.h"

namespace tw::sim {

struct NetBench {
  EventQueue& queue;
  Signals& signals;
  EventLog& events;
  uint64_t seed;             // of the run
  CalendarTime startTime{};  // the world's calendar at Instant{0}

  CalendarTime calendarNow() const { return startTime + queue.sinceStart(); }
};

}  // namespace tw::sim
