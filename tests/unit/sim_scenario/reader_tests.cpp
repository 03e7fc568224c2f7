// What a scenario file may say, and the words for what it may not: file, line, path.
#include "sim/scenario/problems.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_scenario/fake_stage.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::sim::test;

namespace {

std::string stepError(const std::string& step) {
  return errorOf([&] { readText(scenarioText(step, "")); });
}

std::string expectError(const std::string& expectation) {
  return errorOf(
      [&] { readText(scenarioText(R"({"id": "s", "at_s": 1, "do": "ring"})", expectation)); });
}

// Of a file whose top level is these members on one line each.
std::string topError(const std::string& members) {
  return errorOf([&] { readText("{" + members + "}"); });
}

const std::string kTop = R"("title": "t", "scene": "s", "duration_s": 9, "steps": [],
"cameras": [{"name": "cam", "model": "m", "mount": "p"}])";

}  // namespace

TEST_CASE("A scenario is read with its paths from the file's own folder") {
  const auto document = JsonDocument::parse("a/b/day.scenario.json", R"({
    "$schema": "x", "title": "Day", "description": "d", "covers": ["LED-1", "SDC-6"],
    "scene": "../yard.scene.json", "seed": 5, "pictures": "pattern", "duration_s": 1.5,
    "cameras": [{"name": "cam", "model": "../../m/x.camera.json", "mount": "pole"}],
    "steps": [{"at_s": 1, "do": "insert_card", "with": {"capacity_gb": 4, "kind": "fake"}}]})");
  const Scenario s = readScenario(document, fakeActions(), nullptr);
  CHECK(s.name == "day");
  CHECK(s.scene == "a/yard.scene.json");
  CHECK(s.cameras.at(0).model == "m/x.camera.json");
  CHECK(s.covers == std::vector<std::string>{"LED-1", "SDC-6"});
  CHECK(s.seed == 5);
  CHECK(s.pictures == Pictures::kPattern);
  CHECK(s.duration == 1500ms);
  CHECK(s.steps.at(0).camera == "cam");
  CHECK(s.steps.at(0).where.line == 5);
}

TEST_CASE("Unknown and missing keys are told with their place") {
  CHECK(topError(kTop + ",\n\"sed\": 1") ==
        "f.scenario.json:3: /: unknown key 'sed' (did you mean 'seed'?)");
  CHECK(topError(R"("title": "t")") == "f.scenario.json:1: /: 'scene' is missing");
  CHECK(stepError(R"({"at": 5, "do": "ring"})") ==
        "f.scenario.json:4: /steps/0: needs one of 'at_s', 'at_ns', 'after' or 'when' (there is "
        "'at': did you mean 'at_s'?)");
  CHECK(stepError(R"({"at_s": 5, "after": "x", "do": "ring"})") ==
        "f.scenario.json:4: /steps/0/after: either 'at_s' or 'after', not both");
  CHECK(stepError("{\"at_s\": 5,\n\"do\": \"ring\",\n\"delay_s\": 1}") ==
        "f.scenario.json:6: /steps/0: unknown key 'delay_s'; known here: 'after', 'at_ns', 'at_s', "
        "'camera', 'do', 'fault', 'id', 'optional', 'when', 'with'");
  CHECK(stepError(R"({"at_s": 5})") == "f.scenario.json:4: /steps/0: needs one of 'do' or 'fault'");
  CHECK(stepError("\"x\"").find("/steps/0: must be an object") != std::string::npos);
}

