#include "sim/devices/video_encoder.h"

#include "sim/codec/group_encoder.h"
#include "tests/support/catch.h"
#include "tests/support/picture_rig.h"

using namespace tw;
using namespace tw::sim;

TEST_CASE("Every unit shows the frame whose number and time it carries") {
  PictureRig rig(RigPictures::kPattern);
  rig.table.runFor(777ms);  // the stream starts somewhere on the sensor's clock
  REQUIRE(rig.encoder.start(PictureRig::kSmall));
  const uint64_t first = rig.pipeline.nextFrame();
  const auto reader = rig.encoder.open(Instant{});
  REQUIRE(reader);
  rig.table.runFor(5s);
  const auto units = takeAll(rig.encoder, reader.value());
  const auto frames = decodeH264(joined(units));
  REQUIRE(units.size() == frames.size());
  CHECK(units.size() == 75);
  for (size_t i = 0; i < units.size(); ++i) {
    CHECK(units[i].frame == i);
    CHECK(readPattern(frames[i].picture) ==
          Pattern{hal::LensId::kWide, first + i, units[i].capturedAt});
  }
}

TEST_CASE("A reader that opens late gets the bytes of one that was there all the time") {
  for (const RigPictures kind : {RigPictures::kDrawn, RigPictures::kPattern, RigPictures::kNone}) {
    const auto record = [&](bool live) {
      PictureRig rig(kind);
      rig.feed.moving = true;
      REQUIRE(rig.encoder.start(PictureRig::kSmall));
      std::vector<hal::AccessUnit> units;
      if (live) {
        const auto reader = rig.encoder.open(Instant{});
        for (int i = 0; i < 70; ++i) {
          rig.table.runFor(100ms);
          for (auto& unit : takeAll(rig.encoder, reader.value())) units.push_back(std::move(unit));
        }
      } else {
        rig.table.runFor(7s);
        units = takeAll(rig.encoder, rig.encoder.open(Instant{}).value());
      }
      return joined(units);
    };
    CAPTURE(static_cast<int>(kind));
    CHECK(record(true) == record(false));
  }
}

TEST_CASE("A snapshot in between changes no byte of the stream") {
  const auto record = [](bool snapshot) {
    PictureRig rig(RigPictures::kDrawn);
    rig.feed.moving = true;
    REQUIRE(rig.encoder.start(PictureRig::kSmall));
    rig.table.runFor(1500ms);
    if (snapshot) REQUIRE(rig.jpeg.start(hal::LensId::kWide, {640, 360}));
    rig.table.runFor(200ms);
    if (snapshot) CHECK(rig.jpeg.take());
    rig.table.runFor(1s);
    return joined(takeAll(rig.encoder, rig.encoder.open(Instant{}).value()));
  };
  CHECK(record(true) == record(false));
}

TEST_CASE("While nobody reads, nothing is drawn and nothing is encoded") {
  PictureRig rig(RigPictures::kDrawn);
  rig.feed.moving = true;
  REQUIRE(rig.encoder.start(PictureRig::kSmall));
  rig.table.runFor(30s);
  CHECK(rig.renderer.drawings == 0);
  CHECK(rig.table.value("wide_encoder.frames_drawn") == 0);
  CHECK(rig.table.wakes == 0);
  const auto reader = rig.encoder.open(rig.table.queue.now() - 4s);
  takeAll(rig.encoder, reader.value());
  CHECK(rig.renderer.drawings > 60);
  CHECK(rig.renderer.drawings <= 75);
  CHECK(rig.table.value("wide_encoder.frames_drawn") == rig.renderer.drawings);
}

TEST_CASE("All readers of a lens share what is encoded") {
  PictureRig rig(RigPictures::kPattern);
  REQUIRE(rig.encoder.start(PictureRig::kSmall));
  const auto one = rig.encoder.open(Instant{}), other = rig.encoder.open(Instant{});
  rig.table.runFor(3s);
  const auto units = takeAll(rig.encoder, one.value());
  const double drawn = rig.table.value("wide_encoder.frames_drawn");
  CHECK(drawn == static_cast<double>(units.size()));
  CHECK(joined(takeAll(rig.encoder, other.value())) == joined(units));
  CHECK(rig.table.value("wide_encoder.frames_drawn") == drawn);
}

