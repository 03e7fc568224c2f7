#include <cmath>

#include "firmware_core/base/bytes.h"
#include "firmware_core/base/check.h"
#include "sim/core/event_queue.h"
#include "sim/core/random.h"
#include "sim/core/signals.h"
#include "sim/core/trace.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::sim;

TEST_CASE("events run by time, then in the order in which they were added") {
  EventQueue queue;
  std::string order;
  queue.in(2s, [&] { order += 'c'; });
  queue.in(1s, [&] { order += 'a'; });
  queue.in(1s, [&] { order += 'b'; });
  const EventId gone = queue.in(1s, [&] { order += 'x'; });
  queue.cancel(gone);
  while (queue.runNext(Instant{10s})) {
  }
  CHECK(order == "abc");
  CHECK(queue.now() == Instant{10s});
  CHECK_THROWS_AS(queue.at(Instant{9s}, [] {}), CheckFailed);
}

TEST_CASE("an event may add another one at its own instant") {
  EventQueue queue;
  int runs = 0;
  queue.in(1s, [&] { queue.in(0s, [&] { ++runs; }); });
  while (queue.runNext(Instant{1s})) {
  }
  CHECK(runs == 1);
}

TEST_CASE("random streams repeat by name and seed, and differ otherwise") {
  RandomStream a("cam/card", 7), b("cam/card", 7), c("cam/led", 7), d("cam/card", 8);
  const uint64_t first = a.next();
  CHECK(first == b.next());
  CHECK(first != c.next());
  CHECK(first != d.next());
}

TEST_CASE("uniform and normal numbers have their textbook moments") {
  RandomStream stream("moments", 1);
  constexpr int n = 200000;
  double sum = 0, sumNormal = 0, sumSquares = 0;
  for (int i = 0; i < n; ++i) {
    sum += stream.uniform();
    const double z = stream.normal();
    sumNormal += z;
    sumSquares += z * z;
  }
  CHECK(std::abs(sum / n - 0.5) < 5 * std::sqrt(1.0 / 12 / n));
  CHECK(std::abs(sumNormal / n) < 5 * std::sqrt(1.0 / n));
  CHECK(std::abs(sumSquares / n - 1) < 5 * std::sqrt(2.0 / n));
}

TEST_CASE("a signal takes values of its kind only and tells its listeners of changes only") {
  Instant now{};
  Signals signals([&] { return now; });
  const SignalId lamp =
      signals.add({.name = "cam/lamp.duty", .doc = "", .unit = "", .min = 0, .max = 1});
  const SignalId led = signals.add({.name = "cam/led.pattern",
                                    .kind = SignalKind::kChoice,
                                    .doc = "",
                                    .unit = "",
                                    .labels = {"off", "solid_red"}});
  int heard = 0;
  signals.listen([&](SignalId) { ++heard; });
  signals.set(lamp, 0.5);
  signals.set(lamp, 0.5);
  signals.setText(led, "solid_red");
  CHECK(heard == 2);
  CHECK(signals.text(led) == "solid_red");
  CHECK(signals.history().size() == 4);
  CHECK_THROWS_AS(signals.set(lamp, 1.5), CheckFailed);
  CHECK_THROWS_AS(signals.setText(led, "green"), CheckFailed);
  CHECK_THROWS_AS(signals.add({.name = "cam/lamp.duty", .doc = "", .unit = "", .max = 1}),
                  CheckFailed);
  CHECK(signals.find("cam/led.pattern") == led);
  CHECK_FALSE(signals.find("cam/led.patern"));
}

TEST_CASE("a trace hashes each device and second by itself") {
  Instant now{};
  const auto clock = [&] { return now; };
  Trace one(clock), two(clock);
  for (Trace* trace : {&one, &two}) {
    now = Instant{100ms};
    trace->record("cam/led", "set red=1 blue=0");
    now = Instant{1500ms};
    trace->record("cam/card", "startWrite", asBytes(trace == &one ? "abc" : "abd"));
    trace->record("cam/led", "set red=0 blue=1");
  }
  const auto a = one.seconds(), b = two.seconds();
  REQUIRE(a.size() == 3);
  CHECK(a[0].hash == b[0].hash);
  CHECK(a[1].device == "cam/card");
  CHECK(a[1].hash != b[1].hash);
  CHECK(a[2].hash == b[2].hash);
  CHECK(one.hash() != two.hash());
}
