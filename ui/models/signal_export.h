// A run's signals as files for other programs.
//
// CSV (RFC 4180) in long form, one change a line in the order of time:
//   time_s,signal,value,unit
//   12.3,cam/led.pattern,slow_blue,
// Times to the nanosecond; numbers as short as read back the same, flags as true and false, choices
// and texts in words. VCD: as `tweelens run` writes it, byte for byte (sim/scenario/vcd.h).
//
// What the store has forgotten is missing: the files then begin at its wholeFrom(), with what was
// so at that time.
#pragma once

#include <ostream>

#include "ui/models/signal_store.h"

namespace tw::ui {

// Only those of `chosen`; null: all.
void writeSignalCsv(const SignalStore& store, const std::vector<sim::SignalId>* chosen,
                    std::ostream& out);
void writeSignalVcd(const SignalStore& store, Instant end, std::ostream& out);

}  // namespace tw::ui
