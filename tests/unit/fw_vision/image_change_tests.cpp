#include "firmware_core/vision/image_change.h"

#include "firmware_core/vision/boxes.h"
#include "tests/support/catch.h"
#include "tests/unit/fw_vision/synthetic.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::test;

namespace {

struct Watch {
  Camera camera;
  ImageChange change{kFrame};
  Instant now{};

  std::vector<Region> see(const Light& light, double share = 1, int lightState = 0) {
    now += kFrameTime;
    return change.judge(camera.take(light, share), now, lightState);
  }
  // Regions seen in all these frames together.
  size_t watch(const Light& light, int frames, double share = 1, int lightState = 0) {
    size_t regions = 0;
    for (int i = 0; i < frames; ++i) regions += see(light, share, lightState).size();
    return regions;
  }
};

Watch night() {
  Watch watch;
  watch.camera.exposure = kNightExposure;
  return watch;
}

// The first frame, counted from 1, whose largest region matches the walker; 0 = none.
int framesToFind(Watch& watch, const Light& yard, double illuminance, hal::PixelBox walker,
                 int stepPx, int lightStates = 1) {
  for (int i = 1; i <= 20; ++i) {
    Light light = yard;
    light.person(walker, illuminance);
    const std::vector<Region> regions = watch.see(light, 1, i / 2 % lightStates);
    if (!regions.empty() && likeness(regions.front().box, walker) > 0.5) return i;
    walker.x += stepPx;
  }
  return 0;
}

// Leaves: patches that go to and fro about how they hang at rest, each at its own pace.
void blow(Light& light, double illuminance, double seconds, double wind = 1) {
  for (int i = 0; i < 60; ++i) {
    const double pace = 0.3 + 0.9 * ((i * 37) % 60) / 60.0;  // Hz
    const double sway = std::sin(2 * std::numbers::pi * pace * seconds + i);
    light.fill({400 + (i % 10) * 12, 60 + (i / 10) * 14, 10, 12},
               illuminance * (0.25 + 0.15 * wind * sway));
  }
}

}  // namespace

TEST_CASE("two minutes of a still night at full gain show no change at all") {
  Watch watch = night();
  CHECK(watch.watch(Light::yard(kNightLight), 600) == 0);
  CHECK(watch.change.counters().judged == 590);
}

TEST_CASE("two minutes of a still day show no change at all") {
  Watch watch;
  CHECK(watch.watch(Light::yard(kDayLight), 600) == 0);
}

TEST_CASE("a walker is a region within 0.6 s, by day and at night, near and far") {
  const hal::PixelBox near{100, 120, 44, 130}, far{300, 100, 19, 56};
  for (const hal::PixelBox& walker : {near, far}) {
    INFO(walker.height << " px");
    Watch byDay;
    const Light day = Light::yard(kDayLight);
    byDay.watch(day, 50);
    const int dayFrames = framesToFind(byDay, day, kDayLight, walker, walker.height / 10);
    CHECK((dayFrames >= 1 && dayFrames <= 3));
    Watch atNight = night();
    const Light dark = Light::yard(kNightLight);
    atNight.watch(dark, 50);
    const int nightFrames = framesToFind(atNight, dark, kNightLight, walker, walker.height / 10);
    CHECK((nightFrames >= 1 && nightFrames <= 3));
  }
}

TEST_CASE("a step of the exposure shows no change") {
  Watch watch;
  const Light yard = Light::yard(kDayLight);
  watch.watch(yard, 50);
  for (const Duration shutter : {12ms, 8ms, 14ms, 7ms}) {
    INFO(toSeconds(shutter) << " s");
    watch.camera.exposure.shutter = shutter;
    CHECK(watch.watch(yard, 20) == 0);
  }
}

TEST_CASE("dusk shows no change while the exposure keeps up with it") {
  Watch watch;
  const Light yard = Light::yard(kDayLight);
  watch.watch(yard, 20);
  size_t regions = 0;
  double share = 1, amount = 0.01;
  for (int i = 0; i < 1000; ++i) {
    share *= 0.9925;  // 1/1900 in 200 s: far faster than the sun sets
    if (share * amount < 0.009) amount = 0.011 / share;
    const double shutter = std::min(amount, 0.06);
    watch.camera.exposure = {fromSeconds(shutter), 20 * std::log10(amount / shutter)};
    regions += watch.see(yard, share).size();
  }
  CHECK(regions == 0);
}

TEST_CASE("a scene that changes altogether is learnt afresh within 3 s") {
  Watch watch;
  watch.watch(Light::yard(kDayLight), 50);
  const Light other = Light::yard(kDayLight, 2);
  watch.watch(other, 15);
  CHECK(watch.watch(other, 100) == 0);
  CHECK(watch.change.counters().disturbed == 5);
}

