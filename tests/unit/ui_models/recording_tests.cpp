// A recording of what hands did passes by itself, headless, and comes to the same hashes.
#include "ui/models/recording.h"

#include <QTemporaryDir>

#include "sim/core/json_reader.h"
#include "sim/scenario/twin_stage.h"
#include "tests/support/catch.h"
#include "ui/session/session.h"

using namespace tw;
using namespace tw::ui;
using State = Session::State;

namespace {

sim::Scenario linkLost() {
  return sim::loadScenario(TWEELENS_SOURCE_DIR "/scenes/link_lost.scenario.json");
}

struct Played {
  explicit Played(sim::Scenario played = linkLost())
      : scenario(std::move(played)),
        session({.scenario = scenario, .pictures = sim::Pictures::kNone}) {
    session.setPace(0);
  }
  void until(State state, uint64_t run = 1) {
    do {
      look = session.take();
      for (const std::string& problem : look.problems) FAIL(problem);
      std::this_thread::sleep_for(1ms);
    } while (look.run < run || look.state != state);
  }
  void goTo(double seconds) {
    const uint64_t run = look.run;
    session.goOnFrom(Instant{fromSeconds(seconds)});
    until(State::kPaused, run + 1);
  }
  void act() {  // commands, and a fault that waits for a condition
    goTo(0.5);
    session.send(sim::Command{{}, "cam", "insert_card", {{"capacity_gb", 1}}});
    const sim::Condition blue{.signal = "cam/led.pattern", .value = std::string("slow_blue")};
    session.send(
        sim::Step{.trigger = {.kind = sim::Trigger::Kind::kWhen, .when = {blue}},
                  .camera = "cam",
                  .optional = true,
                  .what = sim::FaultStep{.device = "card", .kind = "slow", .magnitude = 10}});
  }
  const sim::RunResult& endHere() {
    session.end();
    until(State::kEnded);
    return *look.result;
  }
  const sim::RunResult& toTheEnd() {
    session.run();
    until(State::kEnded);
    return *look.result;
  }

  sim::Scenario scenario;
  Session session;
  Session::Look look;
};

// Saved, read again and checked as the command line does, and played.
sim::RunResult playedHeadless(const Recording& recording) {
  const QTemporaryDir folder;
  const QString file = folder.filePath(QStringLiteral("recorded.scenario.json"));
  saveRecording(recording, file);
  sim::checkScenario(std::filesystem::path(file.toStdString()));
  const sim::Scenario read = sim::loadScenario(file.toStdString());
  sim::Twin twin(sim::twinSetup(read, read.seed, read.pictures));
  sim::TwinStage stage(twin);
  return sim::runScenario(read, stage, {.seed = read.seed});
}

Recording recordingOf(const Played& played) {
  return ui::recordingOf(played.scenario, *played.look.result, sim::Pictures::kNone);
}

void checkSame(const Played& played) {
  const Recording recording = recordingOf(played);
  const sim::RunResult again = playedHeadless(recording);
  for (const auto& e : again.expectations) {
    INFO(e.id << ": " << e.margin.text);
    CHECK(e.passed);
  }
  CHECK(again.passed);
  CHECK(again.duration == played.look.result->duration);
  CHECK(again.commands.size() == played.look.result->commands.size());
  CHECK(again.hashes == played.look.result->hashes);
}

}  // namespace

TEST_CASE("A run with commands of hands and a fault on a condition is recorded whole") {
  Played played;
  played.act();
  const auto& result = played.toTheEnd();
  const auto& commands = result.commands;
  CHECK(std::any_of(commands.begin(), commands.end(), [](const auto& command) {
    return command.action == "fault" && command.args.at("device") == "card";
  }));
  const Recording recording = recordingOf(played);
  CHECK(recording.leftOut.isEmpty());
  CHECK(recording.scenario.at("title") == "Recorded: The link is lost and found");
  CHECK(recording.scenario.at("expect").size() == played.scenario.expectations.size());
  checkSame(played);
}

TEST_CASE("A run that was ended early is recorded up to there") {
  Played played;
  played.act();
  played.goTo(61.3);
  played.session.send(sim::Command{{}, "cam", "press_reset"});
  const auto& result = played.endHere();
  REQUIRE(result.cutShort == "ended by hand");
  const Recording recording = recordingOf(played);
  CHECK(fromSeconds(recording.scenario.at("duration_s").get<double>()) == result.duration);
  const auto& expected = recording.scenario.at("expect");
  CHECK_FALSE(expected.empty());
  CHECK(expected.size() < played.scenario.expectations.size());
  const auto description = recording.scenario.at("description").get<std::string>();
  CHECK(description.find("expectation 'alive': was not decided yet") != std::string::npos);
  CHECK(description.find("step 'cloud_up' (open_app): had not come") != std::string::npos);
  checkSame(played);
}

TEST_CASE("Wherever a run is ended, in the middle of what happens at an instant or not") {
  for (const double seconds : {1.0, 2.5, 7.77, 20.0, 33.333333333}) {
    INFO(seconds);
    Played played;
    played.until(State::kPaused);
    played.goTo(seconds);
    played.endHere();
    checkSame(played);
  }
}

TEST_CASE("A run that is ended while it runs ends between two instants, too") {
  for (int i = 0; i < 5; ++i) {
    Played played;
    played.until(State::kPaused);
    played.session.run();
    do {
      played.look = played.session.take();
    } while (played.look.snapshot.at < Instant{10s});
    played.endHere();
    checkSame(played);
  }
}

TEST_CASE("What failed is left out with the reason, and the rest passes") {
  Played played;
  played.until(State::kPaused);
  played.goTo(30);
  played.session.send(sim::Command{{}, "cam", "unplug"});
  const auto& result = played.toTheEnd();
  REQUIRE_FALSE(result.passed);
  const Recording recording = recordingOf(played);
  CHECK(std::any_of(recording.leftOut.begin(), recording.leftOut.end(), [](const QString& line) {
    return line.startsWith(QLatin1String("expectation 'alive': failed: "));
  }));
  checkSame(played);
}

TEST_CASE("The pictures are those of the run, and no promise is claimed") {
  Played played;
  played.until(State::kPaused);
  played.goTo(3);
  played.endHere();
  const Recording recording =
      ui::recordingOf(played.scenario, *played.look.result, sim::Pictures::kPattern);
  CHECK(recording.scenario.at("pictures") == "pattern");
  CHECK_FALSE(recording.scenario.contains("covers"));
}

TEST_CASE("A run that was ended at its beginning is nothing to record, and says so") {
  Played played;
  played.until(State::kPaused);
  played.endHere();
  CHECK_THROWS_AS(recordingOf(played), sim::InputError);
}

TEST_CASE("A run that is ended by hand ends where it stood, and says what was open") {
  Played played;
  played.until(State::kPaused);
  played.goTo(90);
  const Instant stood = played.look.snapshot.at;
  const auto& result = played.endHere();
  CHECK(result.duration == stood.time_since_epoch());
  const auto& all = result.expectations;
  CHECK(std::any_of(all.begin(), all.end(), [](const auto& e) { return e.open; }));
  CHECK(std::any_of(all.begin(), all.end(), [](const auto& e) { return !e.open && e.passed; }));
}
