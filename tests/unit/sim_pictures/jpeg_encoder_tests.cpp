#include "sim/devices/jpeg_encoder.h"

#include "sim/codec/jpeg.h"
#include "tests/support/catch.h"
#include "tests/support/picture_rig.h"

using namespace tw;
using namespace tw::sim;

TEST_CASE("A snapshot shows its lens's next recording frame, however late it is taken") {
  PictureRig rig(RigPictures::kPattern);
  REQUIRE(rig.encoder.start(PictureRig::kSmall));
  REQUIRE(rig.ptzEncoder.start(PictureRig::kSmall));
  rig.table.runFor(1s);
  for (const hal::LensId lens : hal::kLenses) {
    const Instant asked = rig.table.queue.now();
    REQUIRE(rig.jpeg.start(lens, {1280, 720}));
    rig.table.runFor(3s);
    const auto snapshot = rig.jpeg.take();
    REQUIRE(snapshot);
    const auto pattern = readPattern(decodeJpeg(snapshot.value().jpeg));
    REQUIRE(pattern);
    CHECK(pattern->lens == lens);
    CHECK(pattern->capturedAt == snapshot.value().capturedAt);
    CHECK(pattern->capturedAt >= asked);
    CHECK(pattern->capturedAt - asked <= rig.pipeline.interval());
  }
  CHECK(rig.table.value("jpeg.snapshots") == 2);
}

TEST_CASE("A drawn snapshot is the stream's picture of that instant") {
  PictureRig rig(RigPictures::kDrawn);
  rig.feed.moving = true;
  const hal::EncoderSetup setup{{640, 360}, 15, 18};
  REQUIRE(rig.encoder.start(setup));
  const auto reader = rig.encoder.open(Instant{});
  rig.table.runFor(1s);
  REQUIRE(rig.jpeg.start(hal::LensId::kWide, setup.size));
  rig.table.runFor(1s);
  const auto snapshot = rig.jpeg.take();
  REQUIRE(snapshot);
  const Picture still = decodeJpeg(snapshot.value().jpeg);
  const auto units = takeAll(rig.encoder, reader.value());
  const auto frames = decodeH264(joined(units));
  double best = 1e9;
  size_t bestFrame = 0;
  for (size_t i = 0; i < frames.size(); ++i) {
    double difference = 0;
    for (size_t p = 0; p < still.y.size(); ++p)
      difference += std::abs(int{still.y[p]} - frames[i].picture.y[p]);
    if (difference < best) {
      best = difference;
      bestFrame = i;
    }
  }
  CHECK(units[bestFrame].capturedAt == snapshot.value().capturedAt);
  CHECK(best / static_cast<double>(still.y.size()) < 3);
}

TEST_CASE("Without pictures a snapshot is a grey JPEG of the size asked for") {
  PictureRig rig(RigPictures::kNone);
  REQUIRE(rig.encoder.start(PictureRig::kSmall));
  REQUIRE(rig.jpeg.start(hal::LensId::kWide, {640, 360}));
  rig.table.runFor(200ms);
  const Picture picture = decodeJpeg(rig.jpeg.take().value().jpeg);
  CHECK(picture.size == hal::ImageSize{640, 360});
  CHECK(std::abs(picture.y[1000] - 128) <= 1);
}

TEST_CASE("A snapshot whose stream ends before its frame fails") {
  PictureRig rig(RigPictures::kPattern);
  REQUIRE(rig.encoder.start(PictureRig::kSmall));
  rig.table.runUntil(rig.pipeline.captureTime(3) + 1ms);
  REQUIRE(rig.jpeg.start(hal::LensId::kWide, {640, 360}));
  rig.encoder.stop();
  rig.table.runFor(1s);
  REQUIRE(rig.jpeg.state() == hal::IoState::kDone);
  const auto snapshot = rig.jpeg.take();
  REQUIRE_FALSE(snapshot);
  CHECK(snapshot.error().code == Errc::kNotReady);
}

TEST_CASE("A restart drops a snapshot under way") {
  PictureRig rig(RigPictures::kPattern);
  REQUIRE(rig.encoder.start(PictureRig::kSmall));
  REQUIRE(rig.jpeg.start(hal::LensId::kWide, {640, 360}));
  rig.jpeg.reset();
  CHECK(rig.jpeg.state() == hal::IoState::kIdle);
  rig.table.runFor(1s);
  CHECK(rig.jpeg.state() == hal::IoState::kIdle);
}
