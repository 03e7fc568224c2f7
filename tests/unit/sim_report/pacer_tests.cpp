#include "sim/twin/pacer.h"

#include "tests/support/catch.h"

using namespace tw;
using namespace tw::sim;

namespace {

// A wall that only moves when somebody waits or says so.
struct FakeWall {
  Duration now = 1000s;
  int waits = 0;
  Wall wall() {
    return {[this] { return now; },
            [this](Duration d) {
              now += d;
              ++waits;
            }};
  }
};

}  // namespace

TEST_CASE("Pace 4 takes a quarter of the virtual time") {
  FakeWall wall;
  Pacer pacer(4, wall.wall());
  for (int i = 0; i <= 100; ++i) pacer.keepPace(Instant{i * 100ms});
  CHECK(pacer.wallSeconds() == Approx(2.5));
}

TEST_CASE("Pace 0 never waits") {
  FakeWall wall;
  Pacer pacer(0, wall.wall());
  for (int i = 0; i <= 100; ++i) pacer.keepPace(Instant{i * 1h});
  CHECK(wall.waits == 0);
}

TEST_CASE("A short delay is made up, a long one is forgiven") {
  FakeWall wall;
  Pacer pacer(1, wall.wall());
  pacer.keepPace(Instant{0s});
  wall.now += 200ms;  // drawing took its time
  pacer.keepPace(Instant{100ms});
  pacer.keepPace(Instant{1s});
  CHECK(pacer.wallSeconds() == Approx(1.0));
  wall.now += 5s;
  pacer.keepPace(Instant{1100ms});
  pacer.keepPace(Instant{2100ms});
  CHECK(pacer.wallSeconds() == Approx(7.0));
}
