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
#include <vector>

#include "sim/core/command.h"
#include "sim/scenario/margin.h"
#include "sim/scenario/scenario.h"

namespace tw::sim {

// What a run plays on: the twin, or a stand-in of a test.
class Stage {
 public:
  virtual ~Stage() = default;
  virtual Instant now() const = 0;
  virtual Instant nextEvent() const = 0;  // kNever when there is none
  virtual bool step(Instant limit) = 0;   // as Twin::step
  virtual void check(const Command& command) const = 0;
  virtual void apply(Command command) = 0;
  virtual const std::vector<Command>& commands() const = 0;
  virtual Signals& signals() = 0;
  virtual std::vector<std::string> cameras() const = 0;
  virtual std::vector<Twin::FaultPlace> faultPlaces() const = 0;
  virtual std::vector<std::pair<std::string, uint64_t>> hashes() const = 0;
};

class TwinStage : public Stage {
 public:
  explicit TwinStage(Twin& twin) : twin_(twin) {}  // outlives the stage
  Instant now() const override { return twin_.now(); }
  Instant nextEvent() const override { return twin_.queue().nextTime(); }
  bool step(Instant limit) override { return twin_.step(limit); }
  void check(const Command& command) const override { twin_.check(command); }
  void apply(Command command) override { twin_.apply(std::move(command)); }
  const std::vector<Command>& commands() const override { return twin_.commands(); }
  Signals& signals() override { return twin_.signals(); }
  std::vector<std::string> cameras() const override { return twin_.cameraNames(); }
  std::vector<Twin::FaultPlace> faultPlaces() const override { return twin_.faultPlaces(); }
  std::vector<std::pair<std::string, uint64_t>> hashes() const override { return twin_.hashes(); }

 private:
  Twin& twin_;
};

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

struct RunOptions {
  uint64_t seed = 1;  // that the stage was built with: written into the result
  // Before each event, with its time: Pacer::keepPace goes here.
  std::function<void(Instant)> pace = {};
  // Whenever an instant has settled, with the time and the end.
  std::function<void(Instant now, Instant end)> progress = {};
  // Asked before each event; a line ends the run there, with that line as the reason.
  std::function<std::string()> stop = {};
};

// Checks all names of the scenario against the stage (signals, labels, cameras, devices, faults,
// commands); throws InputError with the place.
void checkNames(const Scenario& scenario, Stage& stage);

// Checks the names, plays, judges. The stage stands at Instant{0}.
RunResult runScenario(const Scenario& scenario, Stage& stage, const RunOptions& options = {});

// A scenario that replays the run, for a file in `folder`: each command at its nanosecond, under
// the ID of its step; steps that never came as they were; the same expectations.
nlohmann::json commandsAsScenario(const Scenario& scenario, const RunResult& result,
                                  const std::filesystem::path& folder);

// `tweelens check`: reads, builds a twin without pictures, checks all names. Throws InputError.
void checkScenario(const std::filesystem::path& file);

}  // namespace tw::sim
