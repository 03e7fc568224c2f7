// The commands of a run as a scenario of its own.
#include <map>

#include "sim/scenario/scenario_run.h"

namespace tw::sim {

namespace {

using nlohmann::json;

// A run's folder may be moved; what it was made from stays where it is.
std::string wholePath(const std::filesystem::path& file) {
  return std::filesystem::absolute(file).lexically_normal().generic_string();
}

json asStep(const Command& command) {
  json step = {{"at_ns", command.at.time_since_epoch().count()}};
  if (!command.camera.empty()) step["camera"] = command.camera;
  if (command.action == "fault") {
    step["fault"] = command.args;
    return step;
  }
  step["do"] = command.action;
  if (!command.args.empty()) step["with"] = command.args;
  return step;
}

json stepsOf(const Scenario& scenario, const RunResult& result) {
  std::map<size_t, const Step*> stepOf;  // by the index of its first command
  for (size_t i = 0; i < result.steps.size(); ++i)
    if (result.steps[i].command) stepOf.emplace(*result.steps[i].command, &scenario.steps[i]);
  json steps = json::array();
  for (size_t i = 0; i < result.commands.size(); ++i) {
    steps.push_back(asStep(result.commands[i]));
    const auto step = stepOf.find(i);
    if (step == stepOf.end()) continue;
    if (!step->second->id.empty()) steps.back()["id"] = step->second->id;
    if (step->second->optional) steps.back()["optional"] = true;
  }
  for (size_t i = 0; i < result.steps.size(); ++i)
    if (!result.steps[i].command) steps.push_back(scenario.source.at("steps").at(i));
  return steps;
}

}  // namespace

json commandsAsScenario(const Scenario& scenario, const RunResult& result) {
  json out = scenario.source;
  out.erase("$schema");
  out["scene"] = wholePath(scenario.scene);
  for (size_t i = 0; i < scenario.cameras.size(); ++i)
    out["cameras"][i]["model"] = wholePath(scenario.cameras[i].model);
  out["seed"] = result.seed;
  out["steps"] = stepsOf(scenario, result);
  return out;
}

}  // namespace tw::sim
