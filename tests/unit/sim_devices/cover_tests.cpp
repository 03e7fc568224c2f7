// The cover of the card slot: how water gets in and goes, against the formula.
#include "sim/devices/cover.h"

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
  SlotCover cover(bench.bench);
  cover.setDamp(1);
  bench.runFor(3600s);
  CHECK(cover.wetness() == 0);
  cover.setDamp(0);
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
    SlotCover cover(bench.bench);
    cover.setDamp(damp);
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
    SlotCover cover(bench.bench);
    cover.setDamp(1);
    cover.open();
    bench.runFor(30s);
    closed ? cover.close() : cover.setDamp(0);
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
  SlotCover cover(bench.bench);
  cover.open();
  cover.applyFault("damp", 0.5);
  bench.runFor(24s);  // + 0.2
  cover.applyFault("damp", 1);
  bench.runFor(6s);  // + 0.1
  cover.applyFault("damp", 0);
  bench.runFor(60s);  // - 0.1
  cover.setDamp(0.2);
  bench.runFor(30s);  // + 0.1
  CHECK(near(cover.wetness(), 0.3));
}

TEST_CASE("Opening twice and closing twice change no more than once") {
  TestBench bench;
  SlotCover cover(bench.bench);
  cover.setDamp(1);
  cover.open();
  bench.runFor(10s);
  cover.open();
  bench.runFor(10s);
  CHECK(near(cover.wetness(), 20 / kSoakS));
  cover.close();
  cover.close();
  CHECK_FALSE(cover.isOpen());
  CHECK(near(cover.wetness(), 20 / kSoakS));
}

TEST_CASE("The cover's state hash tells open from closed, and wet from dry") {
  TestBench bench;
  SlotCover cover(bench.bench);
  const uint64_t closed = cover.stateHash();
  cover.open();
  const uint64_t open = cover.stateHash();
  CHECK(open != closed);
  cover.setDamp(1);
  bench.runFor(1s);
  cover.setDamp(0);
  CHECK(cover.stateHash() != open);
}
