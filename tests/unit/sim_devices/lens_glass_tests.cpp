// Rain on the glass before a lens: how much light its drops spread over the picture.
#include "sim/devices/lens_glass.h"

#include <cmath>

#include "tests/support/catch.h"
#include "tests/support/test_bench.h"

using namespace tw;
using namespace tw::sim;

namespace {

bool near(double is, double wanted) { return std::abs(is - wanted) < 1e-9; }

}  // namespace

TEST_CASE("Rain covers the glass with drops, a minute of driving rain all of it, and it dries") {
  TestBench bench;
  LensGlass glass(bench.bench, "wide_glass");
  CHECK(glass.glare() == LensGlass::kClean);
  glass.rain(60);
  for (int s = 0; s < 90; ++s) {
    CAPTURE(s);
    REQUIRE(near(glass.glare(), LensGlass::kClean + LensGlass::kDrops * std::min(1.0, s / 60.0)));
    REQUIRE(bench.value("wide_glass.glare") == glass.glare());
    bench.runFor(1s);
  }
  glass.rain(0);
  bench.runFor(300s);
  CHECK(near(glass.glare(), LensGlass::kClean + LensGlass::kDrops / 2));
  bench.runFor(301s);
  CHECK(glass.glare() == LensGlass::kClean);
}

TEST_CASE("Between two seconds the glare of a glass in the rain rests") {
  TestBench bench;
  LensGlass glass(bench.bench, "wide_glass");
  glass.rain(60);
  bench.runFor(1s);
  const double glare = glass.glare();
  bench.runFor(999ms);
  CHECK(glass.glare() == glare);
  bench.runFor(1ms);
  CHECK(glass.glare() > glare);
}

TEST_CASE("Drops that are there already are covered by rain, not added to it") {
  TestBench bench;
  LensGlass glass(bench.bench, "wide_glass");
  glass.applyFault("drops", 0.5);
  glass.applyFault("film", 1);
  const double before = glass.glare();
  CHECK(near(before, LensGlass::kClean + LensGlass::kFilm + LensGlass::kDrops / 2));
  glass.rain(60);
  bench.runFor(30s);
  CHECK(near(glass.glare(), before));
  bench.runFor(30s);
  CHECK(near(glass.glare(), before + LensGlass::kDrops / 2));
  CHECK(near(bench.value("wide_glass.glare"), glass.glare()));
}

TEST_CASE("The state hash of a glass tells a wet one from a dry one") {
  TestBench bench;
  LensGlass glass(bench.bench, "wide_glass");
  const uint64_t dry = glass.stateHash();
  glass.rain(10);
  bench.runFor(1s);
  glass.rain(0);
  CHECK(glass.stateHash() != dry);
}
