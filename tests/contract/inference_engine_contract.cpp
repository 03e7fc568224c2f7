// Every neural processor: hal::InferenceEngine.
#include "sim/devices/inference_engine.h"

#include "firmware_core/base/bytes.h"
#include "tests/contract/rig.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::contract;
using hal::IoState;
using hal::PixelBox;

namespace {

constexpr hal::ImageSize kSize{64, 48};

void checkBatch(Rig<hal::InferenceEngine>& rig, size_t candidates) {
  hal::InferenceEngine& engine = rig.device();
  const Bytes luma(kSize.pixels(), 128);
  const std::vector<PixelBox> boxes(candidates, {0, 0, 64, 48});
  const int wakes = rig.wakes();
  REQUIRE(engine.start(kSize, luma, boxes));
  CHECK(engine.state() == IoState::kBusy);
  rig.advance(candidates * 20ms - 1ms);
  CHECK(engine.state() == IoState::kBusy);
  rig.advance(1ms);
  REQUIRE(engine.state() == IoState::kDone);
  CHECK(rig.wakes() == wakes + 1);
  const std::vector<hal::Detection> found = engine.take().value();
  for (const hal::Detection& d : found) {
    CHECK(d.score >= 0);
    CHECK(d.score <= 1);
  }
  CHECK(engine.state() == IoState::kIdle);
}

void inferenceEngineContract(const MakeRig<Rig<hal::InferenceEngine>>& make) {
  const auto rig = make();
  hal::InferenceEngine& engine = rig->device();
  const Bytes luma(kSize.pixels(), 128);
  const std::vector<PixelBox> one{{10, 10, 20, 20}};

  SECTION("takes 20 ms a candidate and raises the wake line") {
    for (const size_t n : {size_t{1}, size_t{3}, hal::InferenceEngine::kMaxCandidates})
      checkBatch(*rig, n);
  }
  SECTION("refuses no candidates, too many, and those beyond the frame") {
    const std::vector<PixelBox> tooMany(hal::InferenceEngine::kMaxCandidates + 1, one[0]);
    CHECK(engine.start(kSize, luma, {}).error().code == Errc::kOutOfRange);
    CHECK(engine.start(kSize, luma, tooMany).error().code == Errc::kOutOfRange);
    for (const PixelBox& bad : {PixelBox{-1, 0, 5, 5}, PixelBox{60, 0, 5, 5}, PixelBox{0, 44, 5, 5},
                                PixelBox{0, 0, 0, 5}})
      CHECK(engine.start(kSize, luma, std::vector{bad}).error().code == Errc::kOutOfRange);
    CHECK(engine.state() == IoState::kIdle);
  }
  SECTION("takes one batch at a time") {
    REQUIRE(engine.start(kSize, luma, one));
    CHECK(engine.start(kSize, luma, one).error().code == Errc::kBusy);
    rig->advance(20ms);
    CHECK(engine.start(kSize, luma, one).error().code == Errc::kBusy);
    REQUIRE(engine.take());
    CHECK(engine.start(kSize, luma, one));
  }
  SECTION("forgets a batch at a power cut and a restart") {
    for (const bool cut : {true, false}) {
      REQUIRE(engine.start(kSize, luma, one));
      cut ? rig->powerCycle() : rig->restart();
      CHECK(engine.state() == IoState::kIdle);
      const int wakes = rig->wakes();
      rig->advance(1s);
      CHECK(rig->wakes() == wakes);
    }
  }
  SECTION("taking what is not done is a bug") { CHECK_THROWS_AS(engine.take(), CheckFailed); }
}

}  // namespace

TEST_CASE("contract: the scripted inference engine") {
  inferenceEngineContract([] {
    return std::make_unique<VirtualRig<sim::VirtualInferenceEngine, Rig<hal::InferenceEngine>>>();
  });
}
