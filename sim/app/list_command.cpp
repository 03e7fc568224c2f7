// `tweelens list`: the scenarios below a folder.
#include <cstdio>

#include "sim/app/commands.h"
#include "sim/app/output.h"
#include "sim/scenario/scenario.h"

namespace tw::app {

int listCommand(const std::filesystem::path& folder) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& file : scenarioFiles({folder})) {
    const sim::Scenario scenario = sim::loadScenario(file);
    char seconds[32];
    std::snprintf(seconds, sizeof seconds, "%g s", toSeconds(scenario.duration));
    rows.push_back({file.lexically_relative(folder).string(), seconds, toString(scenario.pictures),
                    scenario.title});
  }
  sayTable(rows);
  return kPassed;
}

}  // namespace tw::app
