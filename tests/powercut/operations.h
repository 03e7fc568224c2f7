// Every write and flush begun on the card and every erasure and programming of the flash, in order:
// the instants at which the power is cut.
#pragma once

#include <string>
#include <vector>

#include "sim/twin/twin.h"

namespace tw::powercut {

struct Operation {
  enum class Kind { kCardWrite, kCardFlush, kFlash };
  size_t number = 0;  // from 1
  Kind kind{};
  Instant begun{}, ended{};  // ended: known once it is over
  std::string call = {};     // "startWrite sector=8192 count=32"
  uint64_t sector = 0;       // kCardWrite
};

class OperationWatch {
 public:
  explicit OperationWatch(sim::Twin& twin);

  // Those that the event just run has begun: one of the card at most, and one of the flash.
  std::vector<Operation> begun();
  const std::vector<Operation>& all() const { return all_; }
  // Whether the device is still at an operation of this kind.
  bool busy(Operation::Kind kind) const;

 private:
  void noteEnds();

  sim::Twin& twin_;
  sim::SignalId cardBusy_, flashBusy_;
  size_t seen_ = 0;  // records of the trace
  std::vector<Operation> all_;
  std::vector<size_t> open_;  // places in all_ of what has not ended
};

}  // namespace tw::powercut
