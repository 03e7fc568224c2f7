// Conditions and triggers while a run goes on.
#include "tests/support/catch.h"
#include "tests/unit/sim_scenario/fake_stage.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::sim::test;

namespace {

// When a step with this trigger is done, if at all, over 60 s.
std::optional<Instant> firedAt(const std::function<void(FakeStage&)>& script,
                               const std::string& trigger, const std::string& before = "") {
  FakeStage stage;
  script(stage);
  const std::string steps =
      before + R"({"id": "tested", "do": "ring", "optional": true, )" + trigger + "}";
  return runScenario(readText(scenarioText(steps, "")), stage).steps.back().firedAt;
}

void writesAt10And20And30(FakeStage& stage) {
  for (int i = 1; i <= 3; ++i) stage.set(10 * i, "cam/card.writes", i);
}

void redAndBlue(FakeStage& stage) {
  stage.label(5, "cam/led.pattern", "solid_red");
  stage.label(15, "cam/led.pattern", "fast_blue");
  stage.label(25, "cam/led.pattern", "solid_red");
  stage.label(35, "cam/led.pattern", "fast_blue");
}

void nothing(FakeStage&) {}

const std::string kRed = R"("when": {"signal": "cam/led.pattern", "is": "solid_red"})";
const std::string kWrite = R"("when": {"signal": "cam/card.writes", "changes": true})";

}  // namespace

TEST_CASE("A time fires at that nanosecond") {
  CHECK(firedAt(nothing, R"("at_s": 12.5)") == at(12.5));
  CHECK(firedAt(nothing, R"("at_ns": 12500000001)") == Instant{Duration{12500000001}});
  CHECK(firedAt(nothing, R"("at_s": 0)") == at(0));
  CHECK(firedAt(nothing, R"("at_s": 60)") == at(60));
}

TEST_CASE("A step follows another, at once or later") {
  const std::string first = R"({"id": "first", "at_s": 7, "do": "ring"}, )";
  CHECK(firedAt(nothing, R"("after": "first")", first) == at(7));
  CHECK(firedAt(nothing, R"("after": "first", "delay_s": 2.5)", first) == at(9.5));
  CHECK(firedAt(nothing, R"("after": "first", "delay_ns": 3)", first) ==
        Instant{fromSeconds(7) + Duration{3}});
  CHECK_FALSE(firedAt(nothing, R"("after": "first", "delay_s": 53.1)", first).has_value());
}

TEST_CASE("A condition fires when it becomes true") {
  CHECK(firedAt(redAndBlue, kRed) == at(5));
  CHECK(firedAt(redAndBlue, kRed + R"(, "delay_s": 1)") == at(6));
  CHECK_FALSE(firedAt(nothing, kRed).has_value());
}

TEST_CASE("The nth time counts the times that a condition becomes true") {
  CHECK(firedAt(redAndBlue, kRed + R"(, "nth": 2)") == at(25));
  CHECK_FALSE(firedAt(redAndBlue, kRed + R"(, "nth": 3)").has_value());
  CHECK(firedAt(writesAt10And20And30, kWrite + R"(, "nth": 3)") == at(30));
}

TEST_CASE("Counting can begin at another trigger: the 2nd write after the LED turns blue") {
  const auto script = [](FakeStage& stage) {
    writesAt10And20And30(stage);
    stage.label(10, "cam/led.pattern", "fast_blue");  // at the very instant of the first write
  };
  const std::string blue =
      R"(, "since": {"when": {"signal": "cam/led.pattern", "is": "fast_blue"}})";
  CHECK(firedAt(script, kWrite + blue) == at(20));
  CHECK(firedAt(script, kWrite + R"(, "nth": 2)" + blue) == at(30));
  CHECK_FALSE(firedAt(nothing, kWrite + blue).has_value());
}

TEST_CASE("A condition that holds already when counting starts counts then") {
  CHECK(firedAt(nothing, R"("when": {"signal": "cam/led.pattern", "is": "off"})") == at(0));
  CHECK(firedAt(redAndBlue, kRed + R"(, "since": {"at_s": 7})") == at(7));
  CHECK(firedAt(redAndBlue, kRed + R"(, "since": {"at_s": 7}, "nth": 2)") == at(25));
}

TEST_CASE("A signal that counts by several at once counts as often") {
  const auto script = [](FakeStage& stage) {
    stage.set(10, "cam/card.writes", 2);
    stage.set(20, "cam/card.writes", 5);
  };
  CHECK(firedAt(script, kWrite + R"(, "nth": 2)") == at(10));
  CHECK(firedAt(script, kWrite + R"(, "nth": 3)") == at(20));
}

TEST_CASE("Combinations follow their parts") {
  const auto script = [](FakeStage& stage) {
    redAndBlue(stage);
    stage.set(30, "cam/pan.angle_deg", 50);
  };
  const std::string pan = R"({"signal": "cam/pan.angle_deg", "above": 40})";
  const std::string red = R"({"signal": "cam/led.pattern", "is": "solid_red"})";
  CHECK(firedAt(script, R"("when": {"all": [)" + pan + ", " + red + "]}") == at(30));
  CHECK(firedAt(script, R"("when": {"any": [)" + pan + ", " + red + "]}") == at(5));
  CHECK(firedAt(script, R"("when": {"all": [)" + pan + R"(, {"not": )" + red + "}]}") == at(35));
}

TEST_CASE("Texts are compared as texts, even those that come up later") {
  const auto script = [](FakeStage& stage) { stage.label(8, "cam/app.message", "hello"); };
  CHECK(firedAt(script, R"("when": {"signal": "cam/app.message", "is": "hello"})") == at(8));
  CHECK_FALSE(firedAt(script, R"("when": {"signal": "cam/app.message", "is": "bye"})").has_value());
}

TEST_CASE("A flag is compared with true and false") {
  const auto script = [](FakeStage& stage) {
    stage.set(8, "cam/power.plugged", 1);
    stage.set(9, "cam/power.plugged", 0);
  };
  CHECK(firedAt(script, R"("when": {"signal": "cam/power.plugged", "is": true})") == at(8));
  CHECK(firedAt(script,
                R"("when": {"signal": "cam/power.plugged", "is": false}, "since": {"at_s": 8})") ==
        at(9));
}
