// Plays a scenario on a twin and judges it.
//
// The run stops at each instant when all events of it have run ("settled"), looks at the
// conditions, then does one step that is due, lets the instant settle again, and so on. Commands
// therefore never fall between two events of one instant, which is why a log of commands with their
// times replays the very same run.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sim/core/command.h"
#include "sim/scenario/margin.h"
#include "sim/scenario/scenario.h"
#include "sim/scenario/stage.h"

namespace tw::sim {

struct StepResult {
  std::string id = {};     // may be empty
  std::string words = {};  // what it does
  std::string trigger = {};
  std::string camera = {};
  bool optional = false;
  std::optional<Instant> firedAt = {};
  std::optional<size_t> command = {};  // its first one, as an index into the commands
};

struct RunResult {
  bool passed = false;
  uint64_t seed = 0;
  Duration duration{};        // of virtual time
  std::string cutShort = {};  // why the run did not reach its end; empty when it did
  std::vector<ExpectationResult> expectations = {};
  std::vector<StepResult> steps = {};
  std::vector<Command> commands = {};
  std::vector<std::pair<std::string, uint64_t>> hashes = {};

  // The expectation that came closest to failing; -1 where a step never came or the run was cut
  // short.
  double smallestMargin() const;
};

// A run under way, for who looks on.
class RunView {
 public:
  virtual ~RunView() = default;
  virtual Instant now() const = 0;
  virtual Instant end() const = 0;
  virtual const std::vector<StepResult>& steps() const = 0;  // the scenario's, then those of hands
  // As they would be judged if the run ended now; ExpectationResult::open says which may change.
  virtual std::vector<ExpectationResult> expectations() const = 0;
};

// What a hand does: a command, at a time from now on; or a step that is waited for from now on. It
// has been checked (Twin::check, checkNames): one that cannot be done is a bug.
using Hand = std::variant<Command, Step>;

struct RunOptions {
  uint64_t seed = 1;  // that the stage was built with: written into the result
  // Before each event, with its time: Pacer::keepPace goes here.
  std::function<void(Instant)> pace = {};
  // Asked when an instant is complete. Returns when what comes next may come, or earlier with what
  // a hand does first: a command's time lies from `now`, included, to `next`, which is not.
  std::function<std::optional<Hand>(Instant now, Instant next)> hand = {};
  // Told why a hand's command cannot be done as things stand then (no card to put back); the run
  // goes on. Without it that is an error of the run.
  std::function<void(const std::string& why)> refused = {};
  std::function<void(const RunView& run)> progress = {};  // whenever an instant has settled
  // Asked before each event; a line ends the run there, with that line as the reason.
  std::function<std::string()> stop = {};
};

// Checks all names of the scenario against the stage (signals, labels, cameras, devices, faults,
// commands); throws InputErrors with all places that are wrong.
void checkNames(const Scenario& scenario, Stage& stage);
void checkNames(const Step& step, Stage& stage);

// Checks the names, plays, judges. The stage stands at Instant{0}.
RunResult runScenario(const Scenario& scenario, Stage& stage, const RunOptions& options = {});

// A scenario that replays the run: each command at its nanosecond, under the ID of its step; steps
// that never came as they were; the same expectations. Scene and models stand in it with their
// whole paths.
nlohmann::json commandsAsScenario(const Scenario& scenario, const RunResult& result);

// `tweelens check`: reads, builds a twin without pictures, checks all names. Throws InputErrors.
void checkScenario(const std::filesystem::path& file);
void checkScenario(const Scenario& scenario);  // one that has been read

}  // namespace tw::sim