TEST_CASE("Each part of a file that is wrong is told of") {
  const std::string text = R"({"title": 5,
    "covers": ["x"],
    "scene": "",
    "cameras": [{"name": "cam", "model": "m", "mount": "p"}],
    "duration_s": -1,
    "steps": [{"at_s": 5}, {"at_s": 1, "do": "rinng"}],
    "expect": [{"id": "e"}], "sed": 1})";
  try {
    readText(text);
    FAIL("nothing was found");
  } catch (const InputErrors& errors) {
    std::vector<std::string> places;
    for (const std::string& error : errors.all()) {
      const size_t from = error.find(": ") + 2;
      places.push_back(error.substr(from, error.find(": ", from) - from));
    }
    CHECK(places == std::vector<std::string>{"/title", "/covers/0", "/scene", "/steps/0",
                                             "/steps/1/do", "/duration_s", "/expect/0", "/"});
  }
}

TEST_CASE("Actions and their parameters are checked against the table") {
  const std::string at = "f.scenario.json:4: /steps/0";
  CHECK(stepError(R"({"at_s": 5, "do": "plugin"})") ==
        at + "/do: no action 'plugin' (did you mean 'plug_in'?)");
  CHECK(stepError(R"({"at_s": 5, "do": "dance_wildly"})") ==
        at + "/do: no action 'dance_wildly'; see `tweelens actions`");
  CHECK(stepError(R"({"at_s": 5, "do": "fault"})") ==
        at + "/do: a fault is written \"fault\": {...} instead of \"do\"");
  CHECK(stepError(R"({"at_s": 5, "do": "insert_card"})") ==
        at + ": action 'insert_card' needs \"with\": {\"capacity_gb\": ...} (size)");
  CHECK(stepError(R"({"at_s": 5, "do": "insert_card", "with": {"capacity": 4}})") ==
        at + "/with: 'capacity_gb' is missing (there is 'capacity')");
  CHECK(stepError(R"({"at_s": 5, "do": "insert_card", "with": {"capacity_gb": 513}})") ==
        at + "/with/capacity_gb: must be a number from 1 to 512, not 513");
  CHECK(
      stepError(R"({"at_s": 5, "do": "insert_card", "with": {"capacity_gb": 4, "kind": "god"}})") ==
      at + "/with/kind: must be one of 'good', 'fake', not 'god' (did you mean 'good'?)");
  CHECK(stepError(R"({"at_s": 5, "do": "insert_card", "with": {"capacity_gb": 4, "locked": 1}})") ==
        at + "/with/locked: must be true or false, not 1");
  CHECK(stepError(R"({"at_s": 5, "do": "plug_in", "with": {"x": 1}})") ==
        at + "/with: unknown key 'x'");
}

TEST_CASE("The camera may be left out only where there is exactly one") {
  const auto error = [](const std::string& step) {
    return errorOf([&] { readText(scenarioText(step, "", 60, R"("a" "b")")); });
  };
  CHECK(error(R"({"at_s": 5, "do": "plug_in"})") ==
        "f.scenario.json:4: /steps/0: needs 'camera': there are 2");
  CHECK(error(R"({"at_s": 5, "do": "plug_in", "camera": "b"})") == "no error");
  CHECK(error(R"({"at_s": 5, "do": "plug_in", "camera": "c"})") ==
        "f.scenario.json:4: /steps/0/camera: must be one of 'a', 'b', not 'c'");
  CHECK(error(R"({"at_s": 5, "do": "ring", "camera": "a"})") ==
        "f.scenario.json:4: /steps/0/camera: 'ring' acts on no camera");
  CHECK(errorOf([&] { readText(scenarioText("", "", 60, R"("a" "a")")); }) ==
        "f.scenario.json:2: /cameras/1/name: there is another camera 'a'");
  CHECK(errorOf([&] { readText(scenarioText("", "", 60, R"("A")")); }) ==
        "f.scenario.json:2: /cameras/0/name: a camera's name has 1 to 32 of a-z, 0-9 and '_', not "
        "'A'");
}

