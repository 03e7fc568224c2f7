// Each kind of expectation, met and missed, with margins worked out by hand.
#include <cmath>

#include "tests/support/catch.h"
#include "tests/unit/sim_scenario/fake_stage.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::sim::test;

namespace {

constexpr const char* kLed = R"({"signal": "cam/led.pattern", "is": "fast_blue"})";
constexpr const char* kWrites = R"({"signal": "cam/card.writes", "changes": true})";
constexpr const char* kPan = R"({"signal": "cam/pan.angle_deg", "below": 90})";

// The outcome of one expectation over 60 s in which `script` moves the signals.
ExpectationResult outcome(const std::function<void(FakeStage&)>& script,
                          const std::string& expectation, const std::string& steps = "") {
  FakeStage stage;
  script(stage);
  const Scenario scenario = readText(scenarioText(steps, "{\"id\": \"e\", " + expectation + "}"));
  return runScenario(scenario, stage).expectations.at(0);
}

std::string with(const char* kind, const char* condition, const std::string& more = "") {
  return std::string("\"").append(kind).append("\": ").append(condition).append(more);
}

void blueFrom10To40(FakeStage& stage) {
  stage.label(10, "cam/led.pattern", "fast_blue");
  stage.label(40, "cam/led.pattern", "off");
}

void writesAt10And20And30(FakeStage& stage) {
  for (int i = 1; i <= 3; ++i) stage.set(10 * i, "cam/card.writes", i);
}

void pan(FakeStage& stage) {
  stage.set(10, "cam/pan.angle_deg", 54);
  stage.set(20, "cam/pan.angle_deg", -30);
}

Approx about(double value) { return Approx(value).margin(1e-12); }

}  // namespace

TEST_CASE("Eventually: the margin is the time that was left") {
  const auto r = outcome(blueFrom10To40, with("eventually", kLed, R"(, "within_s": 25)"));
  CHECK(r.passed);
  CHECK(r.margin.value == about(15));
  CHECK(r.margin.unit == "s");
  CHECK(r.margin.relative == about(15.0 / 25));
  CHECK(r.margin.text == "came after 10 s of 25 s");
  CHECK(r.decidedAt == at(10));
}

TEST_CASE("Eventually: exactly at the limit is in time") {
  const auto r = outcome(blueFrom10To40, with("eventually", kLed, R"(, "within_s": 10)"));
  CHECK(r.passed);
  CHECK(r.margin.value == 0);
  CHECK(r.margin.relative == 0);
}

TEST_CASE("Eventually: what comes too late is missed by how late it came") {
  const auto r = outcome(blueFrom10To40, with("eventually", kLed, R"(, "within_s": 8)"));
  CHECK_FALSE(r.passed);
  CHECK(r.margin.value == about(-2));
  CHECK(r.margin.relative == about(-0.25));
}

TEST_CASE("Eventually: what never comes is missed altogether, with what there was instead") {
  const auto r = outcome([](FakeStage&) {}, with("eventually", kLed, R"(, "within_s": 8)"));
  CHECK_FALSE(r.passed);
  CHECK(r.margin.value == about(-52));  // 60 s long, and not a second of them enough
  CHECK(r.margin.relative == -1);
  CHECK(r.margin.text == "did not come within 8 s (by 8 s); cam/led.pattern: off");
}

TEST_CASE("Eventually: what never comes tells what came in its time instead") {
  const auto text = [](const std::string& expectation) {
    return outcome(
               [](FakeStage& s) {
                 for (int i = 0; i < 6; ++i)
                   s.label(5 + i, "cam/led.pattern", i % 2 ? "solid_red" : "slow_blue");
                 s.label(30, "cam/led.pattern", "solid_red");
               },
               expectation)
        .margin.text;
  };
  CHECK(text(with("eventually", kLed, R"(, "within_s": 3.5, "from": {"at_s": 4})")) ==
        "did not come within 3.5 s (by 7.5 s); cam/led.pattern: off, from 5 s slow_blue, from 6 s "
        "solid_red, from 7 s slow_blue");
  CHECK(text(with("eventually", kLed, R"(, "within_s": 20)")) ==
        "did not come within 20 s (by 20 s); cam/led.pattern: ... from 7 s slow_blue, from 8 s "
        "solid_red, from 9 s slow_blue, from 10 s solid_red");
  CHECK(text(R"("eventually": {"all": [{"signal": "cam/led.pattern", "is": "fast_blue"},
                {"signal": "cam/power.plugged", "is": true}]}, "within_s": 5.5)") ==
        "did not come within 5.5 s (by 5.5 s); cam/power.plugged: false; cam/led.pattern: off, "
        "from 5 s slow_blue");
}

