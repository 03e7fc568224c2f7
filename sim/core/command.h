// Whatever acts on the twin is one of these: a scenario's step, a click, a remote request. The log
// of a run's commands is itself a scenario.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "firmware_core/base/time.h"

namespace tw::sim {

struct Command {
  Instant at{};
  std::string camera;  // its name; empty for the world, the phone and the network
  std::string action;  // from the table in sim/twin/actions.h
  nlohmann::json args = nlohmann::json::object();
};

}  // namespace tw::sim