TEST_CASE("wind in the leaves is no change any more after 20 s") {
  Light yard = Light::yard(kDayLight);
  blow(yard, kDayLight, 0, 0);
  Watch watch;
  watch.watch(yard, 50);
  const Instant start = watch.now;
  size_t early = 0, late = 0;
  for (int i = 0; i < 400; ++i) {
    Light light = yard;
    blow(light, kDayLight, 0.2 * i);
    const size_t regions = watch.see(light).size();
    (watch.now - start <= 20s ? early : late) += regions;
  }
  CHECK(early > 0);
  CHECK(late == 0);
}

TEST_CASE("a walker is still found beside leaves that blow") {
  Light yard = Light::yard(kDayLight);
  blow(yard, kDayLight, 0, 0);
  Watch watch;
  watch.watch(yard, 50);
  int found = 0;
  for (int i = 0; i < 200; ++i) {
    Light light = yard;
    blow(light, kDayLight, 0.2 * i);
    const hal::PixelBox walker{100 + 8 * (i - 180), 200, 40, 120};
    if (i >= 180) light.person(walker, kDayLight);
    for (const Region& region : watch.see(light))
      found += i >= 180 && likeness(region.box, walker) > 0.5 ? 1 : 0;
  }
  CHECK(found >= 18);
}

TEST_CASE("a second walker on the same path ten seconds later is found like the first") {
  Watch watch = night();
  const Light yard = Light::yard(kNightLight);
  watch.watch(yard, 50);
  for (int walkers = 0; walkers < 2; ++walkers) {
    int found = 0;
    for (int i = 0; i < 30; ++i) {
      Light light = yard;
      const hal::PixelBox walker{100 + 8 * i, 150, 30, 90};
      light.person(walker, kNightLight);
      const std::vector<Region> seen = watch.see(light);
      found += !seen.empty() && likeness(seen.front().box, walker) > 0.5 ? 1 : 0;
    }
    CHECK(found >= 28);
    watch.watch(yard, 50);
  }
}

TEST_CASE("a thing put down is the background after 60 s, not before") {
  Watch watch;
  Light yard = Light::yard(kDayLight);
  watch.watch(yard, 50);
  yard.fill({200, 200, 60, 40}, 0.9 * kDayLight);
  for (int i = 0; i < 295; ++i) REQUIRE(watch.see(yard).size() == 1);
  watch.watch(yard, 10);
  CHECK(watch.watch(yard, 100) == 0);
}

TEST_CASE("lamps that flash show no change, and a walker is still found") {
  // Red light from one side, blue from the other: each has its own picture.
  std::vector<Light> looks;
  for (int state = 0; state < 2; ++state) {
    Light light = Light::yard(kNightLight);
    for (int y = 0; y < kFrame.height; ++y)
      for (int x = 0; x < kFrame.width; ++x)
        light.at(x, y) *=
            static_cast<float>(1 + 1.5 * (state == 0 ? x : kFrame.width - x) / kFrame.width);
    looks.push_back(light);
  }
  Watch watch = night();
  size_t regions = 0;
  for (int i = 0; i < 100; ++i)
    regions += watch.see(looks[static_cast<size_t>(i / 2 % 2)], 1, i / 2 % 2).size();
  CHECK(regions == 0);
  int found = 0;
  hal::PixelBox walker{200, 150, 30, 90};
  for (int i = 0; i < 20; ++i, walker.x += 6) {
    Light light = looks[static_cast<size_t>(i / 2 % 2)];
    light.person(walker, 1.5 * kNightLight);
    const std::vector<Region> seen = watch.see(light, 1, i / 2 % 2);
    found += !seen.empty() && likeness(seen.front().box, walker) > 0.5 ? 1 : 0;
  }
  CHECK(found >= 18);
}

TEST_CASE("of the lamps' states the ones seen last are kept") {
  Watch watch;
  const Light yard = Light::yard(kDayLight);
  for (int state = 0; state < 6; ++state) watch.watch(yard, 10, 1, state);
  CHECK(watch.change.counters().forgotten == 0);
  watch.watch(yard, 1, 1, 6);  // state 0 goes
  CHECK(watch.change.counters().forgotten == 1);
  const uint64_t learning = watch.change.counters().learning;
  watch.watch(yard, 1, 1, 1);
  CHECK(watch.change.counters().learning == learning);
  watch.watch(yard, 1, 1, 0);
  CHECK(watch.change.counters().learning == learning + 1);
}

TEST_CASE("after a restart the new view is learnt in ten frames and nothing reported meanwhile") {
  Watch watch;
  watch.watch(Light::yard(kDayLight), 50);
  watch.change.restart();
  CHECK(watch.watch(Light::yard(kDayLight, 2), 100) == 0);
  CHECK(watch.change.counters().learning == 20);
  CHECK(watch.change.counters().disturbed == 0);
}