TEST_CASE("Without pictures an idle lens costs at most ten events a second and no scene a frame") {
  PictureRig rig(RigPictures::kNone);
  REQUIRE(rig.encoder.start({}));
  REQUIRE(rig.sensor.start({640, 360}, 5));
  const uint64_t before = rig.table.queue.executed();
  for (int i = 0; i < 500; ++i) {
    rig.table.runFor(200ms);
    while (const auto frame = rig.sensor.take()) rig.sensor.release(frame->handle);
  }
  CHECK(rig.table.queue.executed() - before <= 1000);
  CHECK(rig.feed.asked <= 500);
}

TEST_CASE("Without pictures units are grey with exact numbers and times") {
  PictureRig rig(RigPictures::kNone);
  REQUIRE(rig.encoder.start(PictureRig::kSmall));
  const auto reader = rig.encoder.open(Instant{});
  rig.table.runFor(3s);
  const auto units = takeAll(rig.encoder, reader.value());
  REQUIRE(units.size() == 45 - 1);  // the newest is not ready for another 27 ms
  for (size_t i = 0; i < units.size(); ++i) {
    CHECK(units[i].frame == i);
    CHECK(units[i].capturedAt == rig.pipeline.captureTime(i));
  }
  for (const auto& frame : decodeH264(joined(units)))
    CHECK(std::abs(frame.picture.y[99] - 128) < 3);
}

TEST_CASE("The memory of frames is bounded: what fell out of history leaves no scene behind") {
  PictureRig rig(RigPictures::kDrawn);
  rig.feed.moving = true;
  REQUIRE(rig.encoder.start(PictureRig::kSmall));
  rig.table.runFor(100ms);
  const std::weak_ptr<const SceneState> early = rig.feed.scene();
  const auto reader = rig.encoder.open(Instant{});
  REQUIRE(reader);
  rig.table.runFor(14s);
  CHECK(early.expired());
}

TEST_CASE("Five frames a second are every third of the sensor's") {
  PictureRig rig(RigPictures::kPattern);
  REQUIRE(rig.encoder.start({{320, 180}, 5, 26}));
  const auto reader = rig.encoder.open(Instant{});
  rig.table.runFor(4s);
  const auto units = takeAll(rig.encoder, reader.value());
  const auto frames = decodeH264(joined(units), 5);
  REQUIRE(frames.size() == units.size());
  for (size_t i = 0; i < units.size(); ++i) {
    CHECK(readPattern(frames[i].picture)->number == 3 * i);
    CHECK(units[i].key == (i % 5 == 0));
  }
}

TEST_CASE("Power off and restart end the stream, its history and its readers") {
  for (const bool power : {true, false}) {
    PictureRig rig(RigPictures::kPattern);
    REQUIRE(rig.encoder.start(PictureRig::kSmall));
    REQUIRE(rig.encoder.open(Instant{}));
    rig.table.runFor(2s);
    if (power) {
      rig.encoder.powerOff();
      rig.sensor.powerOff();
      rig.sensor.powerOn();
      rig.encoder.powerOn();
    } else {
      rig.sensor.reset();
      rig.encoder.reset();
    }
    CHECK(rig.table.value("wide_encoder.readers") == 0);
    REQUIRE(rig.encoder.start(PictureRig::kSmall));
    const Instant restarted = rig.table.queue.now();
    const auto reader = rig.encoder.open(Instant{});
    rig.table.runFor(1s);
    const auto unit = rig.encoder.take(reader.value());
    REQUIRE(unit);
    CHECK(unit->frame == 0);
    CHECK(unit->capturedAt >= restarted);
  }
}
