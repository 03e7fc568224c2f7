// What was recorded against what should have been, from signals, answers and log lines by hand.
#include "sim/twin/recording_score.h"

#include "tests/support/catch.h"
#include "tests/support/test_bench.h"

using namespace tw;
using namespace tw::sim;

namespace {

struct Day {
  TestBench table;
  Signal power{table.bench.signal("power", flagSignal("on", ""))};
  Signal inserted{table.bench.signal("card", flagSignal("inserted", ""))};
  Signal cardState{
      table.bench.signal("firmware", {.name = "card_state", .kind = SignalKind::kText})};
  Signal running{table.bench.signal("firmware", flagSignal("running", ""))};
  Signal near{table.bench.signal("detection", flagSignal("near", ""))};
  RecordingScore score{table.bench, {}, 10};

  Day() {
    power.set(1);
    running.set(1);
    inserted.set(1);
    cardState.set("in_use");
  }
  void pass(Duration time) { table.runFor(time); }
  void answer(const std::string& command, const nlohmann::json& request = nlohmann::json::object(),
              bool ok = true) {
    table.events.add("phone", "answer",
                     {{"camera", "cam"},
                      {"do", command},
                      {"request", request},
                      {"asked_ns", table.queue.now().time_since_epoch().count()},
                      {"answer", {{"ok", ok}}}});
  }
  void set(const std::string& name, bool on) { answer("settings.set", {{"values", {{name, on}}}}); }
  // A second of these lenses, safe now, whose first frame is so old.
  void safe(Duration age, bool ptz = true, bool wide = true) {
    for (const bool isWide : {true, false})
      if (isWide ? wide : ptz)
        log("recorder",
            std::string("fragment acknowledged lens=") + (isWide ? "wide" : "ptz") +
                " clip=1 fragment=1 frames=10 slot=1 age_ms=" + std::to_string(age / 1ms));
  }
  void log(const std::string& part, const std::string& text) {
    table.events.add("cam/firmware", "log", {{"level", "info"}, {"part", part}, {"text", text}});
  }
  void record(int seconds, bool ptz = true) {
    for (int i = 0; i < seconds; ++i) {
      pass(1s);
      safe(1s, ptz);
    }
  }
  double due() const { return table.value("recording.due_s"); }
  double gap() const { return table.value("recording.wide_gap_ms") / 1000; }
  std::string cause() const {
    const auto gaps = score.figures().lenses[0].gaps;
    return gaps.size() == 1 ? gaps[0].cause : std::to_string(gaps.size()) + " gaps";
  }
};

}  // namespace

TEST_CASE("stretches of time join, are cut and are left out as sets are") {
  const Instant t{};
  Spans spans{{t + 1s, t + 2s}, {t + 4s, t + 5s}};
  spans.add({t + 2s, t + 3s});
  CHECK(spans == Spans{{t + 1s, t + 3s}, {t + 4s, t + 5s}});
  CHECK(spans.within({t + 2s, t + 4500ms}) == Spans{{t + 2s, t + 3s}, {t + 4s, t + 4500ms}});
  CHECK(spans.without({{t + 1500ms, t + 2s}}) ==
        Spans{{t + 1s, t + 1500ms}, {t + 2s, t + 3s}, {t + 4s, t + 5s}});
  CHECK(spans.grown(1s, 500ms) == Spans{{t, t + 5500ms}});
  CHECK(spans.total() == 3s);
  spans.add({t + 3s + 2ms, t + 4s}, 3ms);
  CHECK(spans == Spans{{t + 1s, t + 5s}});
}

TEST_CASE("nothing asked for, nothing due") {
  Day day;
  day.pass(100s);
  CHECK(day.due() == 0);
  CHECK(day.score.figures().due.empty());
}

TEST_CASE("continuous recording is due from when it holds until it is ended") {
  Day day;
  day.pass(10s);
  day.set("continuous_recording", true);
  day.record(30);
  day.set("continuous_recording", false);
  day.pass(60s);
  CHECK(day.due() == Approx(30));
  CHECK(day.gap() == 0);
  CHECK(day.score.figures().recordedOf(hal::LensId::kWide) == 30s);
}

TEST_CASE("a lens that misses seconds has a gap of its own, which names what is known of it") {
  Day day;
  day.set("continuous_recording", true);
  day.record(10);
  day.pass(3s);
  day.log("recorder", "groups lost lens=wide groups=3");
  day.record(40);
  CHECK(day.gap() == Approx(3));
  CHECK(day.cause() == "card stalled");
  const RecordingFigures figures = day.score.figures();
  CHECK(figures.lenses[0].gaps[0].span == Span{Instant{10s}, Instant{13s}});
  CHECK(figures.lenses[1].gaps[0].cause == "unknown");
}

