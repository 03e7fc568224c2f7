// Weather as a run makes it.
#include "sim/core/json_reader.h"
#include "sim/world/weather.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_twin/twin_rig.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;

TEST_CASE("Weather comes and goes as faults say, and all that look at the scene have it") {
  Twin twin(yard());
  const Weather none = twin.snapshot().scene->weather;
  CHECK(none == Weather{.seed = none.seed});
  const double clear = twin.snapshot().scene->skyLux;
  const auto fault = [&](const char* kind, double magnitude) {
    act(twin, "fault", {{"device", "weather"}, {"kind", kind}, {"magnitude", magnitude}}, "");
  };
  fault("fog", 40);
  fault("rain", 12.5);
  fault("insects", 6);
  const Weather weather = twin.snapshot().scene->weather;
  CHECK(weather.visibilityM == 40);
  CHECK(weather.rainMmH == 12.5);
  CHECK(weather.insects == 6);
  CHECK(value(twin, "world/weather.visibility_m") == 40);
  CHECK(value(twin, "world/weather.rain_mm_h") == 12.5);
  CHECK(value(twin, "world/weather.insects") == 6);
  CHECK(twin.snapshot().scene->skyLux != clear);
  for (const char* kind : {"fog", "rain", "insects"}) fault(kind, 0);
  CHECK(twin.snapshot().scene->weather == none);
  CHECK(value(twin, "world/weather.visibility_m") == Weather::kFarthestM);
  CHECK(twin.snapshot().scene->skyLux == clear);
}

TEST_CASE("Fog nearer than a few metres is refused") {
  Twin twin(yard());
  CHECK_THROWS_WITH(
      act(twin, "fault", {{"device", "weather"}, {"kind", "fog"}, {"magnitude", 2}}, ""),
      Catch::Contains("0 or 5 to 50000 m"));
}

TEST_CASE("Runs of other seeds have other drops and insects") {
  CHECK(Twin(yard(1)).snapshot().scene->weather.seed ==
        Twin(yard(1)).snapshot().scene->weather.seed);
  CHECK(Twin(yard(1)).snapshot().scene->weather.seed !=
        Twin(yard(2)).snapshot().scene->weather.seed);
}
