// `tweelens promises`: what the product promises, and which scenarios exercise it.
#include "sim/app/commands.h"
#include "sim/app/output.h"
#include "sim/core/json_reader.h"
#include "sim/scenario/promises.h"

namespace tw::app {
namespace {

std::string standing(const sim::Promise& promise, const std::vector<std::string>& scenarios) {
  if (scenarios.empty()) return "not covered";
  if (promise.open.empty()) return "covered by " + sim::joined(scenarios);
  return "covered in part by " + sim::joined(scenarios) + "; open: " + promise.open;
}

}  // namespace

int promisesCommand(const std::filesystem::path& scenes) {
  const auto file = sim::findPromises(scenes);
  if (file.empty()) throw sim::InputError(scenes.string() + ": no promises.json here or above");
  const sim::Promises promises = sim::Promises::load(file);
  auto scenarios = sim::coverage(promises, scenes);
  size_t whole = 0, part = 0;
  std::string section;
  for (const sim::Promise& promise : promises.all()) {
    if (promise.section != section) say((section.empty() ? "" : "\n") + promise.section);
    section = promise.section;
    const std::vector<std::string>& by = scenarios[promise.id];
    if (!by.empty()) ++(promise.open.empty() ? whole : part);
    say("  " + promise.id + "  " + promise.text);
    say("         " + standing(promise, by));
  }
  say("");
  say("covered in part: " + std::to_string(part));
  say("covered: " + std::to_string(whole));
  say("uncovered: " + std::to_string(promises.all().size() - whole - part));
  return kPassed;
}

}  // namespace tw::app
