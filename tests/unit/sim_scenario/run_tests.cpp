// A run: order of what is done at one instant, faults, what fails it, and its replay.
#include "sim/scenario/notes.h"
#include "sim/scenario/problems.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_scenario/fake_stage.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::sim::test;

namespace {

RunResult run(FakeStage& stage, const std::string& steps, const std::string& expect = "",
              double duration = 60) {
  return runScenario(readText(scenarioText(steps, expect, duration)), stage, {.seed = 7});
}

std::vector<std::pair<double, double>> magnitudes(const RunResult& result) {
  std::vector<std::pair<double, double>> all;
  for (const Command& command : result.commands)
    all.emplace_back(toSeconds(command.at.time_since_epoch()),
                     command.args.at("magnitude").get<double>());
  return all;
}

// A story with everything that makes the order of one instant matter.
const std::string kStory = R"(
  {"id": "plugged", "at_s": 2, "do": "plug_in"},
  {"id": "same_instant", "at_s": 2, "do": "ring"},
  {"id": "blue", "when": {"signal": "cam/led.pattern", "is": "fast_blue"}, "do": "write"},
  {"id": "third", "when": {"signal": "cam/card.writes", "changes": true}, "nth": 2, "do": "unplug"},
  {"after": "third", "do": "ring"},
  {"after": "blue", "delay_s": 0.333333333, "do": "ring"},
  {"id": "weak", "at_s": 6, "fault": {"device": "card", "kind": "slow",
                                      "ramp": {"from": 0, "to": 0.3, "over_s": 1, "every_s": 0.25},
                                      "for_s": 2.1}},
  {"id": "again", "when": {"signal": "cam/led.pattern", "is": "off"}, "since": "third",
   "delay_s": 3, "do": "plug_in"},
  {"id": "never", "when": {"signal": "cam/led.pattern", "is": "slow_blue"}, "optional": true,
   "do": "ring"})";

const std::string kStoryExpects = R"(
  {"id": "up", "from": "plugged", "eventually": {"signal": "cam/led.pattern", "is": "fast_blue"},
   "within_s": 5},
  {"id": "off", "from": {"after": "third", "delay_s": 1}, "to": "again",
   "always": {"signal": "cam/led.pattern", "is": "off"}},
  {"id": "missing", "from": "never", "always": {"signal": "cam/led.pattern", "is": "off"}},
  {"id": "writes", "from": "blue", "count": {"signal": "cam/card.writes", "changes": true},
   "min": 2, "max": 2})";

}  // namespace

TEST_CASE("What is done at an instant comes after all events of that instant") {
  FakeStage stage;
  stage.set(5, "cam/pan.angle_deg", 1);
  stage.queue().at(at(5), [&] { stage.queue().at(at(5), [] {}); });
  run(stage, R"({"at_s": 5, "do": "ring"})");
  CHECK(stage.log() == "5000000000 event\n5000000000 event\n5000000000 event\n5000000000 ring\n");
}

TEST_CASE("The events of one step have run before the next step of that instant") {
  FakeStage stage;
  run(stage, R"({"at_s": 5, "do": "plug_in"}, {"at_s": 5, "do": "ring"})", "", 6);
  CHECK(stage.log() == "5000000000 plug_in\n5000000000 event\n5000000000 ring\n");
}

TEST_CASE("Steps of one instant keep the order in which they came due, then of the file") {
  FakeStage stage;
  const auto result = run(stage, R"({"id": "c", "after": "a", "do": "write"},
                                    {"id": "a", "at_s": 5, "do": "ring"},
                                    {"id": "b", "at_s": 5, "do": "unplug"})");
  REQUIRE(result.commands.size() == 3);
  CHECK(result.commands[0].action == "ring");
  CHECK(result.commands[1].action == "unplug");
  CHECK(result.commands[2].action == "write");
  CHECK(result.steps[0].command == 2u);
  CHECK(result.steps[0].firedAt == at(5));
}

TEST_CASE("A run lasts as long as it says, with the seed it was given") {
  FakeStage stage;
  const auto result = run(stage, "");
  CHECK(result.duration == 60s);
  CHECK(result.seed == 7);
  CHECK(result.passed);
  CHECK(result.smallestMargin() == 1);
}

