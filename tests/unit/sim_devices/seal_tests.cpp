// Cover and kit: how water gets in and goes, against the formula.
#include "sim/devices/seal.h"

#include <cmath>

#include "tests/support/catch.h"
#include "tests/support/test_bench.h"

using namespace tw;
using namespace tw::sim;

namespace {

constexpr double kSoakS = 60, kDryS = 600;

bool near(double is, double wanted) { return std::abs(is - wanted) < 1e-9; }

}  // namespace

TEST_CASE("Nothing gets in behind a closed cover, and nothing without water outside") {
  TestBench bench;
  Seal cover(bench.bench, slotCoverSpec());
  cover.applyFault("damp", 1);
  bench.runFor(3600s);
  CHECK(cover.wetness() == 0);
  cover.applyFault("damp", 0);
  cover.open();
  CHECK(bench.value("cover.open") == 1);
  bench.runFor(3600s);
  CHECK(cover.wetness() == 0);
  CHECK(bench.value("cover.wetness") == 0);
  CHECK(bench.wakes == 0);
}

TEST_CASE("Behind an open cover the slot gets wet in proportion to damp and time, up to soaked") {
  for (const double damp : {0.1, 0.5, 1.0}) {
    CAPTURE(damp);
    TestBench bench;
    Seal cover(bench.bench, slotCoverSpec());
    cover.applyFault("damp", damp);
    cover.open();
    for (int s = 0; s < 90; ++s) {
      CAPTURE(s);
      REQUIRE(near(cover.wetness(), std::min(1.0, damp * s / kSoakS)));
      REQUIRE(near(bench.value("cover.wetness"), cover.wetness()));
      bench.runFor(1s);
    }
  }
}

TEST_CASE("It dries at one rate, whether the cover is closed or the rain has ended") {
  for (const bool closed : {false, true}) {
    CAPTURE(closed);
    TestBench bench;
    Seal cover(bench.bench, slotCoverSpec());
    cover.applyFault("damp", 1);
    cover.open();
    bench.runFor(30s);
    closed ? cover.shut() : cover.applyFault("damp", 0);
    for (int s = 0; s < 400; s += 10) {
      CAPTURE(s);
      REQUIRE(near(cover.wetness(), std::max(0.0, 0.5 - s / kDryS)));
      REQUIRE(near(bench.value("cover.wetness"), cover.wetness()));
      bench.runFor(10s);
    }
    CHECK(cover.wetness() == 0);
  }
}

TEST_CASE("Rain that changes is added up piece by piece") {
  TestBench bench;
  Seal cover(bench.bench, slotCoverSpec());
  cover.open();
  cover.applyFault("damp", 0.5);
  bench.runFor(24s);  // + 0.2
  cover.applyFault("damp", 1);
  bench.runFor(6s);  // + 0.1
  cover.applyFault("damp", 0);
  bench.runFor(60s);  // - 0.1
  cover.applyFault("damp", 0.2);
  bench.runFor(30s);  // + 0.1
  CHECK(near(cover.wetness(), 0.3));
}

TEST_CASE("Opening twice and closing twice change no more than once") {
  TestBench bench;
  Seal cover(bench.bench, slotCoverSpec());
  cover.applyFault("damp", 1);
  cover.open();
  bench.runFor(10s);
  cover.open();
  bench.runFor(10s);
  CHECK(near(cover.wetness(), 20 / kSoakS));
  cover.shut();
  cover.shut();
  CHECK(bench.value("cover.open") == 0);
  CHECK(near(cover.wetness(), 20 / kSoakS));
}

TEST_CASE("The cover's state hash tells open from closed, and wet from dry") {
  TestBench bench;
  Seal cover(bench.bench, slotCoverSpec());
  const uint64_t closed = cover.stateHash();
  cover.open();
  const uint64_t open = cover.stateHash();
  CHECK(open != closed);
  cover.applyFault("damp", 1);
  bench.runFor(1s);
  cover.applyFault("damp", 0);
  CHECK(cover.stateHash() != open);
}

TEST_CASE("So many mm of rain an hour lay so many mm behind an open seal; 1 mm soaks it") {
  for (const double mmH : {0.0, 0.5, 10.0, 60.0, 200.0}) {
    CAPTURE(mmH);
    TestBench bench;
    Seal kit(bench.bench, portKitSpec());
    kit.open();
    kit.rain(mmH);
    for (int s = 0; s < 400; s += 20) {
      CAPTURE(s);
      REQUIRE(near(kit.wetness(), std::min(1.0, mmH * s / 3600)));
      bench.runFor(20s);
    }
  }
}

TEST_CASE("Rain and other damp add up") {
  TestBench bench;
  Seal cover(bench.bench, slotCoverSpec());
  cover.open();
  cover.rain(15);
  cover.applyFault("damp", 0.25);
  bench.runFor(30s);
  CHECK(near(cover.wetness(), 0.25));
  cover.rain(0);
  bench.runFor(30s);
  CHECK(near(cover.wetness(), 0.375));
}

TEST_CASE("A port under its kit stays dry, and whoever wears the wetness is told of each change") {
  TestBench bench;
  std::vector<double> told;
  Seal kit(bench.bench, portKitSpec(), [&](double wetness) { told.push_back(wetness); });
  CHECK(bench.value("port_kit.fitted") == 1);
  kit.rain(30);
  bench.runFor(3600s);
  CHECK(kit.wetness() == 0);
  CHECK(told == std::vector<double>{0});  // the rain began, and nothing came of it
  told.clear();
  kit.open();
  CHECK(bench.value("port_kit.fitted") == 0);
  bench.runFor(12s);
  REQUIRE(told.size() == 13);
  for (size_t s = 0; s < told.size(); ++s) CHECK(near(told[s], double(s) / 120));
}

TEST_CASE(
    "A kit put on in the middle of the rain lets the port dry; taken off, it goes on from there") {
  TestBench bench;
  Seal kit(bench.bench, portKitSpec());
  kit.open();
  kit.rain(60);
  bench.runFor(45s);  // 0.75
  kit.shut();
  bench.runFor(300s);  // - 0.5
  CHECK(near(kit.wetness(), 0.25));
  kit.open();
  bench.runFor(15s);  // + 0.25
  CHECK(near(kit.wetness(), 0.5));
  bench.runFor(600s);
  CHECK(kit.wetness() == 1);
  kit.shut();
  bench.runFor(599s);
  CHECK(near(kit.wetness(), 1.0 / 600));
  bench.runFor(2s);
  CHECK(kit.wetness() == 0);
  CHECK(bench.value("port_kit.wetness") == 0);
  CHECK(bench.queue.nextTime() == kNever);  // nothing goes on once it is dry
}

TEST_CASE("Power has no part in wetting and drying") {
  TestBench with, without;
  Seal powered(with.bench, portKitSpec()), dark(without.bench, portKitSpec());
  for (Seal* kit : {&powered, &dark}) {
    kit->open();
    kit->rain(20);
  }
  powered.powerOn();
  for (TestBench* bench : {&with, &without}) bench->runFor(50s);
  powered.powerOff();
  powered.powerOn();
  powered.reset();
  for (TestBench* bench : {&with, &without}) bench->runFor(50s);
  CHECK(near(powered.wetness(), 100 * 20 / 3600.0));
  CHECK(powered.stateHash() == dark.stateHash());
}
