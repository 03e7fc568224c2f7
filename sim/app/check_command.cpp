// `tweelens check`: reads scenarios and all that they name, without running them, and says all that
// is wrong with them.
#include "sim/app/commands.h"
#include "sim/app/output.h"
#include "sim/scenario/problems.h"
#include "sim/scenario/scenario_run.h"

namespace tw::app {

int checkCommand(const std::vector<std::filesystem::path>& files) {
  int code = kPassed;
  for (const auto& file : scenarioFiles(files)) {
    try {
      sim::checkScenario(file);
      say(file.string() + ": good");
    } catch (const sim::InputErrors& errors) {
      for (const std::string& error : errors.all()) complain(error);
      code = kBadInput;
    } catch (const sim::InputError& error) {
      complain(error.what());
      code = kBadInput;
    }
  }
  return code;
}

}  // namespace tw::app
