#include "tests/support/catch.h"
#include "tests/support/inference_rig.h"

using namespace tw;
using namespace tw::sim;
using hal::LensId;
using hal::PixelBox;

namespace {

constexpr hal::ImageSize kFrame{640, 360};

std::vector<hal::Detection> answer(InferenceRig& rig, const std::vector<PixelBox>& candidates,
                                   LensId lens = LensId::kWide) {
  const uint32_t frame = rig.takeFrame(lens, kFrame);
  REQUIRE(rig.engine.start(lens, frame, kFrame, candidates));
  rig.sensor(lens).release(frame);
  rig.lenses.table.runFor(20ms * candidates.size());
  return rig.engine.take().value();
}

}  // namespace

TEST_CASE("The inference engine answers as scripted first, in order") {
  InferenceRig rig(RigPictures::kDrawn);
  rig.engine.script({{hal::ObjectClass::kVehicle, 0.9, {1, 2, 3, 4}}});
  rig.engine.script({});
  const auto first = answer(rig, {{0, 0, 8, 8}});
  REQUIRE(first.size() == 1);
  CHECK(first[0].kind == hal::ObjectClass::kVehicle);
  CHECK(first[0].box.height == 4);
  CHECK(answer(rig, {{0, 0, 8, 8}}).empty());
  CHECK(rig.classifier.calls == 0);
  CHECK(answer(rig, {{0, 0, 8, 8}}).empty());
  CHECK(rig.classifier.calls == 1);
  CHECK(rig.lenses.table.value("inference.batches") == 3);
  CHECK(rig.lenses.table.value("inference.found") == 1);
}

TEST_CASE("The classifier looks at the recording-size picture of the frame's own instant") {
  InferenceRig rig(RigPictures::kDrawn);
  rig.lenses.feed.moving = true;
  REQUIRE(rig.lenses.sensor.start(kFrame, 5));
  rig.lenses.table.runFor(300ms);
  const auto frame = rig.lenses.sensor.take();
  REQUIRE(frame);
  const FrameRecord record = rig.lenses.sensor.record(frame->handle);
  CHECK(record.capturedAt == frame->capturedAt);
  rig.lenses.table.runFor(2s);  // the disc wanders on
  REQUIRE(
      rig.engine.start(LensId::kWide, frame->handle, kFrame, std::vector<PixelBox>{{0, 0, 8, 8}}));
  rig.lenses.sensor.release(frame->handle);
  rig.lenses.table.runFor(20ms);
  REQUIRE(rig.engine.take());
  CHECK(rig.classifier.seen == *rig.lenses.pictures->picture(record, {1280, 720}));
}

TEST_CASE("Boxes go to the classifier in its picture's pixels and come back in the frame's") {
  InferenceRig rig(RigPictures::kDrawn);
  rig.classifier.found = {{hal::ObjectClass::kHuman, 0.7, {101, 201, 60, 150}}};
  for (const LensId lens : hal::kLenses) {
    const auto found = answer(rig, {{50, 100, 30, 70}, {632, 352, 8, 8}}, lens);
    REQUIRE(rig.classifier.asked.size() == 2);
    const PixelBox &first = rig.classifier.asked[0], &second = rig.classifier.asked[1];
    CHECK((first.x == 100 && first.y == 200 && first.width == 60 && first.height == 140));
    CHECK((second.x + second.width == 1280 && second.y + second.height == 720));
    REQUIRE(found.size() == 1);
    const PixelBox& box = found[0].box;  // all of it, rounded to whole pixels
    CHECK((box.x == 50 && box.y == 100 && box.width == 31 && box.height == 76));
    CHECK(found[0].score == 0.7);
  }
}

TEST_CASE("Nothing is drawn for a batch that ends before it is due") {
  InferenceRig rig(RigPictures::kDrawn);
  const uint32_t frame = rig.takeFrame(LensId::kWide, kFrame);
  const int before = rig.lenses.renderer.drawings;
  REQUIRE(rig.engine.start(LensId::kWide, frame, kFrame, std::vector<PixelBox>{{0, 0, 8, 8}}));
  rig.lenses.table.runFor(19ms);
  rig.engine.reset();
  rig.lenses.table.runFor(1s);
  CHECK(rig.lenses.renderer.drawings == before);
  CHECK(rig.classifier.calls == 0);
}

TEST_CASE("Without pictures of the world the engine is not ready, but answers as scripted") {
  for (const RigPictures kind : {RigPictures::kPattern, RigPictures::kNone}) {
    InferenceRig rig(kind);
    const uint32_t frame = rig.takeFrame(LensId::kWide, kFrame);
    const std::vector<PixelBox> box{{0, 0, 8, 8}};
    CHECK(rig.engine.start(LensId::kWide, frame, kFrame, box).error().code == Errc::kNotReady);
    CHECK(rig.engine.state() == hal::IoState::kIdle);
    rig.engine.script({{hal::ObjectClass::kHuman, 0.5, {0, 0, 8, 8}}});
    CHECK(rig.engine.start(LensId::kWide, frame, kFrame, box));
    rig.lenses.table.runFor(20ms);
    CHECK(rig.engine.take().value().size() == 1);
    CHECK(rig.classifier.calls == 0);
  }
}