TEST_CASE("A step that never comes fails the run, unless it is optional") {
  const std::string when =
      R"("when": {"signal": "cam/led.pattern", "is": "slow_blue"}, "do": "ring")";
  FakeStage one, two;
  const auto failed = run(one, "{" + when + "}");
  CHECK_FALSE(failed.passed);
  CHECK_FALSE(failed.steps[0].firedAt.has_value());
  CHECK(failed.smallestMargin() == -1);
  CHECK(run(two, "{" + when + R"(, "optional": true})").passed);
}

TEST_CASE("An expectation that fails fails the run") {
  FakeStage stage;
  const auto result =
      run(stage, "", R"({"id": "e", "eventually": {"signal": "cam/power.plugged", "is": true}})");
  CHECK_FALSE(result.passed);
  CHECK(result.smallestMargin() == -1);
}

TEST_CASE("Windows hang on steps: the state after what the step did") {
  FakeStage stage;
  const auto result =
      run(stage,
          R"({"id": "on", "at_s": 5, "do": "plug_in"}, {"id": "out", "at_s": 20, "do": "unplug"})",
          R"({"id": "e", "from": "on", "to": "out",
              "always": {"signal": "cam/power.plugged", "is": true}})");
  CHECK(result.passed);
  CHECK(result.expectations[0].from == at(5));
  CHECK(result.expectations[0].to == at(20));
}

TEST_CASE("A fault lasts as long as it says") {
  FakeStage stage;
  const auto result = run(stage, R"({"at_s": 5, "fault": {"device": "card", "kind": "write_error",
                                     "magnitude": 0.5, "for_s": 2}})");
  CHECK(magnitudes(result) == std::vector<std::pair<double, double>>{{5, 0.5}, {7, 0}});
  CHECK(result.commands[0].camera == "cam");
  CHECK(stage.card().magnitude() == 0);
}

TEST_CASE("A ramp rises in steps and ends at its end") {
  FakeStage stage;
  const auto result = run(stage, R"({"at_s": 5, "fault": {"device": "card", "kind": "slow",
      "ramp": {"from": 10, "to": 50, "over_s": 2, "every_s": 0.5}, "for_s": 3}})");
  CHECK(magnitudes(result) == std::vector<std::pair<double, double>>{
                                  {5, 10}, {5.5, 20}, {6, 30}, {6.5, 40}, {7, 50}, {8, 0}});
}

TEST_CASE("A fault of the world has no camera") {
  FakeStage stage;
  const auto result = run(stage, R"({"at_s": 5, "fault": {"device": "cloud", "kind": "slow"}})");
  CHECK(result.commands[0].camera.empty());
}

TEST_CASE("Among several cameras the device's camera must be named") {
  FakeStage stage({"a", "b"});
  const auto error = [&](const std::string& more) {
    return errorOf([&] {
      checkNames(readText(scenarioText(
                     R"({"at_s": 5, )" + more + R"("fault": {"device": "card", "kind": "slow"}})",
                     "", 60, R"("a" "b")")),
                 stage);
    });
  };
  CHECK(error("") ==
        "f.scenario.json:4: /steps/0/fault/device: needs 'camera': there are 'a/card' "
        "and 'b/card'");
  CHECK(error(R"("camera": "b", )") == "no error");
}