TEST_CASE("IDs are unique, known and free of circles") {
  CHECK(stepError(R"({"id": "a", "at_s": 1, "do": "ring"},)"
                  "\n"
                  R"({"id": "a", "at_s": 1, "do": "ring"})") ==
        "f.scenario.json:5: /steps/1: there is another step 'a'");
  CHECK(
      stepError(R"({"id": "cable", "at_s": 1, "do": "ring"}, {"after": "cabel", "do": "ring"})") ==
      "f.scenario.json:4: /steps/1: no step 'cabel' (did you mean 'cable'?)");
  CHECK(stepError(R"({"id": "a", "after": "b", "do": "ring"},)"
                  "\n"
                  R"({"id": "b", "after": "a", "do": "ring"})") ==
        "f.scenario.json:4: /steps/0: this step waits for itself, by way of step 'b'");
  CHECK(stepError(R"({"id": "a", "after": "a", "do": "ring"})") ==
        "f.scenario.json:4: /steps/0: this step waits for itself, by way of step 'a'");
  CHECK(stepError(R"({"id": "a b", "at_s": 1, "do": "ring"})")
            .find("/steps/0/id: an ID has 1 to 64 letters") != std::string::npos);
  CHECK(expectError(R"({"id": "e", "from": "x", "never": {"signal": "y", "is": 1}})") ==
        "f.scenario.json:6: /expect/0/from: no step 'x'");
  CHECK(expectError(R"({"id": "e", "never": {"signal": "y", "is": 1}},
                       {"id": "e", "never": {"signal": "y", "is": 1}})") ==
        "f.scenario.json:7: /expect/1: there is another expectation 'e'");
}

TEST_CASE("A step waits for another that comes later in the file, and a long chain is quick") {
  std::string steps;
  for (int i = 0; i < 5000; ++i)
    steps += "{\"id\": \"s" + std::to_string(i) + "\", \"after\": \"s" + std::to_string(i + 1) +
             "\", \"do\": \"ring\"},\n";
  steps += R"({"id": "s5000", "at_s": 1, "do": "ring"})";
  CHECK(stepError(steps) == "no error");
}

TEST_CASE("A time beyond the run's end is an error, the end itself is not") {
  CHECK(stepError(R"({"at_s": 60, "do": "ring"})") == "no error");
  CHECK(stepError(R"({"at_s": 61, "do": "ring"})") ==
        "f.scenario.json:4: /steps/0: 61 s lies beyond the run's end (duration_s 60)");
}

TEST_CASE("Conditions are checked in form") {
  const auto error = [](const std::string& condition, const std::string& kind = "always") {
    return expectError(R"({"id": "e", ")" + kind + "\": " + condition + "}");
  };
  const std::string at = "f.scenario.json:6: /expect/0/always";
  CHECK(error(R"({"signal": "x", "is": 1})") == "no error");
  CHECK(error(R"({"signal": "x"})") ==
        at + ": needs one of 'is', 'is_not', 'above', 'below', 'at_least', 'at_most', 'between' or "
             "'changes'");
  CHECK(error(R"({"signal": "x", "is": 1, "above": 2})") ==
        at + "/above: either 'is' or 'above', not both");
  CHECK(error(R"({"signal": "x", "is": null})") ==
        at + "/is: must be a label, a text, a number, true or false");
  CHECK(error(R"({"signal": "x", "between": [3, 1]})") ==
        at + "/between: the lower limit comes first");
  CHECK(error(R"({"signal": "x", "between": [1]})") ==
        at + "/between: must be two numbers, the lower and the upper limit");
  CHECK(error(R"({"all": []})") == at + "/all: needs at least one condition");
  CHECK(error(R"({"any": [{"signal": "x", "is": 1}, 5]})") ==
        at + "/any/1: must be an object, not 5");
  CHECK(error(R"({"signal": "x", "changes": true})").find("a change is an event") !=
        std::string::npos);
  CHECK(error(R"({"signal": "x", "changes": true})", "never") == "no error");
  CHECK(error(R"({"signal": "x", "changes": false})", "never").find("must be true") !=
        std::string::npos);
  CHECK(error(R"({"any": [{"signal": "x", "changes": true}]})", "never")
            .find("a change is an event") != std::string::npos);
}

