#include "firmware_core/vision/light_history.h"

#include "tests/support/catch.h"

using namespace tw;
using namespace tw::fw;

namespace {

constexpr Instant kStart{100s};

hal::AnalysisFrame frame(Duration after) {
  hal::AnalysisFrame frame;
  frame.capturedAt = kStart + after;
  frame.exposure.shutter = 60ms;
  return frame;
}

}  // namespace

TEST_CASE("a frame belongs to the lamps that burnt while it was exposed, however late it is seen") {
  LightHistory lights;
  CHECK(lights.during(frame(0ms)) == 0);
  lights.changed(kStart, 3);
  lights.changed(kStart + 250ms, 5);
  CHECK(lights.during(frame(-40ms)) == 0);
  CHECK(lights.during(frame(40ms)) == 3);
  CHECK(lights.during(frame(210ms)) == 3);
  CHECK(lights.during(frame(290ms)) == 5);
}

TEST_CASE("a frame that saw two states of the lamps belongs to none") {
  LightHistory lights;
  lights.changed(kStart, 3);
  CHECK_FALSE(lights.during(frame(-30ms)).has_value());
  CHECK_FALSE(lights.during(frame(0ms)).has_value());
  CHECK_FALSE(lights.during(frame(34ms)).has_value());
  CHECK(lights.during(frame(36ms)) == 3);
}

TEST_CASE("while a filter moves frames belong to no state") {
  LightHistory lights;
  lights.changed(kStart, 1, 100ms);
  CHECK_FALSE(lights.during(frame(120ms)).has_value());
  CHECK(lights.during(frame(140ms)) == 1);
}

TEST_CASE("a state told twice is no change") {
  LightHistory lights;
  lights.changed(kStart, 1);
  lights.changed(kStart + 1s, 1, 100ms);
  CHECK(lights.during(frame(1s)) == 1);
}

TEST_CASE("more changes than are kept forget the oldest, not the state") {
  LightHistory lights;
  for (int i = 0; i < 40; ++i) lights.changed(kStart + i * 250ms, i % 2 + 1);
  CHECK(lights.during(frame(39 * 250ms + 125ms)) == 2);
  CHECK(lights.during(frame(38 * 250ms + 125ms)) == 1);
}