TEST_CASE("Eventually: a number that never came says how near it was") {
  const auto r = outcome(pan, R"("eventually": {"signal": "cam/pan.angle_deg", "above": 60})");
  CHECK_FALSE(r.passed);
  CHECK(r.margin.text == "did not come (by 60 s); nearest at 10 s: cam/pan.angle_deg was 54 deg");
}

TEST_CASE("Eventually: true from the start leaves all the time") {
  const auto r = outcome(
      blueFrom10To40, R"("eventually": {"signal": "cam/led.pattern", "is": "off"}, "within_s": 5)");
  CHECK(r.passed);
  CHECK(r.margin.value == about(5));
  CHECK(r.margin.relative == 1);
  CHECK(r.margin.text == "held already as its window opened");
}

TEST_CASE("Eventually: without within_s the window is the time") {
  const auto r = outcome(blueFrom10To40,
                         with("eventually", kLed, R"(, "from": {"at_s": 5}, "to": {"at_s": 30})"));
  CHECK(r.passed);
  CHECK(r.margin.value == about(20));
  CHECK(r.margin.relative == about(20.0 / 25));
}

TEST_CASE("Eventually: an event counts when it happens, not what was before") {
  const auto r = outcome(writesAt10And20And30,
                         with("eventually", kWrites, R"(, "within_s": 15, "from": {"at_s": 10})"));
  CHECK(r.passed);  // the write at 10 s is over when the window opens: the one at 20 s counts
  CHECK(r.margin.value == about(5));
}

TEST_CASE("Eventually: a run that ends before the time is over says so") {
  const auto r = outcome([](FakeStage&) {}, with("eventually", kLed, R"(, "within_s": 80)"));
  CHECK_FALSE(r.passed);
  CHECK(r.margin.text.find("the run's end and before its time was over") != std::string::npos);
}

TEST_CASE("Always, of a number: the margin is the distance to the limit") {
  const auto r = outcome(pan, with("always", kPan));
  CHECK(r.passed);
  CHECK(r.margin.value == about(36));  // 90 - 54
  CHECK(r.margin.unit == "deg");
  CHECK(r.margin.relative == about(36.0 / 90));  // of the limit
  CHECK(r.margin.text == "nearest to the limit at 10 s: cam/pan.angle_deg was 54 deg");
}

TEST_CASE("Always, of a number: broken by the distance beyond the limit") {
  const auto r =
      outcome(pan, R"("always": {"signal": "cam/pan.angle_deg", "between": [-20, 100]})");
  CHECK_FALSE(r.passed);
  CHECK(r.margin.value == about(-10));
  CHECK(r.margin.relative == about(-10.0 / 60));  // in its middle there are 60 to both limits
  CHECK(r.decidedAt == at(20));
}

TEST_CASE("Always, of a number: far outside narrow limits is missed altogether, in few digits") {
  const auto far = [](FakeStage& stage) {
    stage.set(10, "cam/pan.angle_deg", 0.0006447034585263924);
    stage.set(20, "cam/pan.angle_deg", -30);
  };
  const auto r = outcome(far, R"("always": {"signal": "cam/pan.angle_deg", "between": [48, 52]},
                                 "from": {"at_s": 15})");
  CHECK(marginWords(r.margin) == "-78 deg (-100 %)");  // the farthest of them
  CHECK(r.margin.text ==
        "broken at 15 s: cam/pan.angle_deg was 0.000644703 deg; worst at 20 s: "
        "cam/pan.angle_deg was -30 deg");
  const auto low = outcome(far, R"("always": {"signal": "cam/pan.angle_deg", "at_least": 40},
                                      "to": {"at_s": 15})");
  CHECK(low.margin.relative == -1);
}

