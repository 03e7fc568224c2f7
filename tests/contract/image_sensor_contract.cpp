// Every image sensor: hal::ImageSensor.
#include <vector>

#include "tests/contract/picture_rigs.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::contract;

namespace {

using SensorRig = Rig<hal::ImageSensor>;
constexpr hal::ImageSize kSize{640, 360};
constexpr Duration kInterval = 200ms;  // of five frames a second

class VirtualSensorRig : public VirtualLensRig<SensorRig> {
 public:
  using VirtualLensRig::VirtualLensRig;
  hal::ImageSensor& device() override { return rig_.sensor; }
};

// The next frame within a second; its pixels are given back when `keep` is not set.
hal::AnalysisFrame next(SensorRig& rig, bool keep = false) {
  for (int i = 0; i < 1000; ++i) {
    if (const auto frame = rig.device().take()) {
      if (!keep) rig.device().release(frame->handle);
      return *frame;
    }
    rig.advance(1ms);
  }
  FAIL("no frame within a second");
  return {};
}

void checkStart(const MakeRig<SensorRig>& make) {
  const auto rig = make();
  hal::ImageSensor& sensor = rig->device();

  SECTION("refuses sizes and rates that no sensor has, and starts after all") {
    CHECK(sensor.start({0, 0}, 5).error().code == Errc::kOutOfRange);
    CHECK(sensor.start({641, 360}, 5).error().code == Errc::kOutOfRange);
    CHECK(sensor.start(kSize, 0).error().code == Errc::kOutOfRange);
    CHECK(sensor.start(kSize, 31).error().code == Errc::kOutOfRange);
    CHECK(sensor.start(kSize, 5));
  }
  SECTION("is busy when started") {
    REQUIRE(sensor.start(kSize, 5));
    CHECK(sensor.start(kSize, 5).error().code == Errc::kBusy);
  }
  SECTION("gives nothing before start and after stop, and counts from 0 again") {
    rig->advance(1s);
    CHECK_FALSE(sensor.take());
    REQUIRE(sensor.start(kSize, 5));
    next(*rig);
    sensor.stop();
    sensor.stop();
    rig->advance(1s);
    CHECK_FALSE(sensor.take());
    REQUIRE(sensor.start(kSize, 5));
    CHECK(next(*rig).number == 0);
  }
  SECTION("is stopped after power cut and restart") {
    for (const bool power : {true, false}) {
      REQUIRE(sensor.start(kSize, 5));
      next(*rig);
      power ? rig->powerCycle() : rig->restart();
      rig->advance(1s);
      CHECK_FALSE(sensor.take());
      REQUIRE(sensor.start(kSize, 5));
      CHECK(next(*rig).number == 0);
      sensor.stop();
    }
  }
}

void checkFrames(const MakeRig<SensorRig>& make) {
  const auto rig = make();
  hal::ImageSensor& sensor = rig->device();
  REQUIRE(sensor.start(kSize, 5));

  SECTION("come at their rate, numbered, at most one interval late, and raise the wake line") {
    hal::AnalysisFrame last = next(*rig);
    CHECK(last.number == 0);
    for (int i = 0; i < 20; ++i) {
      const int wakes = rig->wakes();
      const hal::AnalysisFrame frame = next(*rig);
      CHECK(rig->wakes() > wakes);
      CHECK(frame.number == last.number + 1);
      CHECK(std::chrono::abs(frame.capturedAt - last.capturedAt - kInterval) < 1ms);
      CHECK(rig->now() >= frame.capturedAt);
      CHECK(rig->now() - frame.capturedAt <= kInterval);
      CHECK(frame.size == kSize);
      CHECK(frame.meanLuma >= 0);
      CHECK(frame.meanLuma <= 1);
      CHECK(frame.clippedShare >= 0);
      CHECK(frame.clippedShare <= 1);
      last = frame;
    }
  }
  SECTION("are lost while two are held, and come again when one is given back") {
    const auto one = next(*rig, true), two = next(*rig, true);
    CHECK(one.handle != two.handle);
    rig->advance(1s);
    CHECK_FALSE(sensor.take());
    sensor.release(one.handle);
    const auto later = next(*rig);
    CHECK(later.number > two.number + 3);
  }
  SECTION("are taken oldest first") {
    rig->advance(2s);
    const auto one = sensor.take(), two = sensor.take();
    REQUIRE(one);
    REQUIRE(two);
    CHECK(one->number < two->number);
    CHECK_FALSE(sensor.take());
  }
  SECTION("have all their pixels or none, unchanged until they are given back") {
    const auto frame = next(*rig, true);
    const auto luma = sensor.luma(frame.handle);
    const std::vector<uint8_t> copy(luma.begin(), luma.end());
    CHECK((copy.empty() || copy.size() == kSize.pixels()));
    next(*rig);
    next(*rig);
    const auto again = sensor.luma(frame.handle);
    CHECK(again.data() == luma.data());
    CHECK(std::equal(again.begin(), again.end(), copy.begin(), copy.end()));
    sensor.release(frame.handle);
  }
  SECTION("that nobody holds cannot be given back") {
    const auto frame = next(*rig);
    CHECK_THROWS_AS(sensor.release(frame.handle), CheckFailed);
    CHECK_THROWS_AS(sensor.luma(frame.handle), CheckFailed);
  }
}

void checkExposure(const MakeRig<SensorRig>& make) {
  const auto rig = make();
  hal::ImageSensor& sensor = rig->device();
  const hal::SensorLimits limits = sensor.limits();
  REQUIRE(sensor.start(kSize, 5));

  SECTION("has sensible limits") {
    CHECK(limits.minShutter > Duration::zero());
    CHECK(limits.minShutter < limits.maxShutter);
    CHECK(limits.maxGainDb >= 0);
  }
  SECTION("beyond the limits is refused and changes nothing") {
    REQUIRE(sensor.setExposure({limits.maxShutter, 0}));
    CHECK(sensor.setExposure({limits.maxShutter + 1ns, 0}).error().code == Errc::kOutOfRange);
    CHECK(sensor.setExposure({limits.minShutter - 1ns, 0}).error().code == Errc::kOutOfRange);
    CHECK(sensor.setExposure({limits.minShutter, -0.1}).error().code == Errc::kOutOfRange);
    CHECK(sensor.setExposure({limits.minShutter, limits.maxGainDb + 0.1}).error().code ==
          Errc::kOutOfRange);
    next(*rig);
    CHECK(next(*rig).exposure == hal::Exposure{limits.maxShutter, 0});
  }
  SECTION("holds from the next frame that begins, and more of it is never darker") {
    double last = -1;
    for (const hal::Exposure& exposure : {hal::Exposure{limits.minShutter, 0},
                                          {limits.maxShutter / 20, 0},
                                          {limits.maxShutter / 3, 0},
                                          {limits.maxShutter / 3, limits.maxGainDb / 4},
                                          {limits.maxShutter, limits.maxGainDb}}) {
      next(*rig);
      REQUIRE(sensor.setExposure(exposure));
      const Instant set = rig->now();
      auto frame = next(*rig);
      if (frame.capturedAt - kInterval < set) frame = next(*rig);
      CHECK(frame.exposure == exposure);
      CHECK(frame.meanLuma >= last);
      last = frame.meanLuma;
    }
    CHECK(last > 0.9);  // the rig's scene is no night
  }
  SECTION("is that of power on after a restart") {
    const hal::Exposure first = next(*rig).exposure;
    REQUIRE(sensor.setExposure({limits.maxShutter, limits.maxGainDb}));
    rig->restart();
    REQUIRE(sensor.start(kSize, 5));
    CHECK(next(*rig).exposure == first);
  }
}

void imageSensorContract(const MakeRig<SensorRig>& make) {
  SECTION("start") { checkStart(make); }
  SECTION("frames") { checkFrames(make); }
  SECTION("exposure") { checkExposure(make); }
}

}  // namespace

TEST_CASE("contract: the virtual image sensor with drawn pictures") {
  imageSensorContract([] { return std::make_unique<VirtualSensorRig>(sim::RigPictures::kDrawn); });
}
TEST_CASE("contract: the virtual image sensor with patterns") {
  imageSensorContract(
      [] { return std::make_unique<VirtualSensorRig>(sim::RigPictures::kPattern); });
}
TEST_CASE("contract: the virtual image sensor without pictures") {
  imageSensorContract([] { return std::make_unique<VirtualSensorRig>(sim::RigPictures::kNone); });
}
