#include "sim/devices/image_sensor.h"

#include <cmath>

#include "tests/support/catch.h"
#include "tests/support/picture_rig.h"

using namespace tw;
using namespace tw::sim;

namespace {

// A simple exposure loop, as a judge of the sensor: proportional, on shutter first.
double exposeFor(PictureRig& rig, Duration time) {
  double product = toSeconds(rig.pipeline.exposure().shutter);
  double luma = 0;
  const Instant end = rig.table.queue.now() + time;
  while (rig.table.queue.now() < end) {
    rig.table.runFor(50ms);
    while (const auto frame = rig.sensor.take()) {
      luma = frame->meanLuma;
      rig.sensor.release(frame->handle);
      product *= std::pow(0.46 / std::max(luma, 0.02), 0.5);
      const double shutter = std::clamp(product, 0.0001, 0.066);
      const double gain = std::clamp(20 * std::log10(product / shutter), 0.0, 42.0);
      REQUIRE(rig.sensor.setExposure({fromSeconds(shutter), gain}));
    }
  }
  return luma;
}

}  // namespace

TEST_CASE("An exposure loop settles within two seconds, drawn or not, when the light changes") {
  for (const RigPictures kind : {RigPictures::kDrawn, RigPictures::kPattern, RigPictures::kNone}) {
    PictureRig rig(kind);
    REQUIRE(rig.sensor.start({640, 360}, 5));
    for (const double lux : {1000.0, 20000.0, 30.0, 500.0}) {
      rig.feed.skyLux = lux;
      CAPTURE(static_cast<int>(kind), lux);
      CHECK(exposeFor(rig, 4s) == Approx(0.46).margin(0.02));
    }
  }
}

TEST_CASE("Frames wanted for their statistics alone are drawn once while nothing moves") {
  PictureRig rig(RigPictures::kDrawn);
  REQUIRE(rig.sensor.start({640, 360}, 5));
  exposeFor(rig, 2s);
  CHECK(rig.renderer.drawings == 1);
  CHECK(rig.renderer.views[0].size.width < 1000);  // 640 of the picture, bent
}

TEST_CASE("The luma is the picture of the frame's own instant, however late it is asked for") {
  PictureRig rig(RigPictures::kPattern);
  REQUIRE(rig.sensor.start({640, 360}, 5));
  rig.table.runFor(300ms);
  const auto frame = rig.sensor.take();
  REQUIRE(frame);
  rig.table.runFor(5s);
  const auto luma = rig.sensor.luma(frame->handle);
  Picture picture = flatPicture(frame->size, 0);
  picture.y.assign(luma.begin(), luma.end());
  const auto pattern = readPattern(picture);
  REQUIRE(pattern);
  CHECK(pattern->capturedAt == frame->capturedAt);
}

TEST_CASE("A stuck sensor shows one frame until it is mended, analysis and recording alike") {
  PictureRig rig(RigPictures::kPattern);
  REQUIRE(rig.encoder.start(PictureRig::kSmall));
  rig.table.runFor(3s);
  rig.sensor.applyFault("stuck", 1);
  rig.table.runFor(2s);
  rig.sensor.applyFault("stuck", 0);
  rig.table.runFor(2s);
  const auto reader = rig.encoder.open(Instant{});
  REQUIRE(reader);
  const auto units = takeAll(rig.encoder, reader.value());
  std::vector<uint64_t> shown;
  for (const auto& frame : decodeH264(joined(units)))
    shown.push_back(readPattern(frame.picture).value().number);
  REQUIRE(shown.size() == units.size());
  CHECK(std::count(shown.begin(), shown.end(), 44) == 31);  // itself and two seconds of it
  CHECK(shown.back() == shown.size() - 1);
  CHECK(std::is_sorted(shown.begin(), shown.end()));
}

TEST_CASE("A stuck sensor in front of a moving world draws one picture") {
  PictureRig rig(RigPictures::kDrawn);
  rig.feed.moving = true;
  REQUIRE(rig.sensor.start({640, 360}, 5));
  std::vector<std::vector<uint8_t>> pictures;
  for (int i = 0; i < 20; ++i) {
    rig.table.runFor(200ms);
    if (i == 10) rig.sensor.applyFault("stuck", 1);
    const auto frame = rig.sensor.take();
    if (!frame) continue;
    const auto luma = rig.sensor.luma(frame->handle);
    pictures.emplace_back(luma.begin(), luma.end());
    rig.sensor.release(frame->handle);
  }
  REQUIRE(pictures.size() >= 18);
  CHECK(pictures[1] != pictures[2]);
  CHECK(pictures[pictures.size() - 1] == pictures[pictures.size() - 2]);
}

TEST_CASE("Exposure, gain and brightness are signals") {
  PictureRig rig(RigPictures::kNone);
  REQUIRE(rig.sensor.start({640, 360}, 5));
  REQUIRE(rig.sensor.setExposure({20ms, 6}));
  CHECK(rig.table.value("wide_sensor.exposure_ms") == Approx(20));
  CHECK(rig.table.value("wide_sensor.gain_db") == 6);
  rig.table.runFor(1s);
  const auto frame = rig.sensor.take();
  REQUIRE(frame);
  CHECK(rig.table.value("wide_sensor.mean_luma") == frame->meanLuma);
  CHECK(rig.table.value("wide_sensor.lost_frames") == 3);
}

TEST_CASE("Without power there are no frames and nothing starts") {
  PictureRig rig(RigPictures::kNone);
  REQUIRE(rig.sensor.start({640, 360}, 5));
  rig.table.runFor(1s);
  rig.sensor.powerOff();
  CHECK_FALSE(rig.sensor.take());
  CHECK_FALSE(rig.sensor.start({640, 360}, 5));
  const int wakes = rig.table.wakes;
  rig.table.runFor(1s);
  CHECK(rig.table.wakes == wakes);
  rig.sensor.powerOn();
  CHECK(rig.sensor.start({640, 360}, 5));
}