TEST_CASE("Limits: above and below leave the limit out, at_least and at_most take it in") {
  const auto passes = [](const char* condition) {
    return outcome([](FakeStage&) {},
                   std::string(R"("always": {"signal": "cam/pan.angle_deg", )") + condition + "}")
        .passed;
  };
  CHECK_FALSE(passes(R"("above": 0)"));
  CHECK_FALSE(passes(R"("below": 0)"));
  CHECK(passes(R"("at_least": 0)"));
  CHECK(passes(R"("at_most": 0)"));
  CHECK(passes(R"("between": [0, 0])"));
  CHECK_FALSE(passes(R"("at_least": 0.001)"));
  CHECK(passes(R"("is": 0)"));
  CHECK_FALSE(passes(R"("is_not": 0)"));
}

TEST_CASE("Never, of a number: the margin is the distance from where it would be broken") {
  const auto r = outcome(pan, R"("never": {"signal": "cam/pan.angle_deg", "above": 90})");
  CHECK(r.passed);
  CHECK(r.margin.value == about(36));
  CHECK(r.margin.relative == about(0.4));
  CHECK_FALSE(outcome(pan, R"("never": {"signal": "cam/pan.angle_deg", "above": 50})").passed);
}

TEST_CASE("Combinations of numbers: all takes the nearest limit, any the farthest") {
  const std::string low = R"({"signal": "cam/pan.angle_deg", "at_least": -48})";
  const auto all = outcome(pan, R"("always": {"all": [)" + low + ", " + kPan + "]}");
  CHECK(all.passed);
  CHECK(all.margin.relative == about(18.0 / 48));  // -30 is 18 above -48
  const auto any = outcome(pan, R"("always": {"any": [
      {"signal": "cam/pan.angle_deg", "between": [-40, 120]},
      {"signal": "cam/pan.angle_deg", "above": 27}]})");
  CHECK(any.margin.relative == about(10.0 / 80));  // at -30: 10 above -40, 57 below 27;
                                                   // at 0: 40 and -27; at 54: 66 and 27
}

TEST_CASE("Always, of a state: the margin is how far the window could grow") {
  const auto r = outcome(blueFrom10To40,
                         with("always", kLed, R"(, "from": {"at_s": 12}, "to": {"at_s": 37})"));
  CHECK(r.passed);
  CHECK(r.margin.value == about(2));  // blue came 2 s before, went 3 s after
  CHECK(r.margin.relative == about(2.0 / 25));
  CHECK(r.margin.text == "held; had come 2 s before the window");
}

TEST_CASE("Always, of a state: what came as its window opened held, with no room") {
  const auto r = outcome(blueFrom10To40,
                         with("always", kLed, R"(, "from": {"at_s": 10}, "to": {"at_s": 30})"));
  CHECK(r.passed);
  CHECK(r.margin.value == 0);
  CHECK(r.margin.text == "held; came as the window opened");
}

TEST_CASE("Always: a break that lasts no time is a break, with a margin below nothing") {
  // At the run's last instant.
  const auto blink = outcome([](FakeStage& s) { s.label(60, "cam/led.pattern", "fast_blue"); },
                             R"("always": {"signal": "cam/led.pattern", "is": "off"})");
  CHECK_FALSE(blink.passed);
  CHECK(blink.margin.value == 0);
  CHECK_FALSE(std::signbit(blink.margin.value));
  CHECK(blink.margin.relative < 0);
  CHECK(marginWords(blink.margin) == "0 s (0 %)");
  // Of a number: at a limit that must not be reached.
  const auto number = outcome([](FakeStage&) {}, R"("never": {"signal": "cam/pan.angle_deg",
                                                     "at_least": 0})");
  CHECK_FALSE(number.passed);
  CHECK(number.margin.relative < 0);
  CHECK_FALSE(std::signbit(number.margin.value));
}

