// Whatever a scenario file holds: it is read, or refused with one line.
#include "sim/core/random.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_scenario/fake_stage.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::sim::test;
using nlohmann::json;

namespace {

json goodScenario() {
  return json::parse(scenarioText(
      R"({"id": "a", "at_s": 2, "do": "plug_in", "camera": "cam", "optional": true},
         {"id": "b", "after": "a", "delay_s": 1, "do": "insert_card",
          "with": {"capacity_gb": 4, "kind": "good", "locked": false}},
         {"when": {"signal": "cam/led.pattern", "is": "fast_blue"}, "nth": 2, "since": {"at_ns": 5},
          "fault": {"device": "card", "kind": "slow", "magnitude": 2, "for_s": 1}},
         {"at_s": 3, "fault": {"device": "cloud", "kind": "slow",
          "ramp": {"from": 0, "to": 1, "over_s": 1, "every_s": 0.5}}})",
      R"({"id": "e", "from": "a", "to": {"when": {"signal": "cam/card.writes", "changes": true}},
          "eventually": {"any": [{"signal": "cam/pan.angle_deg", "between": [1, 2]},
                                 {"not": {"signal": "cam/power.plugged", "is": true}}]},
          "within_s": 4},
         {"id": "f", "hold": {"signal": "cam/pan.angle_deg", "above": 1},
          "until": {"signal": "cam/pan.angle_deg", "below": 1}},
         {"id": "g", "holds": {"signal": "cam/pan.angle_deg", "at_most": 1}, "for_s": 3},
         {"id": "h", "count": {"signal": "cam/card.writes", "changes": true}, "min": 0, "max": 4})",
      20));
}

// All values of a document, each as its JSON pointer.
void collect(const json& value, const json::json_pointer& at, std::vector<json::json_pointer>& to) {
  to.push_back(at);
  if (value.is_object())
    for (const auto& [key, child] : value.items()) collect(child, at / key, to);
  if (value.is_array())
    for (size_t i = 0; i < value.size(); ++i) collect(value[i], at / i, to);
}

// Runs it if it can be read; a message otherwise. Anything but an InputError fails the test.
std::string tryOut(const std::string& text) {
  return errorOf([&] {
    FakeStage stage;
    stage.set(1, "cam/card.writes", 1);
    stage.set(2, "cam/pan.angle_deg", 2);
    const Scenario scenario = readText(text);
    int events = 0;
    const RunOptions options{
        .stop = [&] { return ++events > 20'000 ? std::string("enough") : std::string(); }};
    const RunResult result = runScenario(scenario, stage, options);
    readText(commandsAsScenario(scenario, result).dump());
  });
}

}  // namespace

TEST_CASE("The good scenario is good") { CHECK(tryOut(goodScenario().dump()) == "no error"); }

TEST_CASE("A wrong type anywhere is refused with one line that names the file") {
  std::vector<json::json_pointer> places;
  collect(goodScenario(), json::json_pointer(), places);
  REQUIRE(places.size() > 80);
  const std::vector<json> wrong = {nullptr, json::array(), json::object(),       1e300, -1, "",
                                   "x",     true,          18446744073709551615u};
  size_t refused = 0;
  for (const auto& place : places) {
    for (const json& value : wrong) {
      json text = goodScenario();
      text[place] = value;
      CAPTURE(text.dump());
      const std::string error = tryOut(text.dump());
      CHECK(error.find('\n') == std::string::npos);
      if (error == "no error") continue;
      ++refused;
      CHECK(error.starts_with("f.scenario.json:1: /"));
    }
  }
  CHECK(refused > places.size() * wrong.size() * 3 / 4);
}

TEST_CASE("Any key that is missing, added or renamed is read or refused") {
  std::vector<json::json_pointer> places;
  collect(goodScenario(), json::json_pointer(), places);
  for (const auto& place : places) {
    if (place.empty()) continue;
    json without = goodScenario();
    json& parent = without[place.parent_pointer()];
    if (!parent.is_object()) continue;
    const json value = parent[place.back()];
    parent.erase(place.back());
    CHECK(tryOut(without.dump()).find('\n') == std::string::npos);
    parent[place.back() + "x"] = value;
    CAPTURE(without.dump());
    CHECK(tryOut(without.dump()) != "no error");
  }
}

TEST_CASE("Bytes changed at random are read or refused") {
  const std::string good = goodScenario().dump(1);
  RandomStream random("scenario mutation", 11);
  for (int i = 0; i < 3000; ++i) {
    std::string text = good;
    for (uint64_t edits = 1 + random.below(3); edits > 0; --edits) {
      const auto at = random.below(text.size());
      switch (random.below(3)) {
        case 0:
          text[at] = static_cast<char>(random.below(256));
          break;
        case 1:
          text.erase(at, 1);
          break;
        default:
          text.insert(text.begin() + static_cast<std::ptrdiff_t>(at),
                      "0123456789-e.[]{}\","[random.below(19)]);
      }
    }
    CAPTURE(text);
    const std::string error = tryOut(text);
    CHECK(error.find('\n') == std::string::npos);
  }
}
