// Weather against the definitions and closed forms that it is made of.
#include "sim/world/weather.h"

#include <cmath>
#include <numbers>

#include "sim/world/airlight.h"
#include "sim/world/daylight.h"
#include "sim/world/world.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_world/small_scene.h"

using namespace tw;
using namespace tw::sim;

namespace {

using std::numbers::pi;

// Over the sphere, of a function of the cosine alone.
template <class F>
double overSphere(F f) {
  constexpr int kSteps = 100000;
  double sum = 0;
  for (int i = 0; i < kSteps; ++i) sum += f(-1 + (i + 0.5) * 2 / kSteps);
  return sum * 4 * pi / kSteps;
}

// The integral of the lamp's airlight by small steps along the line.
double airlightByHand(Vec3 from, Vec3 direction, const Lamp& lamp, Reach reach, double scattering,
                      double extinction) {
  constexpr int kSteps = 100000;
  double sum = 0;
  for (int i = 0; i < kSteps; ++i) {
    const double along = reach.from + (i + 0.5) * (reach.to - reach.from) / kSteps;
    const Vec3 at = from + direction * along, way = at - lamp.pose.position;
    const double there = length(way);
    const Vec3 beam = way * (1 / there);
    sum += beamShare(lamp, beam) / (there * there) * scattered(dot(beam, direction * -1)) *
           std::exp(-extinction * (there + along));
  }
  return scattering * sum * (reach.to - reach.from) / kSteps;
}

// A black wall of 6 m, as far away as is said, before open ground.
std::string wallAt(double metres, double visibility) {
  return R"({"name": "wall", "sun": {"azimuth_deg": 180, "elevation_deg": 30, "illuminance_lux": 0},
  "sky_lux": 1000, "weather": {"fog_visibility_m": )" +
         std::to_string(visibility) + R"(},
  "objects": [{"name": "wall", "parts": [{"shape": "box", "size_m": [0.2, 20, 6],
    "position_m": [)" +
         std::to_string(metres + 0.1) + R"(, 0, 3], "colour": [0, 0, 0]}]}],
  "mounts": [{"name": "west", "position_m": [0, 0, 2], "heading_deg": 0}]})";
}

double spot(World& world, Vec3 towards) {
  return world.luminance({0, 0, 2}, unit(towards), Instant{});
}

}  // namespace

TEST_CASE(
    "At the visibility a black target keeps 2 percent of its contrast, elsewhere by Koschmieder") {
  for (const double visibility : {20.0, 60.0, 400.0})
    for (const double share : {0.1, 0.5, 1.0}) {
      const auto world = World::parse("wall", wallAt(visibility * share, visibility));
      const double horizon = spot(*world, {-1, 0, 0.0}), target = spot(*world, {1, 0, 0});
      CHECK((horizon - target) / horizon == Approx(std::pow(0.02, share)).epsilon(1e-3));
    }
}

TEST_CASE("Fog takes of the sun's disc what it takes of the sun's light") {
  const auto world = World::parse("yard", R"({
    "name": "yard", "sun": {"azimuth_deg": 90, "elevation_deg": 30, "illuminance_lux": 50000},
    "sky_lux": 0, "weather": {"fog_visibility_m": 400},
    "objects": [{"name": "lawn", "parts": [{"shape": "plane", "size_m": [9, 9],
                 "position_m": [0, 0, 0], "colour": [0.2, 0.2, 0.2]}]}],
    "mounts": [{"name": "west", "position_m": [0, 0, 2], "heading_deg": 0}]})");
  const Vec3 towards{std::cos(pi / 6), 0, 0.5};
  const double disc = spot(*world, towards) - spot(*world, towards + Vec3{0, 0.02, 0});
  CHECK(disc * kDiscSr ==
        Approx(50'000 * std::exp(-depthToSky(world->weather(), towards))).epsilon(0.01));
}

TEST_CASE("Scattered light goes all somewhere, ahead by 0.85 on the mean, and a nineteenth back") {
  CHECK(overSphere(scattered) == Approx(1).epsilon(1e-3));
  CHECK(overSphere([](double c) { return c * scattered(c); }) == Approx(0.85).epsilon(0.01));
  CHECK(scattered(-1) == Approx(1 / 18.8).epsilon(0.03));
}

TEST_CASE("Rain takes 0.365 R^0.63 a kilometre, as Shipley, Eloranta and Weinman found in 1974") {
  for (const double rain : {1.0, 10.0, 50.0})
    CHECK(rainExtinction({.rainMmH = rain}) ==
          Approx(0.365e-3 * std::pow(rain, 0.63)).epsilon(0.01));
  CHECK(rainExtinction({}) == 0);
}

TEST_CASE("Drops fall as Gunn and Kinzer measured: 1 mm 4.03 m/s, 2 mm 6.49, 5 mm 9.09") {
  CHECK(dropSpeed(1) == Approx(4.03).epsilon(0.03));
  CHECK(dropSpeed(2) == Approx(6.49).epsilon(0.03));
  CHECK(dropSpeed(5) == Approx(9.09).epsilon(0.03));
}

TEST_CASE("The drops bring as much water as it rains") {
  // Their fit and the speeds are of different hands: they meet to a fifth.
  for (const double rain : {5.0, 25.0}) {
    double mmH = 0;
    constexpr double kStep = 0.001;
    for (double d = kStep / 2; d < 12; d += kStep)
      mmH += kDropsPerM3Mm * std::exp(-dropSlope(rain) * d) * kStep * pi / 6 * std::pow(d, 3) *
             1e-6 * dropSpeed(d) * 3600;
    CHECK(mmH == Approx(rain).epsilon(0.2));
  }
}

TEST_CASE("The share of drops from a size on is what their number and face make of it") {
  const double slope = dropSlope(10);
  double all = 0, large = 0;
  for (double d = 0.0005; d < 15; d += 0.001) {
    const double face = d * d * std::exp(-slope * d);
    all += face, large += d >= 1 ? face : 0;
  }
  CHECK(shareOfDrops(10, 1) == Approx(large / all).epsilon(2e-3));
  CHECK(shareOfDrops(10, 0) == 1);
}

TEST_CASE("A lamp beside the lens lights the haze as the integral along the line says") {
  const Lamp lamp{.pose = {{0, 0.06, 0.03}, {}}, .halfAngleDeg = 40};
  for (const Vec3 towards : {Vec3{1, 0, 0}, Vec3{1, 0.5, 0.2}, Vec3{1, -0.4, -0.3}})
    for (const Reach reach : {Reach{0, 0.5}, Reach{0, 8}, Reach{0.5, 30}}) {
      const double wanted = airlightByHand({}, unit(towards), lamp, reach, 0.05, 0.08);
      CHECK(lampAirlight({}, unit(towards), lamp, reach, 0.05, 0.08) ==
            Approx(wanted).epsilon(0.01));
    }
}

TEST_CASE("A lamp that one looks towards lights the haze before it by the same integral") {
  const Lamp lamp{.pose = {{10, 1, 0}, headingAndPitch(degrees(180), degrees(0))},
                  .halfAngleDeg = 60};
  const double wanted = airlightByHand({}, {1, 0, 0}, lamp, {0, 40}, 0.05, 0.08);
  CHECK(lampAirlight({}, {1, 0, 0}, lamp, {0, 40}, 0.05, 0.08) == Approx(wanted).epsilon(0.01));
}

TEST_CASE("Fog takes the sun's beam and gives part of it back as sky") {
  const double height = std::sin(degrees(30).value);
  const FoggedLight clear = throughFog({}, height);
  CHECK(clear.direct == 1);
  CHECK(clear.sunlit == 1);
  CHECK(clear.sky == 1);
  const FoggedLight thin = throughFog({.visibilityM = 2000}, height);
  const FoggedLight thick = throughFog({.visibilityM = 50}, height);
  CHECK(thin.direct == Approx(std::exp(-3.912 / 2000 * kFogDepthM / height)).epsilon(1e-3));
  CHECK(thick.direct < 0.001);
  CHECK(thick.sunlit < thin.sunlit);
  CHECK(thin.sunlit < 1);
  CHECK(thick.sunlit > 0.3);  // a bright grey day
}

TEST_CASE("Lamps reach less far in fog, and the photocell sees the darker day") {
  auto world = World::parse("wall", wallAt(10, 5000));
  world->setLamps({{.pose = {{0, 0, 2}, {}}, .intensityCd = 500, .halfAngleDeg = 30}});
  const Vec3 wall{9.999, 0, 2}, towards{-1, 0, 0};
  world->setWeather({});
  const double dark = world->stateAt(Instant{})->skyLux,
               clear = world->illuminanceLux(wall, towards, Instant{});
  CHECK(dark == 1000);
  world->setWeather({.visibilityM = 40});
  const double sky = world->stateAt(Instant{})->skyLux;
  const double fogged = world->illuminanceLux(wall, towards, Instant{});
  CHECK(sky < 0.9 * dark);
  CHECK(fogged - 0.6 * sky == Approx((clear - 0.6 * dark) * std::exp(-3.912 / 4)).epsilon(1e-3));
}

TEST_CASE("A scene's weather is read with its limits") {
  const std::string with = replaced(smallScene(), "\"sky_lux\"",
                                    R"("weather": {"fog_visibility_m": 40, "rain_mm_h": 10,
                                     "insects": 6}, "sky_lux")");
  const Weather weather = SceneFile::parse("small", with).weather;
  CHECK(weather == Weather{40, 10, 6, 0});
  CHECK(SceneFile::parse("small", smallScene()).weather == Weather{});
  CHECK_THAT(complaintOf(with, "\": 40", "\": 2"), Catch::Contains("/weather/fog_visibility_m"));
  CHECK_THAT(complaintOf(with, "\": 10", "\": 400"), Catch::Contains("/weather/rain_mm_h"));
  CHECK_THAT(complaintOf(with, "\": 6", "\": 2.5"), Catch::Contains("/weather/insects"));
  CHECK_THAT(complaintOf(with, "insects", "bees"), Catch::Contains("bees"));
}
