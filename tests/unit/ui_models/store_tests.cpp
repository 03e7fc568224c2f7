// What the window keeps of a run: bounded, and right for any time.
#include "tests/support/catch.h"
#include "ui/models/event_store.h"
#include "ui/models/signal_store.h"
#include "ui/models/snapshot_log.h"
#include "ui/models/timeline.h"

using namespace tw;
using namespace tw::ui;

namespace {
Instant at(double seconds) { return Instant{fromSeconds(seconds)}; }
}  // namespace

TEST_CASE("A thinned history stays within its length and reaches back to the start") {
  Thinned<int> history(100, 1s);
  for (int i = 0; i < 100'000; ++i) history.add(at(i), i);
  CHECK(history.entries().size() <= 100);
  CHECK(history.entries().size() >= 50);
  CHECK(history.entries().front().value == 0);
  CHECK(history.entries().back().value > 97'000);
  for (size_t i = 1; i < history.entries().size(); ++i)
    CHECK(history.entries()[i].at > history.entries()[i - 1].at);
  const auto* before = history.before(at(50'000));
  REQUIRE(before);
  CHECK(before->at <= at(50'000));
  CHECK(before->at > at(47'000));
}

TEST_CASE("A signal has at any time the value that it took last before") {
  SignalStore store;
  store.begin(
      {{.name = "cam/led.pattern", .kind = sim::SignalKind::kChoice, .labels = {"off", "on"}},
       {.name = "phone/text", .kind = sim::SignalKind::kText},
       {.name = "cam/gain", .kind = sim::SignalKind::kNumber, .unit = "dB", .max = 42}});
  Session::Look look;
  look.changes = {{at(0), 0, 0}, {at(2), 0, 1}, {at(3), 2, 12.5}, {at(4), 1, 0}};
  look.labels = {{1, "hello"}};
  store.take(look);
  CHECK(store.textAt(0, at(1.9)) == "off");
  CHECK(store.textAt(0, at(2)) == "on");
  CHECK(store.textAt(1, at(5)) == "hello");
  CHECK(store.textAt(2, at(3)) == "12.5 dB");
  CHECK(store.find("cam/gain") == 2U);
  CHECK_FALSE(store.find("cam/pain"));
}

TEST_CASE("Signals are forgotten from the old end once they are too many, but not what they are") {
  SignalStore store(1000);
  store.begin({{.name = "often", .max = 1e9}, {.name = "once", .max = 1e9}});
  Session::Look look;
  look.changes = {{at(0), 1, 7}};
  for (int i = 0; i < 5000; ++i) {
    look.changes.push_back({at(i), 0, static_cast<double>(i)});
    store.take(look);
    look.changes.clear();
    CHECK(store.samples(0).size() + store.samples(1).size() <= 1000);
  }
  CHECK(store.value(0) == 4999);
  CHECK(store.value(1) == 7);
}

TEST_CASE("Events keep their numbers when the older ones are forgotten") {
  EventStore store(100);
  for (int i = 0; i < 250; ++i) store.take({{at(i), "x", "y", {{"i", i}}}});
  CHECK(store.end() == 250);
  CHECK(store.first() > 100);
  for (size_t i = store.first(); i < store.end(); ++i) CHECK(store[i].fields["i"] == i);
}

TEST_CASE("Of the snapshots before a time the last one is shown, with the pictures of then") {
  SnapshotLog log;
  sim::Snapshot snapshot;
  snapshot.cameras.resize(1);
  for (int i = 0; i < 10'000; ++i) {
    snapshot.at = at(i * 0.1);
    snapshot.cameras[0].seen[0].number = static_cast<uint64_t>(i);
    log.add(snapshot);
  }
  const sim::Snapshot* then = log.at(at(500));
  REQUIRE(then);
  CHECK(then->at <= at(500));
  CHECK(then->at > at(499));
  CHECK(then->cameras[0].seen[0].number <= 5000);
  CHECK(then->cameras[0].seen[0].number > 4880);
}

TEST_CASE("The timeline marks commands, faults, messages, finds and warnings, in words") {
  EventStore events;
  events.take(
      {{at(0),
        "scenario",
        "command",
        {{"camera", "cam"}, {"do", "plug_in"}, {"with", nlohmann::json::object()}}},
       {at(1),
        "scenario",
        "command",
        {{"camera", "cam"},
         {"do", "fault"},
         {"with", {{"device", "card"}, {"kind", "slow"}, {"magnitude", 10}}}}},
       {at(2), "phone", "message", {{"camera", "cam"}, {"message", {{"text", "human"}}}}},
       {at(3),
        "cam/firmware",
        "log",
        {{"level", "info"}, {"part", "detection"}, {"text", "detection kind=human"}}},
       {at(4), "cam/firmware", "log", {{"level", "warning"}, {"part", "card"}, {"text", "slow"}}},
       {at(5), "cam/firmware", "log", {{"level", "info"}, {"part", "card"}, {"text", "in use"}}}});
  Timeline timeline;
  timeline.take(events);
  REQUIRE(timeline.marks().size() == 5);
  CHECK(timeline.marks()[0].text == "cam: plug_in");
  CHECK(timeline.marks()[1].text == "cam: card.slow = 10");
  CHECK(timeline.marks()[1].kind == TimelineMark::Kind::kFault);
  CHECK(timeline.marks()[2].text == "cam: human");
  CHECK(timeline.nearest(at(2.2), 500ms) == &timeline.marks()[2]);
  CHECK(timeline.nearest(at(2.2), 100ms) == nullptr);
}
