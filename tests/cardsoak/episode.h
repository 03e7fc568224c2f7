// What happens to the camera and its card for some minutes, drawn from a seed before it begins.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/core/random.h"
#include "tests/cardsoak/bench.h"

namespace tw::cardsoak {

struct Act {
  Duration at{};  // from the episode's begin
  std::string name = {};
  std::function<void(Bench&)> act = {};
};

struct Episode {
  Duration length{};
  std::vector<Act> acts;         // in order
  std::vector<Duration> probes;  // when a copy of the camera is cut off and judged
};

// `faults`: of the card device, those that may be drawn.
Episode drawEpisode(sim::RandomStream& random, const std::vector<sim::FaultSpec>& faults);

}  // namespace tw::cardsoak
