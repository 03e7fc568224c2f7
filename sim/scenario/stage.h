// What a run plays on: the twin, or a stand-in of a test.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/core/command.h"
#include "sim/core/signals.h"
#include "sim/twin/twin.h"

namespace tw::sim {

class Stage {
 public:
  virtual ~Stage() = default;
  virtual void begin() {}  // once, before anything happens: what hangs on no command
  virtual Instant now() const = 0;
  virtual Instant nextEvent() const = 0;  // kNever when there is none
  virtual bool step(Instant limit) = 0;   // as Twin::step
  virtual void check(const Command& command) const = 0;
  virtual void apply(Command command) = 0;
  virtual const std::vector<Command>& commands() const = 0;
  virtual Signals& signals() = 0;
  virtual std::vector<std::string> cameras() const = 0;
  virtual std::vector<Twin::FaultPlace> faultPlaces() const = 0;
  virtual std::vector<std::pair<std::string, uint64_t>> hashes() const = 0;
};

}  // namespace tw::sim
