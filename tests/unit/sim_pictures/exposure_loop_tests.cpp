// The firmware's exposure loop on the virtual lens: its clock, its read-out, its limits, and
// statistics of exposed pictures with all their noise.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "firmware_core/imaging/analysis_loop.h"
#include "sim/devices/image_sensor.h"
#include "sim/optics/sensor_model.h"
#include "tests/support/catch.h"
#include "tests/support/test_bench.h"
#include "tests/support/test_pictures.h"

using namespace tw;
using namespace tw::sim;

namespace {

constexpr hal::ImageSize kTile{64, 36};
const SensorParameters kTileSensor{
    .pixels = {256, 144}};  // 16 pixels each, as analysis frames have
constexpr double kReflectance = 0.2;
constexpr double kFoundLuma = 0.46;

// Counts a picture's pixels instead of reckoning: what a statistics engine does.
class CountedStatistics final : public PictureSource {
 public:
  // How many times as bright as a surface of reflectance 0.2 the columns are, from left to right.
  explicit CountedStatistics(std::vector<double> columns) : columns_(std::move(columns)) {}

  bool hasPictures() const override { return false; }
  bool needsScene() const override { return true; }
  std::shared_ptr<const Picture> picture(const FrameRecord&, hal::ImageSize) override {
    return nullptr;
  }
  FrameStatistics statistics(const FrameRecord& frame) override {
    LinearImage light{kTile, {}, {}};
    for (auto& plane : light.rgb)
      for (size_t i = 0; i < kTile.pixels(); ++i) {
        const size_t column = i % 64 * columns_.size() / 64;
        plane.push_back(static_cast<float>(frame.scene->skyLux * kReflectance / std::numbers::pi *
                                           columns_[column]));
      }
    const Picture picture =
        expose(kTileSensor, light, frame.exposure, frame.irCutIn, frame.noiseSeed);
    double sum = 0, clipped = 0;
    for (const uint8_t luma : picture.y) sum += luma, clipped += luma == 255 ? 1 : 0;
    const auto pixels = static_cast<double>(kTile.pixels());
    return {sum / 255 / pixels, clipped / pixels};
  }

 private:
  std::vector<double> columns_;
};

struct LitLens {
  explicit LitLens(std::vector<double> columns) : statistics(std::move(columns)) {
    table.bench.wake = [this] { woken = true; };
    loop.observe([this](const hal::AnalysisFrame& frame) { frames.push_back(frame); });
    sensor.powerOn();
    REQUIRE(loop.start().ok());
  }

  // The light changes right after a capture: the worst moment.
  void light(double lux) {
    while (pipeline.nextFrame() % 3 != 1) step();
    feed.skyLux = lux;
    changedAt = table.queue.now();
    lastSet = changedAt;
    frames.clear();
  }
  void run(Duration time) {
    for (const Instant end = table.queue.now() + time; table.queue.now() < end;) step();
  }
  void step() {
    const hal::Exposure before = pipeline.exposure();
    table.runFor(1ms);
    if (std::exchange(woken, false)) loop.poll(table.queue.now());
    if (pipeline.exposure() != before) lastSet = table.queue.now();
  }
  bool atLimit() const {
    const double amount = fw::exposureAmount(pipeline.exposure());
    return amount < 1.001e-4 || amount > 0.999 * 0.06 * std::pow(10.0, 42.0 / 20);
  }

  bool woken = false;
  std::vector<hal::AnalysisFrame> frames;
  Instant changedAt{}, lastSet{};
  TestBench table;
  FormulaFeed feed{table.queue};
  CountedStatistics statistics;
  LensPipeline pipeline{table.bench, hal::LensId::kWide, feed, statistics};
  VirtualImageSensor sensor{table.bench, pipeline};
  fw::AnalysisLoop loop{sensor};
};

void followEveryDecade(const std::vector<double>& columns, double darkest, double brightest) {
  for (int from = -2; from <= 5; ++from)
    for (int to = -2; to <= 5; ++to) {
      INFO("10^" << from << " -> 10^" << to << " lx");
      LitLens lens(columns);
      lens.light(std::pow(10.0, from));
      lens.run(4s);
      REQUIRE(lens.loop.exposure().settled());
      lens.light(std::pow(10.0, to));
      lens.run(12s);
      CHECK(lens.lastSet - lens.changedAt <= 1500ms);  // and so for ten seconds nothing swings
      CHECK(lens.loop.exposure().settled());
      for (const hal::AnalysisFrame& frame : lens.frames) {
        CHECK((frame.exposure.shutter < 10ms || frame.exposure.shutter % 10ms == 0ns));
        if (frame.capturedAt < lens.changedAt + 1500ms || lens.atLimit()) continue;
        CHECK(frame.meanLuma >= darkest);
        CHECK(frame.meanLuma <= brightest);
      }
    }
}

}  // namespace

TEST_CASE("An even scene of any decade of light is exposed rightly 1.5 s after any other") {
  followEveryDecade({1}, kFoundLuma - 0.03, kFoundLuma + 0.03);
}

TEST_CASE("So is one of deep shade and a sky, a stop darker at most for the sky's sake") {
  followEveryDecade({0.05, 0.1, 0.3, 0.5, 1, 1, 2, 8, 20, 30}, 0.28, kFoundLuma + 0.03);
}