TEST_CASE("Always, of a state: an edge that hangs on the signal itself leaves no margin out") {
  const auto r = outcome(
      blueFrom10To40,
      with("always", kLed,
           (R"(, "from": {"when": )" + std::string(kLed) + R"(}, "to": {"at_s": 37})").c_str()));
  CHECK(r.passed);
  CHECK(r.margin.value == about(3));
  CHECK(r.margin.relative == about(3.0 / 27));
}

TEST_CASE("Always, of a state: where no edge can move it held throughout") {
  const auto r =
      outcome([](FakeStage&) {}, R"("always": {"signal": "cam/led.pattern", "is": "off"})");
  CHECK(r.passed);
  CHECK(r.margin.value == about(60));
  CHECK(r.margin.relative == 1);
}

TEST_CASE("Always, of a state: broken for as long as it did not hold") {
  const auto r =
      outcome(blueFrom10To40, with("always", kLed, R"(, "from": {"at_s": 5}, "to": {"at_s": 45})"));
  CHECK_FALSE(r.passed);
  CHECK(r.margin.value == about(-10));
  CHECK(r.margin.relative == about(-0.25));
  CHECK(r.decidedAt == at(5));
  CHECK(r.margin.text == "broken at 5 s: cam/led.pattern was 'off', for 10 s in all");
}

TEST_CASE("Never, of a state: the window could grow until it came") {
  const auto r =
      outcome(blueFrom10To40, with("never", kLed, R"(, "from": {"at_s": 44}, "to": {"at_s": 54})"));
  CHECK(r.passed);
  CHECK(r.margin.value == about(4));
  CHECK(r.margin.relative == about(0.4));
  CHECK_FALSE(outcome(blueFrom10To40, with("never", kLed)).passed);
}

TEST_CASE("A window opens after and closes before what happens at its instants") {
  const auto from10 = R"(, "from": {"at_s": 10}, "to": {"at_s": 40})";
  CHECK(outcome(blueFrom10To40, with("always", kLed, from10)).passed);
}

TEST_CASE("Never, of an event: the margin is the nearest one outside the window") {
  const auto r = outcome(writesAt10And20And30,
                         with("never", kWrites, R"(, "from": {"at_s": 21}, "to": {"at_s": 26})"));
  CHECK(r.passed);
  CHECK(r.margin.value == about(1));
  CHECK(r.margin.relative == about(0.2));
  const auto broken = outcome(writesAt10And20And30, with("never", kWrites));
  CHECK_FALSE(broken.passed);
  CHECK(broken.margin.value == -3);
  CHECK(broken.margin.unit == "times");
  CHECK(broken.decidedAt == at(10));
  CHECK(outcome([](FakeStage&) {}, with("never", kWrites)).margin.relative == 1);
}

TEST_CASE("Hold until: the second must come in time and the first hold until it does") {
  const std::string off = R"({"signal": "cam/led.pattern", "is": "off"})";
  const auto until = [](const std::string& signal) { return R"(, "until": )" + signal; };
  const auto r =
      outcome(blueFrom10To40, with("hold", off.c_str(), until(kLed) + R"(, "within_s": 40)"));
  CHECK(r.passed);
  CHECK(r.margin.value == about(30));
  CHECK(r.margin.relative == about(0.75));

  const auto late =
      outcome(blueFrom10To40, with("hold", off.c_str(), until(kLed) + R"(, "within_s": 4)"));
  CHECK_FALSE(late.passed);
  CHECK(late.margin.value == about(-6));

  const auto never = outcome([](FakeStage&) {}, with("hold", off.c_str(), until(kLed)));
  CHECK_FALSE(never.passed);
  CHECK(never.margin.relative == -1);

  const auto broken = outcome(
      [](FakeStage& s) {
        s.label(4, "cam/led.pattern", "solid_red");
        s.label(10, "cam/led.pattern", "fast_blue");
      },
      with("hold", off.c_str(), until(kLed)));
  CHECK_FALSE(broken.passed);
  CHECK(broken.margin.value == about(-6));  // red from 4 s to 10 s
  CHECK(broken.decidedAt == at(4));

  // True at once: nothing needs to hold.
  CHECK(outcome([](FakeStage&) {}, with("hold", kLed, until(off))).passed);
  // An event ends it.
  CHECK(outcome(writesAt10And20And30, with("hold", off.c_str(), until(kWrites))).passed);
}

