// Drops and insects near a lens: how bright, how long, how many, and always the same.
#include "sim/optics/rain.h"

#include <numbers>

#include "sim/optics/distances.h"
#include "sim/optics/insects.h"
#include "sim/world/airlight.h"
#include "sim/world/daylight.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_optics/weather_scene.h"

using namespace tw;
using namespace tw::sim;

namespace {

LinearImage black() {
  LinearImage image{kWeatherSize, {}, {}};
  for (auto& plane : image.rgb) plane.assign(kWeatherSize.pixels(), 0.0F);
  return image;
}

const std::vector<float> kOpen(kWeatherSize.pixels(), Distances::kNothing);

double sumOf(const LinearImage& image, size_t c = 1) {
  double sum = 0;
  for (const float light : image.rgb[c]) sum += light;
  return sum;
}

}  // namespace

TEST_CASE("A streak spreads all its light, and hides what it covers") {
  const Streak streak{{100, 60}, {110, 90}, 3, 4, 2, {90, 30, 0}};
  LinearImage image = black();
  draw(streak, kOpen, image);
  CHECK(sumOf(image, 0) == Approx(90).epsilon(1e-4));
  CHECK(sumOf(image, 1) == Approx(30).epsilon(1e-4));
  for (auto& plane : image.rgb) plane.assign(kWeatherSize.pixels(), 1.0F);
  draw(streak, kOpen, image);
  CHECK(sumOf(image, 2) == Approx(static_cast<double>(kWeatherSize.pixels()) - 4).epsilon(1e-6));
  image = black();
  draw(streak, std::vector<float>(kWeatherSize.pixels(), 1.5F), image);
  CHECK(sumOf(image, 0) == 0);
}

TEST_CASE("No drop falls before a lens indoors") {
  FrameRecord frame = weatherFrame(weatherScene({}, {.rainMmH = 25}));
  frame.exposure.shutter = 10ms;
  CHECK(rainStreaks(frame, kWeatherSize).size() > 10);
  frame.outdoors = false;
  CHECK(rainStreaks(frame, kWeatherSize).empty());
}

TEST_CASE("On the mean, drops that are drawn are as bright as the haze that they stand for") {
  const double rain = 25;
  auto scene = weatherScene({}, {.rainMmH = rain});
  scene->lamps = {besideLens(60)};
  FrameRecord frame = weatherFrame(scene);
  frame.exposure.shutter = 100us;  // hardly a streak, so that few leave the picture
  constexpr int kFrames = 150;
  double mean = 0, wanted = 0;
  for (int i = 0; i < kFrames; ++i) {
    frame.noiseSeed = 1000 + static_cast<uint64_t>(i);
    LinearImage image = black();
    for (const Streak& streak : rainStreaks(frame, kWeatherSize)) draw(streak, kOpen, image);
    mean += sumOf(image) / kFrames;
  }
  const double scattering = rainExtinction(scene->weather) * shareOfDrops(rain, kLeastDropMm);
  for (int y = 0; y < kWeatherSize.height; ++y)
    for (int x = 0; x < kWeatherSize.width; ++x)
      wanted += 60 * lampAirlight(frame.lensPose.position,
                                  frame.lensPose.turn *
                                      directionOf(frame.lens, kWeatherSize, {x + 0.5, y + 0.5}),
                                  scene->lamps[0], {kNearestDropM, kFarthestDropM}, scattering, 0);
  CHECK(mean == Approx(wanted).epsilon(0.06));
}

TEST_CASE("Streaks are as long as drops fall during the exposure, and fall down") {
  auto scene = weatherScene({}, {.rainMmH = 10});
  scene->skyLux = 1000;
  FrameRecord frame = weatherFrame(scene);
  const double focal = frame.lens.focalPx * kWeatherSize.width / frame.lens.reference.width;
  int counted = 0;
  for (const Streak& streak : rainStreaks(frame, kWeatherSize)) {
    CHECK(streak.to.y > streak.from.y);
    if (std::abs(streak.from.x - 160) > 60 || std::abs(streak.from.y - 90) > 45) continue;
    ++counted;
    const double metres = (streak.to.y - streak.from.y) * streak.distanceM / focal;
    CHECK(metres > 0.95 * dropSpeed(kLeastDropMm) * 0.02);
    CHECK(metres < 1.05 * 9.65 * 0.02);
  }
  CHECK(counted > 10);
}

