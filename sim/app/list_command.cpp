// `tweelens list`: the scenarios below a folder.
#include "sim/app/commands.h"
#include "sim/app/output.h"
#include "sim/core/number_text.h"
#include "sim/scenario/scenario.h"

namespace tw::app {

int listCommand(const std::filesystem::path& folder) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& file : scenarioFiles({folder})) {
    const sim::Scenario scenario = sim::loadScenario(file);
    rows.push_back({file.lexically_relative(folder).string(),
                    sim::formatted("%g s", toSeconds(scenario.duration)),
                    toString(scenario.pictures), scenario.title});
  }
  sayTable(rows);
  return kPassed;
}

}  // namespace tw::app
