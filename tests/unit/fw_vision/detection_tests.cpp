// The whole path on made-up frames, with an engine that knows where the truth is.
#include "firmware_core/vision/detection.h"

#include "firmware_core/vision/boxes.h"
#include "tests/support/catch.h"
#include "tests/unit/fw_vision/synthetic.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::test;

namespace {

// Hands out the frame that the test put there, and counts who reads it.
class FrameSource : public hal::ImageSensor {
 public:
  std::vector<uint8_t> picture;
  int reads = 0;

  hal::SensorLimits limits() const override { return {100us, 66ms, 42}; }
  void stop() override {}
  std::optional<hal::AnalysisFrame> take() override { return std::nullopt; }
  std::span<const uint8_t> luma(uint32_t) override {
    ++reads;
    return picture;
  }
  void release(uint32_t) override {}

 private:
  Result<void> doStart(hal::ImageSize, int) override { return {}; }
  void doSetExposure(const hal::Exposure&) override {}
};

// Says "human" to a candidate that shows most of the true box; 20 ms a candidate.
class KnowingEngine : public hal::InferenceEngine {
 public:
  hal::PerLens<std::optional<hal::PixelBox>> truth;
  hal::ObjectClass kind = hal::ObjectClass::kHuman;
  double score = 0.8;
  bool broken = false;
  size_t largestBatch = 0;
  hal::PerLens<int> batches{};
  std::vector<Instant> starts;

  void advance(Instant now) { now_ = now; }
  hal::IoState state() const override {
    if (!under_) return hal::IoState::kIdle;
    return now_ >= due_ ? hal::IoState::kDone : hal::IoState::kBusy;
  }
  Result<std::vector<hal::Detection>> take() override {
    TW_CHECK(state() == hal::IoState::kDone);
    under_ = false;
    if (broken) return Errc::kIo;
    return found_;
  }

 private:
  Result<void> doStart(hal::LensId lens, uint32_t, hal::ImageSize,
                       std::span<const hal::PixelBox> candidates) override {
    under_ = true;
    due_ = now_ + static_cast<int64_t>(candidates.size()) * 20ms;
    ++batches[hal::index(lens)];
    largestBatch = std::max(largestBatch, candidates.size());
    starts.push_back(now_);
    found_.clear();
    const std::optional<hal::PixelBox>& box = truth[hal::index(lens)];
    const bool shown = box && std::any_of(candidates.begin(), candidates.end(), [&](auto& c) {
                         return overlap(c, *box) >= 0.8 * area(*box);
                       });
    if (shown) found_.push_back({kind, score, *box});
    return {};
  }

  Instant now_{};
  bool under_ = false;
  Instant due_{};
  std::vector<hal::Detection> found_;
};

struct Bench {
  hal::PerLens<FrameSource> sensors;
  KnowingEngine engine;
  Detection detection{{&sensors[0], &sensors[1]}, engine};
  hal::PerLens<Camera> cameras{Camera{7}, Camera{8}};
  Light yard = Light::yard(kDayLight);
  Instant now{};
  uint64_t number = 0;
  std::vector<Sighting> sightings;

  explicit Bench(bool on = true, int sensitivity = 3) {
    detection.apply({.human = on, .humanSensitivity = sensitivity});
  }
  void pass(Duration time) {
    for (const Instant end = now + time; now < end; now += 10ms) {
      engine.advance(now);
      detection.poll(now);
      while (const auto sighting = detection.take()) sightings.push_back(*sighting);
    }
  }
  // One frame of this lens, exposed 60 ms ago.
  void show(hal::LensId lens, const Light& light) {
    const size_t i = hal::index(lens);
    sensors[i].picture = cameras[i].take(light);
    hal::AnalysisFrame frame;
    frame.handle = 1;
    frame.number = number++;
    frame.capturedAt = now;
    frame.size = kFrame;
    frame.exposure = cameras[i].exposure;
    engine.advance(now);
    detection.observe(lens, frame);
  }
  void still(int frames) {
    for (int i = 0; i < frames; ++i, pass(kFrameTime)) show(hal::LensId::kWide, yard);
  }
  Light with(const hal::PixelBox& person) const {
    Light light = yard;
    light.person(person, kDayLight);
    return light;
  }
  // A walker of 1.75 m, 8 m away from a lens at 2.8 m that looks 8 degrees down.
  hal::PixelBox walker{100, 180, 28, 80};
  void walk(int frames, int stepPx = 8) {
    for (int i = 0; i < frames; ++i, walker.x += stepPx, pass(kFrameTime)) {
      engine.truth[0] = walker;
      show(hal::LensId::kWide, with(walker));
    }
    engine.truth[0].reset();
  }
  const Detection::LensCounters& counters() const { return detection.counters(hal::LensId::kWide); }
};

constexpr LensView kView{Projection::kEquidistant, 382, 2.8, degrees(-8)};

}  // namespace

