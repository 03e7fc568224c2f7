#include "firmware_core/imaging/analysis_loop.h"
#include "tests/support/catch.h"
#include "tests/support/fake_image_sensor.h"

using namespace tw;
using namespace tw::fw;

namespace {
const hal::SensorLimits kLimits{100us, 66666666ns, 30};
}

TEST_CASE("every analysis frame is judged, shown to the observer and given back") {
  test::FakeImageSensor sensor(kLimits);
  AnalysisLoop loop(sensor);
  std::vector<uint64_t> seen;
  loop.observe([&](const hal::AnalysisFrame& frame) { seen.push_back(frame.number); });
  REQUIRE(loop.start().ok());
  CHECK(loop.start().error().code == Errc::kBusy);
  sensor.scene = 1000;
  for (int i = 0; i < 5; ++i) sensor.queueFrame(Instant{i * 200ms});
  CHECK(loop.poll(Instant{1s}) == kNever);
  CHECK(seen == std::vector<uint64_t>{0, 1, 2, 3, 4});
  CHECK(sensor.releases == 5);
  CHECK(loop.frames() == 5);
  CHECK(loop.lost() == 0);
  CHECK(sensor.asked().shutter < 1ms);  // the scene is bright: it was judged
}

TEST_CASE("gaps in the frame numbers are counted as lost frames") {
  test::FakeImageSensor sensor(kLimits);
  AnalysisLoop loop(sensor);
  REQUIRE(loop.start().ok());
  sensor.queueFrame(Instant{0ms});
  sensor.skipFrames(3);
  sensor.queueFrame(Instant{800ms});
  loop.poll(Instant{1s});
  CHECK(loop.frames() == 2);
  CHECK(loop.lost() == 3);
}

TEST_CASE("a stopped loop takes nothing and can be started again") {
  test::FakeImageSensor sensor(kLimits);
  AnalysisLoop loop(sensor);
  REQUIRE(loop.start().ok());
  loop.stop();
  CHECK_FALSE(sensor.running());
  sensor.queueFrame(Instant{0ms});
  loop.poll(Instant{1s});
  CHECK(loop.frames() == 0);
  CHECK(loop.start().ok());
}
