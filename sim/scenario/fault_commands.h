// What a step asks of the twin, as commands with their times.
#pragma once

#include <vector>

#include "sim/scenario/scenario.h"
#include "sim/scenario/stage.h"

namespace tw::sim {

struct TimedCommand {
  Duration later{};  // than the step's trigger; the first is at once
  Command command = {};
};

// One for an action; for a fault as many as its ramp and its end need. Throws InputError with the
// step's place when there is no such device or fault, or a magnitude is beyond its range.
std::vector<TimedCommand> commandsOf(const Step& step, const Stage& stage);

}  // namespace tw::sim