TEST_CASE("a walker is sighted within 1.5 s, first once, and followed until he is gone") {
  Bench bench;
  bench.detection.setView(hal::LensId::kWide, kView);
  bench.still(20);
  const Instant came = bench.now;
  bench.walk(40);
  REQUIRE_FALSE(bench.sightings.empty());
  CHECK(bench.sightings.front().at - came <= 1500ms);
  CHECK(bench.sightings.front().first);
  CHECK(bench.sightings.size() >= 35);
  for (size_t i = 1; i < bench.sightings.size(); ++i) {
    CHECK_FALSE(bench.sightings[i].first);
    CHECK(bench.sightings[i].track == 1);
    CHECK(bench.sightings[i].lens == hal::LensId::kWide);
  }
  const size_t seen = bench.sightings.size();
  bench.still(30);
  CHECK(bench.sightings.size() == seen);
  CHECK(bench.detection.tracks(hal::LensId::kWide).empty());
}

TEST_CASE("with detection off no pixel is read and the engine is left alone") {
  Bench bench(false);
  bench.still(20);
  bench.walk(20);
  CHECK(bench.sensors[0].reads == 0);
  CHECK(bench.engine.batches[0] == 0);
  CHECK(bench.sightings.empty());
}

TEST_CASE("where nothing changes the engine is asked nothing") {
  Bench bench;
  bench.still(300);
  CHECK(bench.engine.batches[0] == 0);
  CHECK(bench.counters().frames == 300);
}

TEST_CASE("what the engine does not call human is never sighted, and asked about less and less") {
  Bench bench;
  bench.engine.kind = hal::ObjectClass::kAnimal;
  bench.still(20);
  bench.walk(20);
  CHECK(bench.sightings.empty());
  const hal::PixelBox box = bench.walker;
  const int before = bench.engine.batches[0];
  for (int i = 0; i < 100; ++i, bench.pass(kFrameTime))
    bench.show(hal::LensId::kWide, bench.with(box));
  CHECK(bench.engine.batches[0] - before <= 25);  // once a second, of 5 frames
  CHECK(bench.detection.candidateCounters(hal::LensId::kWide).postponed > 70);
}

TEST_CASE("a cat is too small where it stands to be asked about") {
  Bench bench;
  bench.detection.setView(hal::LensId::kWide, kView);
  bench.still(20);
  for (int i = 0; i < 30; ++i, bench.pass(kFrameTime)) {
    Light light = bench.yard;
    light.fill({100 + 6 * i, 246, 24, 14}, 0.9 * kDayLight);
    bench.show(hal::LensId::kWide, light);
  }
  CHECK(bench.engine.batches[0] == 0);
  CHECK(bench.detection.candidateCounters(hal::LensId::kWide).gated >= 28);
}

TEST_CASE("a dog at the picture's lower edge is no person, whatever the engine says") {
  Bench bench(true, 6);
  bench.detection.setView(hal::LensId::kWide, kView);
  bench.still(20);
  bench.walker = {100, 308, 24, 52};
  bench.walk(40, 6);
  CHECK(bench.sightings.empty());
  CHECK(bench.counters().misfits > 20);
}

TEST_CASE("who comes in over the picture's lower edge is sighted") {
  Bench bench;
  bench.detection.setView(hal::LensId::kWide, kView);
  bench.still(20);
  bench.walker = {100, 240, 60, 120};
  bench.walk(20);
  CHECK_FALSE(bench.sightings.empty());
}

TEST_CASE("a person of a size that none has is no person") {
  Bench bench;
  bench.detection.setView(hal::LensId::kWide, kView);
  bench.still(20);
  bench.walker = {100, 60, 66, 200};  // as tall as a house
  bench.walk(20);
  CHECK(bench.sightings.empty());
}

TEST_CASE("somebody who stands still stays sighted while the engine sees him") {
  Bench bench;
  bench.still(20);
  bench.walk(10);
  bench.walk(100, 0);
  CHECK(bench.sightings.size() >= 105);
  CHECK(bench.sightings.back().track == 1);
}

TEST_CASE("what has not moved for a minute is not asked about for ever") {
  Bench bench;
  bench.still(20);
  bench.walk(10);
  bench.walk(700, 0);
  const size_t seen = bench.sightings.size();
  bench.walk(50, 0);
  CHECK(bench.sightings.size() == seen);
}

