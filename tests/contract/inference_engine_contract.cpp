// Every neural processor: hal::InferenceEngine.
#include "sim/devices/inference_engine.h"

#include "tests/contract/rig.h"
#include "tests/support/catch.h"
#include "tests/support/inference_rig.h"

using namespace tw;
using namespace tw::contract;
using hal::InferenceEngine;
using hal::IoState;
using hal::LensId;
using hal::PixelBox;

namespace {

constexpr hal::ImageSize kSize{640, 360};

class EngineRig : public Rig<InferenceEngine> {
 public:
  virtual uint32_t takeFrame(LensId lens) = 0;  // of kSize; waits for one
  virtual void release(LensId lens, uint32_t frame) = 0;
  virtual bool sees() const = 0;  // finds something in every frame
};

class VirtualEngineRig : public EngineRig {
 public:
  VirtualEngineRig() {
    rig_.classifier.found = {{hal::ObjectClass::kHuman, 0.9, {1279, 719, 1, 1}},
                             {hal::ObjectClass::kHuman, 0.4, {0, 0, 1280, 720}}};
  }
  InferenceEngine& device() override { return rig_.engine; }
  Instant now() const override { return rig_.lenses.table.queue.now(); }
  void advance(Duration time) override { rig_.lenses.table.runFor(time); }
  int wakes() const override { return rig_.lenses.table.wakes; }
  void powerCycle() override {
    for (sim::Device* device : devices()) device->powerOff();
    rig_.lenses.table.runFor(1s);
    for (sim::Device* device : devices()) device->powerOn();
  }
  void restart() override {
    for (sim::Device* device : devices()) device->reset();
  }
  bool sees() const override { return true; }
  uint32_t takeFrame(LensId lens) override { return rig_.takeFrame(lens, kSize); }
  void release(LensId lens, uint32_t frame) override { rig_.sensor(lens).release(frame); }

 private:
  std::array<sim::Device*, 3> devices() {
    return {&rig_.lenses.sensor, &rig_.lenses.ptzSensor, &rig_.engine};
  }
  sim::InferenceRig rig_{sim::RigPictures::kDrawn};
};

void checkBatch(EngineRig& rig, LensId lens, size_t candidates) {
  InferenceEngine& engine = rig.device();
  const std::vector<PixelBox> boxes(candidates, {100, 80, 64, 128});
  const uint32_t frame = rig.takeFrame(lens);
  const int wakes = rig.wakes();
  REQUIRE(engine.start(lens, frame, kSize, boxes));
  rig.release(lens, frame);
  CHECK(engine.state() == IoState::kBusy);
  rig.advance(candidates * 20ms - 1ms);
  CHECK(engine.state() == IoState::kBusy);
  rig.advance(1ms);
  REQUIRE(engine.state() == IoState::kDone);
  CHECK(rig.wakes() == wakes + 1);
  double last = 1;
  const std::vector<hal::Detection> found = engine.take().value();
  CHECK(found.empty() != rig.sees());
  for (const hal::Detection& d : found) {
    CHECK(d.score >= 0);
    CHECK(d.score <= last);
    last = d.score;
    CHECK((d.box.x >= 0 && d.box.y >= 0 && d.box.width > 0 && d.box.height > 0));
    CHECK((d.box.x + d.box.width <= kSize.width && d.box.y + d.box.height <= kSize.height));
  }
  CHECK(engine.state() == IoState::kIdle);
}

void inferenceEngineContract(const MakeRig<EngineRig>& make) {
  const auto rig = make();
  InferenceEngine& engine = rig->device();
  const uint32_t frame = rig->takeFrame(LensId::kWide);
  const std::vector<PixelBox> one{{10, 10, 20, 20}};
  const auto start = [&](const std::vector<PixelBox>& boxes) {
    return engine.start(LensId::kWide, frame, kSize, boxes);
  };

  SECTION("takes 20 ms a candidate and raises the wake line, though the frame is released") {
    rig->release(LensId::kWide, frame);
    for (const LensId lens : hal::kLenses)
      for (const size_t n : {size_t{1}, size_t{3}, InferenceEngine::kMaxCandidates})
        checkBatch(*rig, lens, n);
  }
  SECTION("refuses no candidates, too many, too small ones, and those beyond the frame") {
    CHECK(start({}).error().code == Errc::kOutOfRange);
    CHECK(start(std::vector(InferenceEngine::kMaxCandidates + 1, one[0])).error().code ==
          Errc::kOutOfRange);
    for (const PixelBox& bad :
         {PixelBox{-1, 0, 9, 9}, PixelBox{632, 0, 9, 9}, PixelBox{0, 352, 9, 9},
          PixelBox{0, 0, 7, 9}, PixelBox{0, 0, 9, 7}, PixelBox{2147483647, 0, 9, 9}})
      CHECK(start({bad}).error().code == Errc::kOutOfRange);
    CHECK(engine.state() == IoState::kIdle);
    CHECK(start({{632, 352, 8, 8}}));
  }
  SECTION("takes one batch at a time") {
    REQUIRE(start(one));
    CHECK(start(one).error().code == Errc::kBusy);
    rig->advance(20ms);
    CHECK(start(one).error().code == Errc::kBusy);
    REQUIRE(engine.take());
    CHECK(start(one));
  }
  SECTION("forgets a batch at a power cut and a restart") {
    for (const bool cut : {true, false}) {
      const uint32_t held = cut ? frame : rig->takeFrame(LensId::kWide);
      REQUIRE(engine.start(LensId::kWide, held, kSize, one));
      cut ? rig->powerCycle() : rig->restart();
      CHECK(engine.state() == IoState::kIdle);
      rig->advance(1s);
      CHECK(engine.state() == IoState::kIdle);
    }
  }
  SECTION("taking what is not done is a bug") {
    CHECK_THROWS_AS(engine.take(), CheckFailed);
    REQUIRE(start(one));
    CHECK_THROWS_AS(engine.take(), CheckFailed);
  }
  SECTION("asking about a frame that is not held is a bug") {
    rig->release(LensId::kWide, frame);
    CHECK_THROWS_AS(start(one), CheckFailed);
  }
}

}  // namespace

TEST_CASE("contract: the virtual inference engine") {
  inferenceEngineContract([] { return std::make_unique<VirtualEngineRig>(); });
}
