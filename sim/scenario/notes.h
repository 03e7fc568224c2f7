// Steps of a run that were done and yet did nothing, or were answered with a refusal: nothing fails
// for that, but whoever wrote them wants to know.
#pragma once

#include <string>
#include <vector>

#include "sim/core/event_log.h"
#include "sim/core/signals.h"
#include "sim/scenario/scenario_run.h"

namespace tw::sim {

// One line each, in the order of the steps: `step 4 change_setting: "unknown setting"`,
// `step 2 pull_card: there was none`. Signals without a history give none of the second kind.
std::vector<std::string> notesOf(const Scenario& scenario, const RunResult& result,
                                 const Signals& signals, const EventLog& events);

}  // namespace tw::sim