TEST_CASE("alarm lights that flash bring nobody, and the walker is not lost in them") {
  Bench bench;
  Light lit = bench.yard;
  for (int y = 0; y < kFrame.height; ++y)
    for (int x = 0; x < kFrame.width; ++x)
      lit.at(x, y) *= static_cast<float>(1 + 0.8 * x / kFrame.width);
  const auto flash = [&](int frames, bool walking) {
    for (int i = 0; i < frames; ++i) {
      // 200 ms frames, changes each 250 ms: they drift through the frames' exposures.
      const auto changes = (bench.now.time_since_epoch() + 250ms) / 250ms;
      bench.detection.lights(Instant{(changes - 1) * 250ms}, changes % 2 ? 1 : 2);
      Light light = changes % 2 ? lit : bench.yard;
      if (walking) {
        light.person(bench.walker, kDayLight);
        bench.engine.truth[0] = bench.walker;
        bench.walker.x += 6;
      }
      bench.show(hal::LensId::kWide, light);
      bench.pass(kFrameTime);
    }
    bench.engine.truth[0].reset();
  };
  bench.still(20);
  flash(100, false);
  CHECK(bench.engine.batches[0] == 0);
  flash(40, true);
  REQUIRE(bench.sightings.size() >= 34);
  CHECK(bench.sightings.back().track == 1);
  CHECK(bench.counters().mixed > 0);
}

TEST_CASE("a light never seen before does not interrupt the sightings of a confirmed person") {
  Bench bench;
  bench.still(20);
  bench.walk(10);
  const size_t before = bench.sightings.size();
  bench.detection.lights(bench.now - 100ms, 1);  // the spotlight
  bench.yard = Light::yard(2 * kDayLight);
  bench.walk(10);
  CHECK(bench.sightings.size() - before == 10);
}

TEST_CASE("both lenses share the engine fairly, also when each keeps it busy") {
  Bench bench;
  const auto both = [&](int frames, const Light& light) {
    for (int i = 0; i < frames; ++i, bench.pass(kFrameTime))
      for (const hal::LensId lens : hal::kLenses) bench.show(lens, light);
  };
  both(20, bench.yard);
  Light crowd = bench.yard;
  for (int n = 0; n < 5; ++n) crowd.person({20 + 120 * n, 150, 28, 80}, kDayLight);
  // One of them is recognised and asked about from then on.
  bench.engine.truth = {hal::PixelBox{20, 150, 28, 80}, hal::PixelBox{140, 150, 28, 80}};
  both(100, crowd);
  const int wide = bench.engine.batches[0], ptz = bench.engine.batches[1];
  CHECK(wide + ptz >= 95);
  CHECK(std::abs(wide - ptz) <= 2);
  CHECK(bench.engine.largestBatch == 4);
  CHECK(bench.detection.counters(hal::LensId::kPtz).busy > 0);
  CHECK(bench.counters().yielded > 0);
}

TEST_CASE("a lens that moves is not looked at, and answers about its old view do not count") {
  Bench bench;
  bench.still(20);
  bench.walk(10);
  const size_t before = bench.sightings.size();
  bench.engine.truth[0] = bench.walker;
  bench.show(hal::LensId::kWide, bench.with(bench.walker));
  bench.detection.moving(hal::LensId::kWide);
  bench.walk(5);
  bench.detection.setView(hal::LensId::kWide, kView);
  CHECK(bench.sightings.size() == before);
  CHECK(bench.counters().stale == 1);
  CHECK(bench.counters().frames == 31);
  CHECK(bench.detection.tracks(hal::LensId::kWide).empty());
}

TEST_CASE("an engine that fails costs looks, nothing else") {
  Bench bench;
  bench.still(20);
  bench.engine.broken = true;
  bench.walk(5);
  CHECK(bench.sightings.empty());
  CHECK(bench.counters().failed == 5);
  bench.engine.broken = false;
  bench.walk(10);
  CHECK_FALSE(bench.sightings.empty());
}

TEST_CASE("without a picture path nothing is sighted and nothing asked") {
  Bench bench;
  for (int i = 0; i < 20; ++i) {
    hal::AnalysisFrame frame;
    frame.size = kFrame;
    frame.capturedAt = bench.now += kFrameTime;
    bench.detection.observe(hal::LensId::kWide, frame);
  }
  CHECK(bench.counters().blind == 20);
  CHECK(bench.engine.batches[0] == 0);
}

TEST_CASE("a batch that a restart of the firmware left behind is cleared away") {
  Bench bench;
  const std::vector<hal::PixelBox> boxes{{0, 0, 50, 50}};
  REQUIRE(bench.engine.start(hal::LensId::kWide, 1, kFrame, boxes).ok());
  bench.still(20);
  bench.walk(10);
  CHECK_FALSE(bench.sightings.empty());
}

TEST_CASE("the same frames give the same sightings") {
  const auto run = [] {
    Bench bench;
    bench.detection.setView(hal::LensId::kWide, kView);
    bench.still(20);
    bench.walk(30);
    return bench.sightings;
  };
  const std::vector<Sighting> a = run(), b = run();
  REQUIRE(a.size() == b.size());
  for (size_t i = 0; i < a.size(); ++i) {
    CHECK(a[i].at == b[i].at);
    CHECK(a[i].score == b[i].score);
    CHECK(a[i].sensorFrame == b[i].sensorFrame);
    CHECK(std::pair(a[i].box.x, a[i].box.y) == std::pair(b[i].box.x, b[i].box.y));
  }
}