TEST_CASE("A frame's drops are always the same, and no other's") {
  const auto scene = weatherScene({}, {.rainMmH = 10, .seed = 3});
  FrameRecord frame = weatherFrame(scene);
  const auto first = rainStreaks(frame, kWeatherSize), again = rainStreaks(frame, kWeatherSize);
  REQUIRE(first.size() == again.size());
  REQUIRE(first.size() > 100);
  CHECK(first[50].from.x == again[50].from.x);
  frame.noiseSeed = 1;
  CHECK(rainStreaks(frame, kWeatherSize)[50].from.x != first[50].from.x);
  frame.scene = weatherScene({}, {});
  CHECK(rainStreaks(frame, kWeatherSize).empty());
}

TEST_CASE("Insects keep 0.3 to 1 m from their lamp, before it, and fly no faster than a moth") {
  for (int insect = 0; insect < 5; ++insect)
    for (int ms = 0; ms < 60000; ms += 50) {
      const Instant at{std::chrono::milliseconds{ms}};
      const Vec3 here = insectAt(9, insect, at), next = insectAt(9, insect, at + 10ms);
      REQUIRE(length(here) >= 0.299);
      REQUIRE(length(here) <= 1.001);
      REQUIRE(here.x > 0);
      REQUIRE(length(next - here) / 0.01 < 8);
    }
  CHECK(insectAt(9, 0, Instant{5s}) == insectAt(9, 0, Instant{5s}));
  CHECK(insectAt(9, 0, Instant{5s}) != insectAt(9, 1, Instant{5s}));
  CHECK(insectAt(9, 0, Instant{5s}) != insectAt(8, 0, Instant{5s}));
}

TEST_CASE("Insects come to lamps that shine in the dark") {
  auto scene = weatherScene({}, {.insects = 20});
  FrameRecord frame = weatherFrame(scene, kWideLens);
  CHECK(insectStreaks(frame, kWeatherSize).empty());
  scene = std::make_shared<SceneState>(*scene);
  scene->lamps = {besideLens(60)};
  frame.scene = scene;
  const auto lit = insectStreaks(frame, kWeatherSize);
  CHECK(lit.size() > 8);
  for (const Streak& streak : lit) CHECK(streak.light[0] > 0);
  scene = std::make_shared<SceneState>(*scene);
  scene->skyLux = 1000;
  frame.scene = scene;
  CHECK(insectStreaks(frame, kWeatherSize).empty());
}

TEST_CASE("A ball in the light of a lamp beside the lens sends back two thirds of a disc's") {
  // An insect of the face of a disc d: E d^2/4 reflectance 2/3, of which a pixel gets 1/distance^2.
  auto scene = weatherScene({}, {.insects = 1, .seed = 4});
  scene->lamps = {besideLens(100)};
  scene->lamps[0].pose.position = {0, 0.001, 2};
  scene->lamps[0].halfAngleDeg = 89;
  FrameRecord frame = weatherFrame(scene, kWideLens);
  const auto streaks = insectStreaks(frame, kWeatherSize);
  REQUIRE(streaks.size() == 1);
  const Vec3 at = insectAt(4, 0, Instant{});
  const double distance = length(at),
               lux = 100 * beamShare(scene->lamps[0], unit(at)) / (distance * distance);
  // covers = pi d^2 / 4 / distance^2 / pixel
  CHECK(streaks[0].light[1] ==
        Approx(streaks[0].covers * lux * 0.3 * 2 / 3 / std::numbers::pi).epsilon(0.01));
}