TEST_CASE("Expectations are checked in form") {
  const std::string x = R"({"signal": "x", "is": 1})";
  const auto error = [&](const std::string& more) {
    return expectError(R"({"id": "e", )" + more + "}");
  };
  const std::string at = "f.scenario.json:6: /expect/0";
  CHECK(error(R"("alway": )" + x) ==
        at + ": needs one of 'eventually', 'always', 'never', 'hold', 'holds' or 'count' (there is "
             "'alway': did you mean 'always'?)");
  CHECK(error(R"("always": )" + x + R"(, "within_s": 3)").find("unknown key 'within_s'") !=
        std::string::npos);
  CHECK(error(R"("hold": )" + x) == at + ": 'until' is missing");
  CHECK(error(R"("holds": )" + x) == at + ": 'for_s' is missing");
  CHECK(error(R"("holds": )" + x + R"(, "for_s": 0)").find("/for_s: must be a number from") !=
        std::string::npos);
  CHECK(error(R"("count": )" + x) == at + ": needs 'min' or 'max', or both");
  CHECK(error(R"("count": )" + x + R"(, "min": 3, "max": 2)") ==
        at + "/min: must not exceed 'max'");
  CHECK(error(R"("count": )" + x + R"(, "min": 1.5)").find("/min: must be a whole number") !=
        std::string::npos);
  CHECK(expectError(R"({"always": )" + x + "}") == at + ": 'id' is missing");
}

TEST_CASE("Faults are checked in form") {
  const auto error = [](const std::string& more) {
    return stepError(R"({"at_s": 1, "fault": {"device": "card", "kind": "slow")" + more + "}}");
  };
  const std::string at = "f.scenario.json:4: /steps/0/fault";
  CHECK(error("") == "no error");
  CHECK(error(R"(, "magnitude": 1, "ramp": {"from": 0, "to": 1, "over_s": 1})") ==
        at + "/ramp: either 'magnitude' or 'ramp', not both");
  CHECK(error(R"(, "for_s": 1, "ramp": {"from": 0, "to": 1, "over_s": 2})") ==
        at + "/for_s: ends before the ramp does");
  CHECK(error(R"(, "ramp": {"from": 0, "to": 1, "over_s": 100, "every_s": 0.001})") ==
        at + "/ramp/every_s: cuts the ramp into more than 10000 parts");
  CHECK(error(R"(, "magnitude": -0.01)") == "no error");  // whose range has it: a clock may lag
  CHECK(error(R"(, "magnitude": -2e9)").find("/magnitude: must be a number from -1") !=
        std::string::npos);
}

TEST_CASE("Promises have the form of an ID and stand there once") {
  CHECK(topError(kTop + R"(, "covers": ["led-1"])") ==
        "f.scenario.json:2: /covers/0: a promise's ID looks like 'LED-1', not 'led-1'");
  CHECK(topError(kTop + R"(, "covers": ["LED-1", "LED-1"])") ==
        "f.scenario.json:2: /covers/1: 'LED-1' is there twice");
}

TEST_CASE("Triggers and expectations say in words what they ask for") {
  const Scenario s = readText(scenarioText(
      R"({"id": "a", "at_s": 1, "do": "ring"},
         {"when": {"signal": "x", "changes": true}, "nth": 3, "since": "a", "delay_s": 2, "do": "ring"})",
      R"({"id": "e", "from": "a", "eventually": {"all": [{"signal": "x", "above": 1.5},
          {"not": {"signal": "y", "is": "on"}}]}, "within_s": 30})"));
  CHECK(s.steps[1].trigger.words() == "2 s after when x changes, time 3, since step 'a'");
  CHECK(s.expectations[0].words() ==
        "eventually (x above 1.5 and not y is on) within 30 s, from step 'a'");
}