TEST_CASE("what is safe late is a gap of the signal's, and recorded in the end") {
  Day day;
  day.set("continuous_recording", true);
  day.record(10);
  day.pass(30s);
  for (int i = 0; i < 12; ++i) day.safe(30s - i * 1s);
  day.record(30);
  CHECK(day.gap() == Approx(28));  // its first ten seconds were judged when they came
  const RecordingFigures figures = day.score.figures();
  REQUIRE(figures.lenses[0].gaps.size() == 1);
  CHECK(figures.lenses[0].gaps[0].span == Span{Instant{22s}, Instant{40s}});
  CHECK(figures.recordedOf(hal::LensId::kWide) == figures.due.total() - 18s);
}

TEST_CASE("a frame too few is a gap, a millisecond is none") {
  Day day;
  day.set("continuous_recording", true);
  day.record(10);
  day.pass(50ms);
  day.record(10);
  day.pass(150ms);
  day.record(40);
  CHECK(day.gap() == Approx(0.15).margin(0.001));
}

TEST_CASE("a recording by hand is due until its end, a refused one never") {
  Day day;
  day.answer("record.start", nlohmann::json::object(), false);
  day.pass(10s);
  day.answer("record.start");
  day.record(5);
  day.answer("record.stop");
  day.pass(40s);
  CHECK(day.due() == Approx(5));
  CHECK(day.gap() == 0);
}

TEST_CASE("what a pulled card took with it is a gap, and without a card nothing is due") {
  Day day;
  day.set("continuous_recording", true);
  day.record(10);
  day.pass(1500ms);
  day.inserted.set(0.0);
  day.cardState.set("none");
  day.pass(20s);
  day.inserted.set(1);
  day.pass(2s);
  day.cardState.set("in_use");
  day.record(40);
  CHECK(day.gap() == Approx(3.5));  // before the pull, and until the card is in use again
  const auto gaps = day.score.figures().lenses[0].gaps;
  REQUIRE(gaps.size() == 2);
  CHECK(gaps[0].cause == "card pulled");
  CHECK(gaps[1].cause == "starting");
}

TEST_CASE(
    "a power cut ends a recording by hand, continuous recording is due again with the power") {
  Day day;
  day.answer("record.start");
  day.record(10);
  day.power.set(0.0);
  day.running.set(0.0);
  day.pass(20s);
  day.power.set(1);
  day.pass(60s);
  CHECK(day.due() == Approx(10));
  day.set("continuous_recording", true);
  day.record(10);
  day.pass(1s);
  day.power.set(0.0);
  day.pass(60s);
  CHECK(day.due() == Approx(21));
  CHECK(day.gap() == Approx(1));
  CHECK(day.cause() == "power off");
}

TEST_CASE("somebody near is due from 5 s before to 5 s after, where detection is asked for") {
  Day day;
  day.near.set(1);
  day.pass(10s);
  day.near.set(0.0);
  day.pass(40s);
  CHECK(day.due() == 0);
  day.set("detect_human", true);
  day.pass(10s);
  day.near.set(1);
  day.pass(10s);
  day.near.set(0.0);
  day.pass(40s);
  CHECK(day.due() == Approx(20));
  CHECK(day.gap() == Approx(20));
  CHECK(day.cause() == "undetected");
}

TEST_CASE("a card counts from the end of its initialisation, and no longer when it goes bad") {
  Day day;
  day.set("continuous_recording", true);
  day.cardState.set("uninitialised");
  day.pass(10s);
  day.cardState.set("initialising");
  day.pass(10s);
  day.cardState.set("in_use");
  day.record(10);
  day.cardState.set("error");
  day.pass(60s);
  CHECK(day.due() == Approx(10));
  CHECK(day.gap() == 0);
}

TEST_CASE("a card that recovers by itself counts from its recovery, not from before") {
  Day day;
  day.set("continuous_recording", true);
  day.record(10);
  day.cardState.set("error");
  day.pass(60s);
  day.cardState.set("starting");
  day.pass(2s);
  day.cardState.set("in_use");
  day.record(40);
  CHECK(day.due() == Approx(30));
  CHECK(day.gap() == 0);
}

TEST_CASE("asleep, and after a RESET, nothing is due continuously") {
  Day day;
  day.set("continuous_recording", true);
  day.record(10);
  day.set("sleep", true);
  day.pass(10s);
  day.set("sleep", false);
  day.record(10);
  day.log("factory_reset", "begins");
  day.pass(60s);
  CHECK(day.due() == Approx(20));
  CHECK(day.gap() == 0);
}
