// `tweelens diff`: from the hashes of two runs to the first call in which they differ.
#include "sim/app/canvas.h"
#include "sim/app/commands.h"
#include "sim/app/output.h"
#include "sim/core/json_reader.h"
#include "sim/scenario/diff.h"
#include "sim/scenario/report_result.h"
#include "sim/scenario/twin_stage.h"

namespace tw::app {
namespace fs = std::filesystem;
namespace {

struct OldRun {
  fs::path folder;
  nlohmann::json hashes;
  std::vector<sim::TraceSecond> trace;
};

OldRun load(const fs::path& folder) {
  const auto result = sim::JsonDocument::load(folder / "result.json");
  if (!result.json().is_object() || !result.json().contains("hashes"))
    throw sim::InputError((folder / "result.json").string() + ": not a run's result");
  return {folder, result.json()["hashes"], sim::readTrace(folder / "trace.json")};
}

// The run once more, up to the end of that second, with every call in it kept.
std::vector<sim::TraceRecord> callsOf(const sim::Scenario& scenario, int64_t second) {
  const Canvas canvas(scenario.pictures);
  sim::TwinSetup setup = sim::twinSetup(scenario, scenario.seed, scenario.pictures);
  setup.renderer = canvas.renderer();
  sim::Twin twin(setup);
  const Instant from{std::chrono::seconds(second)}, to{std::chrono::seconds(second + 1)};
  twin.trace().keepWindow(from, to);
  sim::TwinStage stage(twin);
  sim::RunOptions options;
  options.seed = scenario.seed;
  options.stop = [&twin, to] { return twin.now() >= to ? "seen" : std::string(); };
  sim::runScenario(scenario, stage, options);
  return twin.trace().window();
}

void sayCall(const OldRun& run, const std::optional<sim::TraceRecord>& call) {
  say("  " + run.folder.string() + ": " + (call ? sim::toLine(*call) : "no further call"));
}

// Equal traces, and yet perhaps another picture or another card.
int compareHashes(const OldRun& left, const OldRun& right) {
  std::string different;
  for (const auto& [name, hash] : left.hashes.items())
    if (right.hashes.value(name, std::string()) != hash)
      different += (different.empty() ? "" : ", ") + name;
  if (different.empty()) {
    say("equal");
    return kPassed;
  }
  say("calls are equal, but not: " + different);
  return kFailed;
}

}  // namespace

int diffCommand(const fs::path& leftFolder, const fs::path& rightFolder) {
  const OldRun left = load(leftFolder), right = load(rightFolder);
  const auto difference = sim::firstDifference(left.trace, right.trace);
  if (!difference) return compareHashes(left, right);
  const sim::Scenario leftAgain = sim::loadScenario(left.folder / "commands.json");
  const sim::Scenario rightAgain = sim::loadScenario(right.folder / "commands.json");
  std::string devices;
  for (const std::string& device : difference->devices)
    devices += (devices.empty() ? "" : ", ") + device;
  const auto call =
      sim::firstDifferentCall(callsOf(leftAgain, difference->second),
                              callsOf(rightAgain, difference->second), difference->devices);
  say("second " + std::to_string(difference->second) + " is the first to differ, in " + devices);
  if (!call) {
    say("played again with this build, both make the same calls in it: another build made them");
    return kFailed;
  }
  say("first different call: " + call->device + ", number " + std::to_string(call->index + 1) +
      " in that second");
  sayCall(left, call->left);
  sayCall(right, call->right);
  return kFailed;
}

}  // namespace tw::app