TEST_CASE("Names are checked against the stage, with place and near miss") {
  FakeStage stage;
  const auto expectError = [&](const std::string& condition) {
    return errorOf([&] {
      checkNames(readText(scenarioText("", R"({"id": "e", "always":)" + ("\n" + condition) + "}")),
                 stage);
    });
  };
  const std::string at = "f.scenario.json:7: /expect/0/always: ";
  CHECK(expectError(R"({"signal": "cam/led.patern", "is": "off"})") ==
        at + "no signal 'cam/led.patern' (did you mean 'cam/led.pattern'?)");
  CHECK(expectError(R"({"signal": "led.pattern", "is": "off"})") ==
        at + "no signal 'led.pattern' (did you mean 'cam/led.pattern'?)");
  CHECK(expectError(R"({"signal": "door.open", "is": true})") ==
        at + "no signal 'door.open'; see `tweelens signals`");
  CHECK(expectError(R"({"signal": "cam/led.pattern", "is": "fastblue"})") ==
        at + "signal 'cam/led.pattern' is one of 'off', 'solid_red', 'fast_blue', 'slow_blue', not "
             "'fastblue' (did you mean 'fast_blue'?)");
  CHECK(expectError(R"({"signal": "cam/led.pattern", "above": 1})") ==
        at + "signal 'cam/led.pattern' is no number: compare it with 'is' or 'is_not'");
  CHECK(expectError(R"({"signal": "cam/power.plugged", "is": 1})") ==
        at + "signal 'cam/power.plugged' is true or false");
  CHECK(expectError(R"({"signal": "cam/card.writes", "is": true})") ==
        at + "signal 'cam/card.writes' is a number");
  CHECK(expectError(R"({"signal": "cam/app.message", "is": true})") ==
        at + "signal 'cam/app.message' is a text");

  const auto faultError = [&](const std::string& fault) {
    return errorOf([&] {
      checkNames(readText(scenarioText(R"({"at_s": 5, "fault": {)" + fault + "}}", "")), stage);
    });
  };
  CHECK(faultError(R"("device": "crad", "kind": "slow")") ==
        "f.scenario.json:4: /steps/0/fault/device: no device 'crad' that can fail (did you mean "
        "'card'?)");
  CHECK(faultError(R"("device": "card", "kind": "write_eror")") ==
        "f.scenario.json:4: /steps/0/fault/kind: 'card' has no fault 'write_eror' (did you mean "
        "'write_error'?)");
  CHECK(
      faultError(R"("device": "card", "kind": "melts")") ==
      "f.scenario.json:4: /steps/0/fault/kind: 'card' has no fault 'melts'; it has 'write_error', "
      "'slow'");
  CHECK(faultError(R"("device": "card", "kind": "slow", "magnitude": 101)") ==
        "f.scenario.json:4: /steps/0/fault: the magnitude of 'slow' is 0 to 100 ratio, "
        "not 101");
  CHECK(faultError(R"("device": "card", "kind": "write_error", "magnitude": 0)") == "no error");
  CHECK(
      faultError(R"("device": "card", "kind": "slow", "ramp": {"from": 0, "to": 200, "over_s": 1})")
          .find("not 200") != std::string::npos);
}

TEST_CASE("A ramp through what its fault has no magnitude for says where it may run") {
  FakeStage stage;
  const auto error = [&](const std::string& ramp) {
    return errorOf([&] {
      checkNames(readText(scenarioText(R"({"at_s": 5, "fault": {"device": "card",
                                       "kind": "write_error", "ramp": {)" +
                                           ramp + "}}}",
                                       "")),
                 stage);
    });
  };
  CHECK(error(R"("from": 0, "to": 0.5, "over_s": 1)") ==
        "f.scenario.json:4: /steps/0/fault/ramp/from: a ramp of 'write_error' stays from 0.1 to 1 "
        "share, "
        "not 0: write \"from\": 0.1");
  CHECK(error(R"("from": 1, "to": 0, "over_s": 1)") ==
        "f.scenario.json:4: /steps/0/fault/ramp/to: a ramp of 'write_error' stays from 0.1 to 1 "
        "share, "
        "not 0: write \"to\": 0.1, and \"for_s\" to mend it");
  CHECK(error(R"("from": 0.1, "to": 1, "over_s": 1)") == "no error");
}

TEST_CASE("A device may be called with its camera before it, as the list of faults has it") {
  FakeStage one;
  const auto result = run(one, R"({"at_s": 5, "fault": {"device": "cam/card", "kind": "slow"}})");
  CHECK(result.commands.at(0).camera == "cam");
  CHECK(result.commands.at(0).args.at("device") == "card");
  FakeStage two({"a", "b"});
  const auto error = [&](const std::string& step) {
    return errorOf([&] { checkNames(readText(scenarioText(step, "", 60, R"("a" "b")")), two); });
  };
  CHECK(error(R"({"at_s": 5, "fault": {"device": "b/card", "kind": "slow"}})") == "no error");
  CHECK(error(R"({"at_s": 5, "camera": "a", "fault": {"device": "b/card", "kind": "slow"}})") ==
        "f.scenario.json:4: /steps/0/fault/device: no device 'b/card' that can fail (did you mean "
        "'a/card'?)");
}

TEST_CASE("All names that are wrong are told at once") {
  FakeStage stage;
  const Scenario scenario = readText(scenarioText(
      R"({"at_s": 5, "fault": {"device": "crad", "kind": "slow"}},
         {"when": {"signal": "cam/x", "is": 1}, "do": "ring"})",
      R"({"id": "e", "never": {"signal": "cam/y", "is": 1}})"));
  try {
    checkNames(scenario, stage);
    FAIL("nothing was found");
  } catch (const InputErrors& errors) {
    REQUIRE(errors.all().size() == 3);
    CHECK(errors.all()[0].find("crad") != std::string::npos);
    CHECK(errors.all()[1].find("cam/x") != std::string::npos);
    CHECK(errors.all()[2].find("cam/y") != std::string::npos);
    CHECK(errors.what() == errors.all()[0]);
  }
}

