// Signals as a Value Change Dump (IEEE 1364, 18.2) for GTKWave and its kin.
//
// A camera is a scope, a device a scope in it; the time unit is 1 ns. Flags are wires, numbers
// reals, counts 64 bit integers, choices and texts strings (GTKWave's extension of the format). It
// leaves out units and docs: the format has no place for them.
#pragma once

#include <ostream>
#include <span>
#include <vector>

#include "sim/core/signals.h"

namespace tw::sim {

// `end` closes the dump, so that a viewer shows the whole run.
void writeVcd(const Signals& signals, Instant end, std::ostream& out);  // needs their history

// The same for who keeps signals without the twin: specs by SignalId, changes oldest first.
struct SignalRecord {
  std::vector<const SignalSpec*> specs = {};  // borrowed
  std::span<const SignalChange> changes = {};
};
void writeVcd(const SignalRecord& record, Instant end, std::ostream& out);

}  // namespace tw::sim
