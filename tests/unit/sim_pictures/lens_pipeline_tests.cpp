#include "sim/devices/lens_pipeline.h"

#include "tests/support/catch.h"
#include "tests/support/picture_rig.h"

using namespace tw;
using namespace tw::sim;

TEST_CASE("Frames lie on an exact grid of a fifteenth second from power on") {
  PictureRig rig(RigPictures::kPattern);
  CHECK(rig.pipeline.captureTime(0) == Instant{66666666ns});
  CHECK(rig.pipeline.captureTime(14) == Instant{66666666ns + 933333333ns});
  CHECK(rig.pipeline.captureTime(15) == Instant{66666666ns + 1s});
  CHECK(rig.pipeline.captureTime(15 * 86400 * 365ULL) == Instant{66666666ns + 86400s * 365});
}

TEST_CASE("The frame at a time is the newest one, to the nanosecond") {
  PictureRig rig(RigPictures::kPattern);
  CHECK_FALSE(rig.pipeline.frameAt(Instant{66666665ns}));
  for (const uint64_t n : {0ULL, 1ULL, 2ULL, 7ULL, 1000001ULL, 123456789ULL}) {
    const Instant at = rig.pipeline.captureTime(n);
    CHECK(rig.pipeline.frameAt(at) == n);
    CHECK(rig.pipeline.frameAt(at + 1ns) == n);
    if (n > 0) CHECK(rig.pipeline.frameAt(at - 1ns) == n - 1);
  }
}

TEST_CASE("An exposure holds for the frames that begin after it") {
  PictureRig rig(RigPictures::kPattern);
  rig.table.runUntil(rig.pipeline.captureTime(10) - 20ms);  // frame 10 has begun
  rig.pipeline.setExposure({20ms, 3});
  CHECK(rig.pipeline.recall(10).exposure == rig.pipeline.parameters().atPowerOn);
  CHECK(rig.pipeline.recall(11).exposure == hal::Exposure{20ms, 3});
  rig.table.runUntil(rig.pipeline.captureTime(20) - 40ms);  // frame 20 has not
  rig.pipeline.setExposure({5ms, 0});
  CHECK(rig.pipeline.recall(19).exposure == hal::Exposure{20ms, 3});
  CHECK(rig.pipeline.recall(20).exposure == hal::Exposure{5ms, 0});
  CHECK(rig.pipeline.recall(10).exposure == rig.pipeline.parameters().atPowerOn);
}

TEST_CASE("No two frames, lenses or seeds share their noise") {
  PictureRig rig(RigPictures::kPattern), other(RigPictures::kPattern, 2);
  CHECK(rig.pipeline.recall(0).noiseSeed != rig.pipeline.recall(1).noiseSeed);
  CHECK(rig.pipeline.recall(0).noiseSeed != rig.ptzPipeline.recall(0).noiseSeed);
  CHECK(rig.pipeline.recall(0).noiseSeed != other.pipeline.recall(0).noiseSeed);
}

TEST_CASE("A restart gives back the exposure of power on and leaves the frame clock running") {
  PictureRig rig(RigPictures::kPattern);
  rig.pipeline.setExposure({20ms, 3});
  rig.table.runFor(1s);
  rig.sensor.reset();
  CHECK(rig.pipeline.exposure() == rig.pipeline.parameters().atPowerOn);
  CHECK(rig.pipeline.captureTime(0) == Instant{66666666ns});
  rig.sensor.powerOff();
  rig.table.runFor(10s);
  rig.sensor.powerOn();
  CHECK(rig.pipeline.captureTime(0) == Instant{11s + 66666666ns});
}