TEST_CASE("What is done at the very start is not noted as done already") {
  FakeStage stage;
  const Scenario scenario = readText(scenarioText(R"({"at_s": 0, "do": "plug_in"})", ""));
  const RunResult result = runScenario(scenario, stage);
  const EventLog events([&] { return stage.now(); });
  CHECK(notesOf(scenario, result, stage.signals(), events).empty());
}

TEST_CASE("Hands that find nothing to do, and refused requests, are noted") {
  FakeStage stage;
  const Scenario scenario = readText(scenarioText(
      R"({"at_s": 1, "do": "unplug"}, {"at_s": 2, "do": "plug_in"},
         {"id": "twice", "at_s": 3, "do": "plug_in"}, {"at_s": 4, "do": "write"},
         {"at_s": 4, "do": "write"})",
      ""));
  const RunResult result = runScenario(scenario, stage);
  EventLog events([&] { return stage.now(); });
  const auto answer = [&](uint64_t id, bool ok) {
    nlohmann::json fields{{"camera", "cam"}, {"id", id}, {"do", "w"}, {"asked_ns", 4'000'000'000}};
    fields["answer"] =
        ok ? nlohmann::json{{"ok", true}} : nlohmann::json{{"ok", false}, {"error", "no card"}};
    events.add("phone", "answer", fields);
  };
  answer(2, false);  // at once; the older request's consent comes after
  answer(1, true);
  CHECK(notesOf(scenario, result, stage.signals(), events) ==
        std::vector<std::string>{"step 1 unplug: it was not in",
                                 "step 3 'twice' plug_in: it was in already",
                                 "step 5 write: \"no card\""});
}

TEST_CASE("The pace is asked before each event, with times that never go back") {
  FakeStage stage;
  stage.set(3, "cam/pan.angle_deg", 1);
  std::vector<Instant> paced;
  runScenario(readText(scenarioText("", "")), stage,
              {.pace = [&](Instant t) { paced.push_back(t); }});
  CHECK(paced == std::vector<Instant>{at(3), at(60)});
}

TEST_CASE("A run can be cut short, with the reason, and then has not passed") {
  FakeStage stage;
  for (int i = 1; i < 20; ++i) stage.set(i, "cam/pan.angle_deg", i);
  const RunOptions options{
      .stop = [&] { return stage.now() >= at(5) ? std::string("time limit") : std::string(); }};
  const auto result = runScenario(readText(scenarioText("", "")), stage, options);
  CHECK(result.cutShort == "time limit");
  CHECK(result.duration == 5s);
  CHECK_FALSE(result.passed);
  CHECK(result.smallestMargin() == -1);
}

TEST_CASE("A run that is cut short tells which expectations were not decided yet") {
  FakeStage stage;
  for (int i = 1; i < 20; ++i) stage.set(i, "cam/pan.angle_deg", i);
  const RunOptions options{
      .stop = [&] { return stage.now() >= at(5) ? std::string("enough") : std::string(); }};
  const auto result = runScenario(
      readText(scenarioText(
          "", R"({"id": "came", "eventually": {"signal": "cam/pan.angle_deg", "above": 2}},
                 {"id": "yet", "eventually": {"signal": "cam/pan.angle_deg", "above": 9}})")),
      stage, options);
  REQUIRE(result.expectations.size() == 2);
  CHECK(result.expectations[0].passed);
  CHECK_FALSE(result.expectations[0].open);
  CHECK_FALSE(result.expectations[1].passed);
  CHECK(result.expectations[1].open);
}

TEST_CASE("An endless instant can be cut short as well") {
  FakeStage stage;
  std::function<void()> again = [&] { stage.queue().in(Duration{}, [&] { again(); }); };
  stage.queue().at(at(1), [&] { again(); });
  int asked = 0;
  const RunOptions options{
      .stop = [&] { return ++asked > 1000 ? std::string("stuck") : std::string(); }};
  CHECK(runScenario(readText(scenarioText("", "")), stage, options).cutShort == "stuck");
}

TEST_CASE("The log of a run's commands replays the same run, and so does the replay's") {
  FakeStage first;
  for (int i = 0; i < 50; ++i) first.set(i * 0.5, "cam/pan.angle_deg", i);
  const std::string text = scenarioText(kStory, kStoryExpects);
  const Scenario scenario = readText(text);
  const RunResult original = runScenario(scenario, first, {.seed = 7});
  REQUIRE(original.commands.size() > 10);

  const auto log = commandsAsScenario(scenario, original);
  const Scenario replay = readText(log.dump(2));
  CHECK(replay.seed == 7);
  FakeStage second;
  for (int i = 0; i < 50; ++i) second.set(i * 0.5, "cam/pan.angle_deg", i);
  const RunResult replayed = runScenario(replay, second, {.seed = replay.seed});

  CHECK(first.log() == second.log());
  CHECK(original.hashes == replayed.hashes);
  CHECK(original.passed == replayed.passed);
  REQUIRE(original.expectations.size() == replayed.expectations.size());
  for (size_t i = 0; i < original.expectations.size(); ++i) {
    CHECK(original.expectations[i].passed == replayed.expectations[i].passed);
    CHECK(original.expectations[i].margin.value == replayed.expectations[i].margin.value);
    CHECK(original.expectations[i].margin.text == replayed.expectations[i].margin.text);
  }
  CHECK(commandsAsScenario(replay, replayed) == log);
}

TEST_CASE("The replay's paths lead to the same files wherever it lies") {
  FakeStage stage;
  const Scenario scenario = readText(scenarioText("", ""));
  const auto log = commandsAsScenario(scenario, runScenario(scenario, stage));
  const auto here = std::filesystem::current_path();
  CHECK(log["scene"] == (here / "s.scene.json").string());
  CHECK(log["cameras"][0]["model"] == (here / "m.camera.json").string());
}

TEST_CASE("A command log is named after the run whose log it is") {
  const auto named = [](const char* file) {
    return readScenario(JsonDocument::parse(file, scenarioText("", "")), fakeActions(), nullptr)
        .name;
  };
  CHECK(named("out/first_day/commands.json") == "first_day_replay");
  CHECK(named("x/first_day.scenario.json") == "first_day");
}

TEST_CASE("A step that never came says where it stands and what it waited for") {
  FakeStage stage;
  const Scenario scenario = readText(scenarioText(R"({"id": "out", "do": "unplug",
      "when": {"signal": "cam/led.pattern", "is": "slow_blue"}})",
                                                  ""));
  CHECK_FALSE(runScenario(scenario, stage).passed);
  CHECK(scenario.steps.at(0).place() == "step 'out' (unplug), line 4");
  CHECK(scenario.steps.at(0).trigger.waitsFor() == "cam/led.pattern is slow_blue");
}

