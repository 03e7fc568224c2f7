// `tweelens promises`: what the product promises, and which scenarios exercise it.
#include "sim/app/commands.h"
#include "sim/app/output.h"
#include "sim/core/json_reader.h"
#include "sim/scenario/promises.h"

namespace tw::app {

int promisesCommand(const std::filesystem::path& scenes) {
  const auto file = sim::findPromises(scenes);
  if (file.empty()) throw sim::InputError(scenes.string() + ": no promises.json here or above");
  const sim::Promises promises = sim::Promises::load(file);
  const auto covered = sim::coverage(promises, scenes);
  std::string section;
  for (const sim::Promise& promise : promises.all()) {
    if (promise.section != section) say((section.empty() ? "" : "\n") + promise.section);
    section = promise.section;
    const auto scenarios = covered.find(promise.id);
    say("  " + promise.id + "  " + promise.text);
    say("         " + (scenarios == covered.end()
                           ? "not covered"
                           : "covered by " + sim::joined(scenarios->second)));
  }
  say("");
  say("covered: " + std::to_string(covered.size()));
  say("uncovered: " + std::to_string(promises.all().size() - covered.size()));
  return kPassed;
}

}  // namespace tw::app