TEST_CASE("Hold until: of a number the nearer of both margins is told") {
  const auto r = outcome(
      [](FakeStage& s) {
        pan(s);
        s.label(30, "cam/led.pattern", "fast_blue");
      },
      with("hold", kPan, R"(, "until": )" + std::string(kLed)));
  CHECK(r.passed);
  CHECK(r.margin.relative == about(0.4));  // 36 of 90 deg, against 30 s of 60 s
}

TEST_CASE("Holds: the longest stretch without a break, against what was asked for") {
  const auto r = outcome(blueFrom10To40, with("holds", kLed, R"(, "for_s": 24)"));
  CHECK(r.passed);
  CHECK(r.margin.value == about(6));
  CHECK(r.margin.relative == about(0.25));
  CHECK(r.decidedAt == at(34));

  CHECK(outcome(blueFrom10To40, with("holds", kLed, R"(, "for_s": 30)")).passed);
  const auto shortOf = outcome(blueFrom10To40, with("holds", kLed, R"(, "for_s": 40)"));
  CHECK_FALSE(shortOf.passed);
  CHECK(shortOf.margin.value == about(-10));
  CHECK(shortOf.margin.relative == about(-0.25));

  const auto notAtAll = outcome([](FakeStage&) {}, with("holds", kLed, R"(, "for_s": 40)"));
  CHECK_FALSE(notAtAll.passed);
  CHECK(notAtAll.margin.relative == -1);
}

TEST_CASE("Holds: the first hold that suffices decides, the longest gives the margin") {
  const auto r = outcome(
      [](FakeStage& s) {
        blueFrom10To40(s);
        s.label(2, "cam/led.pattern", "fast_blue");
        s.label(8, "cam/led.pattern", "off");
      },
      with("holds", kLed, R"(, "for_s": 5)"));
  CHECK(r.passed);
  CHECK(r.decidedAt == at(7));
  CHECK(r.margin.value == about(25));
}

TEST_CASE("Holds: within_s is when it must have begun") {
  CHECK(outcome(blueFrom10To40, with("holds", kLed, R"(, "for_s": 24, "within_s": 10)")).passed);
  CHECK_FALSE(
      outcome(blueFrom10To40, with("holds", kLed, R"(, "for_s": 24, "within_s": 9)")).passed);
}