TEST_CASE("What is done by hand between a scenario's steps is replayed as it was") {
  const auto hands = [](std::vector<Command> all) {
    return [all, done = size_t{0}](Instant now, Instant next) mutable {
      if (done == all.size() || all[done].at >= next) return std::optional<Command>();
      Command hand = all[done++];
      hand.at = std::max(hand.at, now);
      return std::optional(std::move(hand));
    };
  };
  FakeStage stage;
  const Scenario scenario = readText(scenarioText(kStory, kStoryExpects, 60));
  const auto played =
      runScenario(scenario, stage,
                  {.seed = 7,
                   .hand = hands({{at(0), "", "ring"},
                                  {at(2), "cam", "write"},  // at the step of that instant
                                  {at(2), "cam", "unplug"},
                                  {at(2.123456789), "cam", "plug_in"},
                                  {at(6.25), "", "ring"}})});
  CHECK(played.commands.size() > 8);
  FakeStage again;
  const auto replay =
      runScenario(readText(commandsAsScenario(scenario, played).dump()), again, {.seed = 7});
  CHECK(again.log() == stage.log());
  REQUIRE(replay.expectations.size() == played.expectations.size());
  for (size_t i = 0; i < played.expectations.size(); ++i)
    CHECK(replay.expectations[i].passed == played.expectations[i].passed);
}

TEST_CASE("A hand comes at its time, where nothing else happens as well") {
  FakeStage stage;
  int asked = 0;
  const auto result = runScenario(readText(scenarioText("", "", 60)), stage,
                                  {.hand = [&](Instant, Instant) -> std::optional<Command> {
                                    if (++asked > 1) return std::nullopt;
                                    return Command{at(12.5), "", "ring"};
                                  }});
  CHECK(stage.log() == "12500000000 ring\n");
  CHECK(result.commands.at(0).at == at(12.5));
}
