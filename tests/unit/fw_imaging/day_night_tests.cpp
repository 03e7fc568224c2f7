#include "firmware_core/imaging/day_night.h"

#include "tests/support/catch.h"
#include "tests/support/fake_lights.h"

using namespace tw;
using namespace tw::fw;

namespace {

struct Dusk {
  Instant now{};
  test::FakeAmbientLight sensor;
  DayNight dayNight{sensor};
  bool ownLight = false;

  // So long at this brightness, polled as often as it asks; true when it is night then.
  bool night(double lux, Duration time) {
    sensor.lux = lux;
    for (const Instant end = now + time; now < end;) {
      const Instant next = dayNight.poll(now, ownLight);
      REQUIRE(next > now);
      now = std::min(next, end);
    }
    return dayNight.night();
  }
};

}  // namespace

TEST_CASE("the first reading decides at once, below 2 lx for the night") {
  for (const auto& [lux, night] : {std::pair{1.99, true}, {2.0, false}, {4.0, false}}) {
    Dusk dusk;
    CHECK_FALSE(dusk.dayNight.known());
    CHECK(dusk.night(lux, 1ms) == night);
    CHECK(dusk.dayNight.known());
  }
}

TEST_CASE("night falls below 2 lx and ends above 5 lx, each held for 5 s") {
  Dusk dusk;
  CHECK_FALSE(dusk.night(100, 10s));
  CHECK_FALSE(dusk.night(2.01, 1h));
  CHECK_FALSE(dusk.night(1.9, 5s));
  CHECK(dusk.night(1.9, 1s));
  CHECK(dusk.night(4.99, 1h));
  CHECK(dusk.night(5.1, 5s));
  CHECK_FALSE(dusk.night(5.1, 1s));
}

TEST_CASE("headlights that pass within the dwell change nothing") {
  Dusk dusk;
  CHECK(dusk.night(0.1, 10s));
  for (int car = 0; car < 50; ++car) {
    CHECK(dusk.night(40, 4s));
    CHECK(dusk.night(0.1, 2s));
  }
}

TEST_CASE("own light never makes it day, daylight does all the same") {
  Dusk dusk;
  CHECK(dusk.night(0.1, 10s));
  dusk.ownLight = true;
  CHECK(dusk.night(667, 10h));  // the spotlight on a wall 0.3 m away
  CHECK_FALSE(dusk.night(1500, 7s));
  CHECK_FALSE(dusk.night(0.5, 1h));  // nor is it judged dark meanwhile
  dusk.ownLight = false;
  CHECK(dusk.night(0.5, 7s));
}

TEST_CASE("own light going off starts the dwell anew") {
  Dusk dusk;
  CHECK(dusk.night(0.1, 10s));
  dusk.ownLight = true;
  CHECK(dusk.night(300, 60s));
  dusk.ownLight = false;
  CHECK(dusk.night(300, 4s));
  CHECK(dusk.night(0.1, 60s));
}

TEST_CASE("a sensor that does not answer changes nothing") {
  Dusk dusk;
  CHECK(dusk.night(0.1, 10s));
  dusk.sensor.dead = true;
  CHECK(dusk.night(1000, 1h));
  dusk.sensor.dead = false;
  CHECK_FALSE(dusk.night(1000, 7s));
}
