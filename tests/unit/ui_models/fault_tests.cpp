// Faults as people see and order them: what is active when, magnitudes, conditions.
#include "sim/core/json_reader.h"
#include "tests/support/catch.h"
#include "ui/models/fault_order.h"
#include "ui/models/fault_scale.h"
#include "ui/models/fault_table.h"
#include "ui/models/waiting_faults.h"

// Its own namespace: files of a test are compiled together.
namespace tw::fault_tests {
using namespace tw::ui;
using Operator = ConditionText::Operator;
using When = FaultOrder::When;

namespace {

Instant at(double seconds) { return Instant{fromSeconds(seconds)}; }

const sim::FaultSpec kDead{.kind = "dead", .doc = "It stays dark."};
const sim::FaultSpec kDim{.kind = "dim", .doc = "Light is missing.", .unit = "share"};
const sim::FaultSpec kSlow{
    .kind = "slow", .doc = "takes so many times as long", .unit = "ratio", .min = 1, .max = 1000};
const sim::FaultSpec kFlips{.kind = "bit_rot", .doc = "bits flip", .unit = "bits", .max = 1e6};

const std::vector<RunFacts::Fault> kFaults = {{"cam", "spotlight", kDead},
                                              {"cam", "spotlight", kDim},
                                              {"cam", "card", kSlow},
                                              {"", "cloud", {.kind = "down", .doc = "no answer"}}};

sim::LoggedEvent fault(double seconds, const char* camera, const char* device, const char* kind,
                       double magnitude) {
  return {at(seconds),
          "scenario",
          "command",
          {{"camera", camera},
           {"do", "fault"},
           {"with", {{"device", device}, {"kind", kind}, {"magnitude", magnitude}}}}};
}

struct Rig {
  FaultTable table;
  EventStore events;
  Rig() { table.begin(kFaults); }
  void happened(std::vector<sim::LoggedEvent> list) {
    events.take(list);
    table.take(events);
  }
};

SignalStore someSignals() {
  SignalStore store;
  store.begin(
      {{.name = "cam/led.pattern", .kind = sim::SignalKind::kChoice, .labels = {"off", "blue"}},
       {.name = "cam/led.red", .kind = sim::SignalKind::kFlag},
       {.name = "cam/gain", .kind = sim::SignalKind::kNumber, .unit = "dB", .max = 42},
       {.name = "cam/restarts", .kind = sim::SignalKind::kCount},
       {.name = "phone/text", .kind = sim::SignalKind::kText}});
  return store;
}

QString wrongOf(const ConditionText& text) { return conditionFrom(text, someSignals()).wrong; }
std::string wordsOf(const ConditionText& text) {
  const auto read = conditionFrom(text, someSignals());
  CHECK(read.wrong.isEmpty());
  return read.condition ? read.condition->words() : "";
}

}  // namespace

TEST_CASE("A fault is active from when it is set until it is mended, at any time looked at") {
  Rig rig;
  rig.happened({fault(1, "cam", "card", "slow", 10), fault(2, "", "cloud", "down", 1)});
  rig.happened({fault(5, "cam", "card", "slow", 0)});
  CHECK(rig.table.activeAt(at(0.9)).empty());
  REQUIRE(rig.table.activeAt(at(2)).size() == 2);
  CHECK(rig.table.activeAt(at(2))[0].fault == 2);
  CHECK(rig.table.activeAt(at(2))[0].magnitude == 10);
  CHECK(rig.table.activeAt(at(2))[1].fault == 3);
  REQUIRE(rig.table.activeAt(at(5)).size() == 1);
  CHECK(rig.table.activeAt(at(5))[0].since == at(2));
  CHECK(rig.table.magnitudeAt(2, at(4.9)) == 10);
  CHECK(rig.table.magnitudeAt(2, at(5)) == 0);
}

TEST_CASE("A fault that ends by itself is active no longer") {
  Rig rig;
  rig.happened({fault(1, "cam", "card", "slow", 10),
                {at(4),
                 "cam/card",
                 "fault_ended",
                 {{"camera", "cam"}, {"device", "card"}, {"kind", "slow"}}}});
  CHECK(rig.table.activeAt(at(3.9)).size() == 1);
  CHECK(rig.table.activeAt(at(4)).empty());
}

TEST_CASE("A ramp is one fault that grows, active since its first magnitude that is not 0") {
  Rig rig;
  for (int i = 0; i <= 10; ++i) rig.happened({fault(i, "cam", "spotlight", "dim", i * 0.1)});
  const auto active = rig.table.activeAt(at(5.5));
  REQUIRE(active.size() == 1);
  CHECK(active[0].magnitude == 0.5);
  CHECK(active[0].since == at(1));
  rig.happened({fault(20, "cam", "spotlight", "dim", 0), fault(30, "cam", "spotlight", "dim", 1)});
  CHECK(rig.table.activeAt(at(25)).empty());
  CHECK(rig.table.activeAt(at(31))[0].since == at(30));
}

TEST_CASE("What a command leaves out is 1, and other commands are no faults") {
  Rig rig;
  rig.happened(
      {{at(1),
        "scenario",
        "command",
        {{"camera", ""}, {"do", "fault"}, {"with", {{"device", "cloud"}, {"kind", "down"}}}}},
       {at(2),
        "scenario",
        "command",
        {{"camera", "cam"}, {"do", "plug_in"}, {"with", nlohmann::json::object()}}},
       {at(3), "cam/firmware", "log", {{"text", "fault"}}}});
  REQUIRE(rig.table.activeAt(at(9)).size() == 1);
  CHECK(rig.table.magnitudeAt(3, at(9)) == 1);
}

TEST_CASE("A new run begins whole, and says whether its faults are others") {
  Rig rig;
  rig.happened({fault(1, "", "cloud", "down", 1)});
  CHECK_FALSE(rig.table.begin(kFaults));
  CHECK(rig.table.activeAt(at(9)).empty());
  rig.events.clear();
  rig.happened({fault(2, "", "cloud", "down", 1)});
  CHECK(rig.table.activeAt(at(9)).size() == 1);
  CHECK(rig.table.begin(std::span(kFaults).first(2)));
  CHECK(rig.table.size() == 2);
}

TEST_CASE("A search finds a fault by words of its camera, device, kind and doc") {
  Rig rig;
  CHECK(rig.table.matches(3, ""));
  CHECK(rig.table.matches(3, "cloud down"));
  CHECK(rig.table.matches(3, " DOWN  clo "));
  CHECK_FALSE(rig.table.matches(2, "cloud down"));
  CHECK(rig.table.matches(2, "card times"));
  CHECK(faultName(rig.table[2]) == "cam/card slow");
  CHECK(faultName(rig.table[3]) == "cloud down");
  CHECK(magnitudeText(kSlow, 12.5) == "12.5 ratio");
  CHECK(magnitudeText(kFlips, 1e6) == "1000000 bits");
  CHECK(magnitudeText(kDead, 1) == "on");
  CHECK(magnitudeText(kDead, 0) == "off");
}

TEST_CASE("Every place of a slider is a magnitude that the fault accepts, and rises") {
  for (const sim::FaultSpec& spec :
       {kDim, kSlow, kFlips,
        sim::FaultSpec{.kind = "drift", .unit = "s/s", .min = -0.01, .max = 0.01},
        sim::FaultSpec{.kind = "latency", .unit = "s", .max = 10}}) {
    const FaultScale scale(spec);
    CAPTURE(spec.kind);
    double before = -1;
    for (int place = 0; place <= FaultScale::kPlaces; ++place) {
      const double magnitude = scale.magnitudeAt(place);
      CHECK(spec.accepts(magnitude));
      CHECK(magnitude >= before);
      CHECK(scale.magnitudeAt(scale.placeOf(magnitude)) == magnitude);
      before = magnitude;
    }
    CHECK(scale.magnitudeAt(0) == std::min(0.0, spec.min));
    CHECK(scale.magnitudeAt(FaultScale::kPlaces) == spec.max);
    CHECK(spec.accepts(scale.usual()));
    CHECK(scale.usual() != 0);
  }
}

TEST_CASE("A range of three decades has each decade in a third of its slider") {
  const FaultScale slow(kSlow);
  CHECK(slow.isLogarithmic());
  CHECK(slow.magnitudeAt(1) == 1);
  CHECK(slow.magnitudeAt(500) == 31.5);  // no more digits than places
  CHECK(slow.magnitudeAt(334) == Approx(10).epsilon(0.01));
  CHECK(slow.magnitudeAt(667) == Approx(100).epsilon(0.01));
  CHECK(FaultScale(kFlips).isLogarithmic());
  CHECK(FaultScale(kFlips).decimals() == 0);
  CHECK_FALSE(FaultScale(kDim).isLogarithmic());
  CHECK(FaultScale(kDim).magnitudeAt(500) == Approx(0.5));
}

TEST_CASE("A condition is read by its signal's kind") {
  CHECK(wordsOf({"cam/led.pattern", Operator::kIs, "blue"}) == "cam/led.pattern is blue");
  CHECK(wordsOf({" cam/led.pattern ", Operator::kIsNot, "off"}) == "cam/led.pattern is not off");
  CHECK(wordsOf({"cam/led.red", Operator::kIs, "true"}) == "cam/led.red is true");
  CHECK(wordsOf({"cam/gain", Operator::kAbove, "12.5"}) == "cam/gain above 12.5");
  CHECK(wordsOf({"cam/gain", Operator::kBelow, "3"}) == "cam/gain below 3");
  CHECK(wordsOf({"cam/restarts", Operator::kAtLeast, "2"}) == "cam/restarts at least 2");
  CHECK(wordsOf({"cam/restarts", Operator::kChanges, ""}) == "cam/restarts changes");
  CHECK(wordsOf({"phone/text", Operator::kIs, "human"}) == "phone/text is human");
  for (const auto& spec : {sim::SignalKind::kFlag, sim::SignalKind::kText, sim::SignalKind::kCount})
    CHECK_FALSE(operatorsOf({.kind = spec}).empty());
}

TEST_CASE("A condition that makes no sense is refused with what would be right") {
  CHECK(wrongOf({"", Operator::kIs, ""}).contains("Name the signal"));
  CHECK(wrongOf({"cam/led.patern", Operator::kIs, "blue"}).contains("cam/led.pattern"));
  CHECK(wrongOf({"cam/led.pattern", Operator::kIs, "green"}).contains("off, blue"));
  CHECK(wrongOf({"cam/led.pattern", Operator::kAbove, "1"}).contains("above"));
  CHECK(wrongOf({"cam/led.red", Operator::kIs, "red"}).contains("true or false"));
  CHECK(wrongOf({"cam/gain", Operator::kAbove, "loud"}).contains("number"));
  CHECK(wrongOf({"cam/gain", Operator::kAbove, "42"}).contains("from 0 to 42 dB"));
  CHECK(wrongOf({"cam/gain", Operator::kBelow, "0"}).contains("never"));
  CHECK(wrongOf({"cam/restarts", Operator::kBelow, "0"}).contains("counts from 0"));
}

TEST_CASE("A fault now is a command; at a time, by condition or for a while it is a step") {
  FaultOrder order{.fault = kFaults[2], .magnitude = 10};
  CHECK(whyNot(order, at(5), at(60)).isEmpty());
  const sim::Hand now = handOf(order, at(5));
  REQUIRE(std::holds_alternative<sim::Command>(now));
  CHECK(std::get<sim::Command>(now).camera == "cam");
  CHECK(std::get<sim::Command>(now).args ==
        nlohmann::json({{"device", "card"}, {"kind", "slow"}, {"magnitude", 10.0}}));
  order.lasts = 3s;
  const auto lasting = std::get<sim::Step>(handOf(order, at(5)));
  CHECK(lasting.trigger.words() == "at 5 s");
  CHECK(std::get<sim::FaultStep>(lasting.what).lasts == 3s);
  order.when = When::kAt;
  order.at = at(12.5);
  CHECK(std::get<sim::Step>(handOf(order, at(5))).trigger.words() == "at 12.5 s");
  order.when = When::kCondition;
  order.condition = conditionFrom({"cam/led.pattern", Operator::kIs, "blue"}, someSignals());
  order.nth = 2;
  order.delay = 1s;
  const auto later = std::get<sim::Step>(handOf(order, at(5)));
  CHECK(later.trigger.words() == "1 s after when cam/led.pattern is blue, time 2");
  CHECK(later.optional);
  CHECK(std::get<sim::Command>(mendOf(kFaults[2])).args.at("magnitude") == 0);
}

TEST_CASE("A fault that cannot be ordered says why") {
  FaultOrder order{.fault = kFaults[2], .magnitude = 0.5};
  CHECK(whyNot(order, at(5), at(60)).contains("0 or 1 to 1000 ratio"));
  order.magnitude = 0;
  CHECK(whyNot(order, at(5), at(60)).isEmpty());
  order.lasts = 3s;
  CHECK(whyNot(order, at(5), at(60)).contains("mends"));
  order.magnitude = 5;
  order.lasts = 0s;
  CHECK(whyNot(order, at(5), at(60)).contains("longer than 0 s"));
  order.lasts.reset();
  order.when = When::kAt;
  CHECK(whyNot(order, at(5), at(60)).contains("minutes:seconds"));
  order.at = at(5);
  CHECK(whyNot(order, at(5), at(60)).contains("has passed"));
  order.at = at(60);
  CHECK(whyNot(order, at(5), at(60)).contains("60 s"));
  order.at = at(59);
  CHECK(whyNot(order, at(5), at(60)).isEmpty());
  order.when = When::kCondition;
  order.condition = conditionFrom({"cam/nothing", Operator::kIs, "1"}, someSignals());
  CHECK(whyNot(order, at(5), at(60)).contains("cam/nothing"));
}

TEST_CASE("A fault waits from when a hand left it until it came") {
  std::vector<sim::StepResult> steps = {
      {.words = "plug_in", .trigger = "at 0 s"},
      {.words = "fault router no_dhcp 1", .trigger = "40 s after step 'settled'"}};
  WaitingFaults waiting;
  waiting.take(steps, 2, at(0));
  steps.push_back({.words = "fault led blue_dead 1", .trigger = "when x", .camera = "cam"});
  waiting.take(steps, 2, at(10));
  CHECK(waiting.at(steps, at(9)).size() == 1);
  REQUIRE(waiting.at(steps, at(10)).size() == 2);
  CHECK(waiting.at(steps, at(10))[1].what == "cam/led blue_dead 1");
  CHECK(waiting.at(steps, at(10))[1].until == "when x");
  CHECK(waiting.at(steps, at(10))[1].byHand);
  CHECK_FALSE(waiting.at(steps, at(10))[0].byHand);
  steps[2].firedAt = at(20);
  CHECK(waiting.at(steps, at(19)).size() == 2);
  CHECK(waiting.at(steps, at(20)).size() == 1);
  waiting.clear();
  CHECK(waiting.at(steps, at(19)).empty());
}

}  // namespace tw::fault_tests
