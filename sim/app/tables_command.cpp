// `tweelens signals`, `faults` and `actions`: what a scenario may name, as the twin itself has it.
#include <cstdio>

#include "sim/app/commands.h"
#include "sim/app/output.h"
#include "sim/core/json_reader.h"
#include "sim/core/number_text.h"
#include "sim/scenario/scenario.h"
#include "sim/scenario/twin_stage.h"
#include "sim/twin/actions.h"

namespace tw::app {
namespace {

std::string range(double min, double max, const std::string& unit) {
  std::string text = sim::formatted("%g", min);
  text += ".." + sim::formatted("%g", max);
  if (!unit.empty()) text += ' ' + unit;
  return text;
}

std::string valuesOf(const sim::SignalSpec& spec) {
  switch (spec.kind) {
    case sim::SignalKind::kFlag:
      return "true|false";
    case sim::SignalKind::kNumber:
      return range(spec.min, spec.max, spec.unit);
    case sim::SignalKind::kCount:
      return "count";
    case sim::SignalKind::kChoice:
      return sim::joined(spec.labels, "|");
    case sim::SignalKind::kText:
      return "text";
  }
  return {};
}

std::string valuesOf(const sim::ActionParameter& parameter) {
  switch (parameter.kind) {
    case sim::ParameterKind::kNumber:
      return range(parameter.min, parameter.max, "");
    case sim::ParameterKind::kFlag:
      return "true|false";
    case sim::ParameterKind::kText:
      return "text";
    case sim::ParameterKind::kChoice:
      return sim::joined(parameter.choices, "|");
    case sim::ParameterKind::kObject:
      return "object";
    case sim::ParameterKind::kAny:
      return "any value";
  }
  return {};
}

sim::TwinSetup setupOf(const std::filesystem::path& file) {
  const sim::Scenario scenario = sim::loadScenario(file);
  return sim::twinSetup(scenario, scenario.seed, sim::Pictures::kNone);
}

}  // namespace

int signalsCommand(const std::filesystem::path& scenario) {
  sim::Twin twin(setupOf(scenario));
  const sim::TwinStage stage(twin);  // with what it has to tell, too
  std::vector<std::vector<std::string>> rows;
  for (sim::SignalId id = 0; id < twin.signals().size(); ++id) {
    const sim::SignalSpec& spec = twin.signals().spec(id);
    rows.push_back({spec.name, valuesOf(spec), spec.doc});
  }
  sayTable(rows);
  return kPassed;
}

int faultsCommand(const std::filesystem::path& scenario) {
  sim::Twin twin(setupOf(scenario));
  std::vector<std::vector<std::string>> rows;
  for (const auto& place : twin.faultPlaces()) {
    const std::string device =
        (place.camera.empty() ? "" : place.camera + "/") + place.thing->faultName();
    for (const sim::FaultSpec& fault : place.thing->faults())
      rows.push_back({device, fault.kind, fault.range(), fault.doc});
  }
  sayTable(rows);
  return kPassed;
}

int actionsCommand() {
  for (const sim::ActionSpec& action : sim::actions()) {
    say(action.name + "  " + action.doc + (action.needsCamera ? "" : "  (needs no camera)"));
    std::vector<std::vector<std::string>> rows;
    for (const sim::ActionParameter& parameter : action.parameters)
      rows.push_back({"    " + parameter.name, valuesOf(parameter),
                      parameter.required ? "" : "optional", parameter.doc});
    sayTable(rows);
  }
  return kPassed;
}

}  // namespace tw::app
