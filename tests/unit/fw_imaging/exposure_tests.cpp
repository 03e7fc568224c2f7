// The loop against a sensor in closed form: even grey, BT.709, one frame of delay.
#include <cmath>
#include <vector>

#include "firmware_core/imaging/exposure_control.h"
#include "tests/support/catch.h"
#include "tests/support/fake_image_sensor.h"

using namespace tw;
using namespace tw::fw;

namespace {

const hal::SensorLimits kLimits{100us, 66666666ns, 30};  // 1/10000 .. 1/15 s, 30 dB
constexpr Duration kFrame = 200ms;
const double kTargetLinear = std::pow((0.46 + 0.099) / 1.099, 1 / 0.45);

// Scene brightness at which `amount` (shutter seconds x gain) is exactly right.
double sceneFor(double amount) { return kTargetLinear / amount; }

struct Loop {
  test::FakeImageSensor sensor{kLimits};
  ExposureControl control{sensor};
  Instant now{};

  std::vector<double> run(int frames) {
    std::vector<double> lumas;
    for (int i = 0; i < frames; ++i, now += kFrame) {
      const hal::AnalysisFrame frame = sensor.expose(now);
      lumas.push_back(frame.meanLuma);
      control.judge(frame);
    }
    return lumas;
  }
};

// Crossings of the target with a swing worth the name, once it has been reached.
int swings(const std::vector<double>& lumas) {
  int count = 0, side = 0;
  for (double luma : lumas) {
    const int now = luma > 0.51 ? 1 : luma < 0.41 ? -1 : 0;
    if (now != 0 && side != 0 && now != side) ++count;
    if (now != 0) side = now;
  }
  return count;
}

}  // namespace

TEST_CASE("exposure settles within 1.5 s from any decade to any other and stays") {
  // What the limits can expose correctly: amounts of 1e-4 s .. 0.06 s x 31.6.
  std::vector<double> scenes;
  for (double decade = -4; decade <= 0.25; decade += 0.5)
    scenes.push_back(sceneFor(1.05 * std::pow(10.0, decade)));
  for (double from : scenes) {
    for (double to : scenes) {
      INFO("scene " << from << " -> " << to);
      Loop loop;
      loop.sensor.scene = from;
      loop.run(20);
      loop.sensor.scene = to;
      const std::vector<double> lumas = loop.run(40);
      // The first frame may come up to one interval after the change.
      for (size_t i = 7; i < lumas.size(); ++i) REQUIRE(lumas[i] == Approx(0.46).margin(0.03));
      CHECK(swings(lumas) <= 1);
      CHECK(loop.control.settled());
    }
  }
}

TEST_CASE("a settled exposure is left alone") {
  Loop loop;
  loop.sensor.scene = sceneFor(0.013);
  loop.run(20);
  const int before = loop.sensor.changes();
  loop.run(200);
  CHECK(loop.sensor.changes() == before);
}

TEST_CASE("a small step is approached from one side, without overshoot") {
  for (double factor : {0.35, 0.6, 1.6, 2.8}) {
    INFO("scene becomes " << factor << " times as bright");
    Loop loop;
    loop.sensor.scene = sceneFor(0.02);
    loop.run(30);
    loop.sensor.scene *= factor;
    const double settledAt = exposureAmount(loop.control.asked());
    double previous = settledAt;
    for (int i = 0; i < 20; ++i) {
      loop.run(1);
      const double amount = exposureAmount(loop.control.asked());
      if (factor > 1) CHECK(amount <= previous * 1.0001);
      if (factor < 1) CHECK(amount >= previous * 0.9999);
      previous = amount;
    }
  }
}

TEST_CASE("without delay and with two frames of delay the loop settles as well") {
  for (int delay : {0, 2}) {
    Loop loop;
    loop.sensor.delayFrames = delay;
    loop.sensor.scene = sceneFor(1e-3);
    loop.run(20);
    loop.sensor.scene = sceneFor(1.0);
    const std::vector<double> lumas = loop.run(40);
    CHECK(lumas[15] == Approx(0.46).margin(0.03));
    CHECK(lumas.back() == Approx(0.46).margin(0.03));
    CHECK(swings(lumas) <= 1);
  }
}

TEST_CASE("beyond its limits the sensor is held at the limit, which counts as settled") {
  Loop loop;
  loop.sensor.scene = sceneFor(1e-6);
  loop.run(20);
  CHECK(loop.control.asked().shutter == kLimits.minShutter);
  CHECK(loop.control.asked().gainDb == 0.0);
  CHECK(loop.control.settled());
  loop.sensor.scene = 0;  // night, no light at all
  loop.run(20);
  CHECK(loop.control.asked().shutter == 60ms);
  CHECK(loop.control.asked().gainDb == Approx(30));
  CHECK(loop.control.settled());
}

TEST_CASE("shutter goes in whole hundredths of a second where it is that long, gain comes last") {
  for (double amount = 1e-4; amount < 1.8; amount *= 1.037) {
    INFO("amount " << amount);
    const hal::Exposure e = splitExposure(amount, kLimits, 10ms);
    CHECK(exposureAmount(e) == Approx(amount).epsilon(1e-4));
    if (amount >= 0.01) CHECK(e.shutter % 10ms == 0ns);
    if (amount < 0.01) CHECK(e.gainDb == Approx(0).margin(1e-4));
    if (e.shutter < 60ms) CHECK(e.gainDb < 6.03);  // gain waits: less than doubles the shutter
    CHECK(e.shutter >= kLimits.minShutter);
    CHECK(e.shutter <= kLimits.maxShutter);
  }
}

TEST_CASE(
    "the split is cut off at the limits, and a slow sensor without whole periods still works") {
  CHECK(splitExposure(100, kLimits, 10ms) == hal::Exposure{60ms, 30});
  CHECK(splitExposure(1e-9, kLimits, 10ms) == hal::Exposure{100us, 0});
  const hal::SensorLimits fast{10us, 5ms, 12};
  CHECK(splitExposure(1, fast, 10ms) == hal::Exposure{5ms, 12});
  CHECK_THROWS_AS(splitExposure(0, kLimits, 10ms), CheckFailed);
}

TEST_CASE("a bright sky is spared by up to one stop, without breathing") {
  Loop loop;
  loop.sensor.scene = sceneFor(0.01);
  loop.sensor.brightShare = 0.2;
  loop.sensor.brightFactor = 10;
  loop.run(60);
  const int before = loop.sensor.changes();
  const std::vector<double> lumas = loop.run(100);
  CHECK(loop.sensor.changes() == before);
  const double amount = exposureAmount(loop.control.asked());
  Loop plain;
  ExposureParameters unspared;
  unspared.clippedLimit = 1;
  test::FakeImageSensor sensor(kLimits);
  sensor.scene = loop.sensor.scene;
  sensor.brightShare = 0.2;
  sensor.brightFactor = 10;
  ExposureControl control(sensor, unspared);
  for (int i = 0; i < 60; ++i) control.judge(sensor.expose(Instant{i * kFrame}));
  CHECK(amount < exposureAmount(control.asked()) * 0.95);
  CHECK(amount > exposureAmount(control.asked()) * 0.40);

  // The sky goes: the picture comes back to the target.
  loop.sensor.brightShare = 0;
  loop.sensor.scene *= 0.2;
  CHECK(loop.run(30).back() == Approx(0.46).margin(0.03));
}