TEST_CASE("Holds: the window cuts the stretch at both ends") {
  const auto r = outcome(blueFrom10To40, with("holds", kLed, R"(, "for_s": 5, "from": {"at_s": 20},
                                                               "to": {"at_s": 32})"));
  CHECK(r.margin.value == about(7));
}

TEST_CASE("Holds: two stretches with a break between are not one") {
  const auto r = outcome(
      [](FakeStage& s) {
        blueFrom10To40(s);
        s.label(41, "cam/led.pattern", "fast_blue");
      },
      with("holds", kLed, R"(, "for_s": 35)"));
  CHECK_FALSE(r.passed);
  CHECK(r.margin.value == about(-5));
}

TEST_CASE("Count: how often it becomes true, between min and max") {
  const auto counted = [](const char* limits, const std::string& window = "") {
    return outcome(writesAt10And20And30, with("count", kWrites, limits + window));
  };
  const auto inside = counted(R"(, "min": 1, "max": 8)");
  CHECK(inside.passed);
  CHECK(inside.margin.value == 2);
  CHECK(inside.margin.unit == "times");
  CHECK(inside.margin.relative == 1);  // 2 above a minimum of 1
  CHECK(counted(R"(, "min": 3, "max": 3)").margin.value == 0);
  CHECK(counted(R"(, "min": 3, "max": 3)").passed);
  const auto tooMany = counted(R"(, "max": 2)");
  CHECK_FALSE(tooMany.passed);
  CHECK(tooMany.margin.value == -1);
  CHECK(tooMany.margin.relative == about(-0.5));
  const auto tooFew = counted(R"(, "min": 4)");
  CHECK_FALSE(tooFew.passed);
  CHECK(tooFew.margin.relative == about(-0.25));
  // Of a counting signal the rise counts; the write at 10 s is before the window.
  CHECK(counted(R"(, "min": 2, "max": 2)", R"(, "from": {"at_s": 10})").passed);
  CHECK(outcome([](FakeStage& s) { s.set(5, "cam/card.writes", 7); },
                with("count", kWrites, R"(, "min": 7, "max": 7)"))
            .passed);
}

TEST_CASE("Count: a state that holds already counts once") {
  const auto blue = [](const char* window) {
    return outcome(
               [](FakeStage& s) {
                 blueFrom10To40(s);
                 s.label(50, "cam/led.pattern", "fast_blue");
               },
               with("count", kLed, std::string(R"(, "min": 0)") + window))
        .margin.text;
  };
  CHECK(blue("") == "2 times");
  CHECK(blue(R"(, "from": {"at_s": 20})") == "2 times");
  CHECK(blue(R"(, "from": {"at_s": 45})") == "1 times");
  CHECK(blue(R"(, "from": {"at_s": 20}, "to": {"at_s": 50})") == "1 times");
}

TEST_CASE("What a signal is between two events of one instant is nobody's business") {
  const auto flicker = [](FakeStage& s) {
    s.label(10, "cam/led.pattern", "solid_red");
    s.label(10, "cam/led.pattern", "off");
  };
  CHECK(outcome(flicker, R"("always": {"signal": "cam/led.pattern", "is": "off"})").passed);
  CHECK(outcome(flicker, R"("never": {"signal": "cam/led.pattern", "changes": true})").passed);
}

TEST_CASE("A window that never opens, never closes or is empty fails with that reason") {
  const auto reason = [](const std::string& window) {
    const auto r = outcome(blueFrom10To40, with("always", kPan, window));
    CHECK_FALSE(r.passed);
    CHECK(r.margin.relative == -1);
    return r.margin.text;
  };
  const std::string red = R"({"when": {"signal": "cam/led.pattern", "is": "solid_red"}})";
  const std::string blue = R"({"when": )" + std::string(kLed) + "}";
  CHECK(reason(R"(, "from": )" + red) ==
        "the window never opened: when cam/led.pattern is solid_red did not come");
  CHECK(reason(R"(, "to": )" + red) ==
        "the window never closed: when cam/led.pattern is solid_red did not come");
  CHECK(reason(R"(, "from": {"at_s": 20}, "to": {"at_s": 15})") ==
        "the window closed before it opened");
  CHECK(reason(R"(, "from": {"at_s": 20}, "to": )" + blue) ==
        "the window is empty: it closed as it opened");
}

TEST_CASE("A window's end counts from its beginning") {
  // Off again at 40 s: the first "off" after blue, not the one at the start.
  const auto r = outcome(
      blueFrom10To40, with("always", kLed,
                           R"(, "from": {"when": )" + std::string(kLed) +
                               R"(}, "to": {"when": {"signal": "cam/led.pattern", "is": "off"}})"));
  CHECK(r.passed);
  CHECK(r.from == at(10));
  CHECK(r.to == at(40));
  CHECK(r.margin.value == about(30));
}

TEST_CASE("A discrete combination keeps its margin in time") {
  const auto r = outcome(
      blueFrom10To40,
      R"("always": {"any": [)" + std::string(kLed) +
          R"(, {"signal": "cam/pan.angle_deg", "above": 10}]}, "from": {"at_s": 20}, "to": {"at_s": 30})");
  CHECK(r.passed);
  CHECK(r.margin.unit == "s");
  CHECK(r.margin.value == about(10));
}
