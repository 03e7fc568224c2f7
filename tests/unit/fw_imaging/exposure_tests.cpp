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
  unspared.highlightMost = 0;
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

namespace {

// The lens's own figures, and scenes from starlight to the sun: 1 lx on a grey of 0.2 gives 123
// electrons a second, of 10 000 at full scale.
const hal::SensorLimits kReal{100us, 66ms, 42};
constexpr double kSignalPerLux = 0.0123;

struct Contrast {
  const char* name;
  double brightShare, brightFactor;
};
constexpr Contrast kContrasts[] = {
    {"flat", 0, 1},           {"a sky", 0.3, 20},     {"half in the sun", 0.5, 10},
    {"half black", 0.5, 100}, {"a lamp", 0.03, 2000}, {"a lit wall", 0.1, 500},
    {"snow", 0.9, 4}};

struct Steps {
  test::FakeImageSensor sensor{kReal};
  ExposureControl control{sensor};
  std::vector<hal::Exposure> taken;
  std::vector<double> lumas;
  int lastChange = 0;  // number of the frame after which the exposure was last set, from 1 on

  explicit Steps(const Contrast& contrast) {
    sensor.delayFrames = 0;  // as the lens has it: what is asked when a frame comes is in the next
    sensor.brightShare = contrast.brightShare;
    sensor.brightFactor = contrast.brightFactor;
  }
  void run(double lux, int frames) {
    sensor.scene = lux * kSignalPerLux;
    taken.clear();
    lumas.clear();
    lastChange = 0;
    for (int i = 1; i <= frames; ++i) {
      const int changes = sensor.changes();
      const hal::AnalysisFrame frame = sensor.expose(Instant{i * kFrame});
      taken.push_back(frame.exposure);
      lumas.push_back(frame.meanLuma);
      control.judge(frame);
      if (sensor.changes() != changes) lastChange = i;
    }
  }
  bool atLimit() const {
    const double amount = exposureAmount(control.asked());
    return amount <= toSeconds(kReal.minShutter) * 1.001 ||
           amount >= 0.06 * std::pow(10.0, kReal.maxGainDb / 20) * 0.999;
  }
};

// A frame comes within 0.2 s of the change, the others 0.2 s apart: the seventh is there after
// 1.4 s and its read-out.
constexpr int kFramesToSettle = 7;

}  // namespace

TEST_CASE("whatever its contrast, a scene of any decade of light is found within 1.5 s and held") {
  for (const Contrast& contrast : kContrasts)
    for (int from = -2; from <= 5; ++from)
      for (int to = -2; to <= 5; ++to) {
        INFO(contrast.name << ": 10^" << from << " -> 10^" << to << " lx");
        Steps steps(contrast);
        steps.run(std::pow(10.0, from), 30);
        REQUIRE(steps.control.settled());
        steps.run(std::pow(10.0, to), 100);
        CHECK(steps.lastChange <= kFramesToSettle);
        CHECK(steps.control.settled());
        for (const hal::Exposure& e : steps.taken)
          CHECK((e.shutter < 10ms || e.shutter % 10ms == 0ns));
        if (steps.atLimit()) continue;
        // Exact where nothing is clipped; a stop darker, and what the search leaves, at most.
        const double stops = std::log2(steps.sensor.linearOf(steps.lumas.back()) / kTargetLinear);
        CHECK(stops <= 0.125);
        CHECK(stops >= (contrast.brightShare > 0 ? -1.25 - 0.125 : -0.125));
      }
}

TEST_CASE("a scene that changes while its exposure is searched for is found all the same") {
  for (const Contrast& contrast : kContrasts)
    for (const double between : {0.1, 3.0, 40.0, 900.0, 30000.0})
      for (const double lux : {20.0, 35.0, 60.0, 500.0, 5000.0})
        for (int after = 1; after <= 6; ++after) {
          INFO(contrast.name << ": " << between << " lx for " << after << " frames, then " << lux);
          Steps steps(contrast);
          steps.run(300, 30);
          steps.run(between, after);
          steps.run(lux, 30);
          CHECK(steps.lastChange <= kFramesToSettle + 3);  // what was learnt is wrong at first
          const double found = exposureAmount(steps.control.asked());
          Steps fresh(contrast);
          fresh.run(lux, 60);
          // Highlights leave a choice of one stop, without them there is none.
          CHECK(std::abs(std::log2(found / exposureAmount(fresh.control.asked()))) <
                (contrast.brightShare > 0 ? 1.0 : 0.25));
        }
}

TEST_CASE("a twilight of half an hour moves the exposure in small steps to one side alone") {
  for (const bool dawn : {false, true}) {
    Steps steps(kContrasts[0]);
    double last = 0;
    for (int i = 0; i <= 9000; ++i) {
      const double share = dawn ? i / 9000.0 : 1 - i / 9000.0;
      steps.run(10 * std::pow(1000.0, share), i == 0 ? 30 : 1);
      const double amount = exposureAmount(steps.control.asked());
      if (i > 0) {
        const double stops = std::log2(amount / last);
        CHECK((dawn ? -stops : stops) >= -1e-9);
        CHECK(std::abs(stops) < 0.4);
      }
      last = amount;
      CHECK(steps.lumas.back() == Approx(0.46).margin(0.09));
    }
  }
}
