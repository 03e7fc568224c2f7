// The veil by its definition, and what it does to a target's contrast.
#include "sim/optics/veiling_glare.h"

#include <numbers>

#include "sim/optics/sensor_model.h"
#include "sim/world/bounce.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::sim;

namespace {

using std::numbers::pi;

SceneState sceneOf(std::vector<Part> parts, double sunLux, double skyLux) {
  SceneState scene;
  auto place = std::make_shared<Place>();
  place->parts = std::move(parts);
  scene.place = place;
  scene.sun = {unit({1, 0, 1}), sunLux};
  scene.skyLux = skyLux;
  return scene;
}

// A lens at 2 m that looks along +x.
const Pose kLens{{0, 0, 2}, kLensToBody};

Part box(Vec3 at, Vec3 size) {
  Part part;
  part.pose.position = at;
  part.size = size;
  part.colour = {0.5, 0.5, 0.5};
  part.nearInfrared = 0.5;
  return part;
}

float green(const Veil& veil) { return veil.luminance[1]; }

}  // namespace

TEST_CASE("A uniform field veils itself by the glare's share") {
  // Sky above and ground below: of an upright glass E = skyLux / 2 (1 + 0.2).
  const SceneState scene = sceneOf({}, 0, 10000);
  CHECK(green(veilOf(scene, kLens, 0.01, false, false)) == Approx(0.01 * 6000 / pi));
  CHECK(veilOf(scene, kLens, 0, false, false) == Veil{});
  CHECK(green(veilOf(scene, kLens, 0.01, false, true)) ==
        Approx(0.01 * 6000 * (1 + kInfraredInDaylight) / pi));
}

TEST_CASE("The sun on the glass veils by its cosine, unless the place hides it") {
  const SceneState open = sceneOf({}, 80000, 0);
  const double sunOnGlass = 80000 * std::sqrt(0.5), ground = 0.2 * 80000 * std::sqrt(0.5) / 2;
  CHECK(sunReaches(open, kLens.position));
  CHECK(green(veilOf(open, kLens, 0.01, true, false)) == Approx(0.01 * (sunOnGlass + ground) / pi));
  const SceneState eave = sceneOf({box({0.5, 0, 2.5}, {1, 1, 0.1})}, 80000, 0);
  CHECK_FALSE(sunReaches(eave, kLens.position));
  CHECK(green(veilOf(eave, kLens, 0.01, false, false)) == Approx(0.01 * ground / pi));
  CHECK_FALSE(sunReaches(sceneOf({}, 0, 100), kLens.position));
}

TEST_CASE(
    "A lamp that shines into the lens veils in its colour, an infrared one without the filter") {
  SceneState scene = sceneOf({}, 0, 0);
  scene.lamps = {{.pose = {{5, 0, 2}, headingAndPitch(degrees(180), {})},
                  .colour = {4, 0.1, 0},
                  .intensityCd = 100,
                  .halfAngleDeg = 60}};
  const Veil red = veilOf(scene, kLens, 0.01, false, false);
  CHECK(red.luminance[0] == Approx(0.01 * 4 * 100 / 25 / pi));
  CHECK(red.luminance[2] == 0);
  scene.lamps[0].intensityCd = 0;
  scene.lamps[0].infraredWSr = 2;
  CHECK(veilOf(scene, kLens, 0.01, false, false) == Veil{});
  CHECK(green(veilOf(scene, kLens, 0.01, false, true)) ==
        Approx(0.01 * 2 * kInfraredEquivalent / 25 / pi));
}

TEST_CASE(
    "A wall beside the spotlight takes the contrast of a target at 10 m, the more the nearer") {
  // Target of 50 % before 5 %, 10 m ahead in 60 cd: 0.6 lx. The wall goes along the axis.
  const Lamp spot{.pose = {{0.03, 0, 2}, {}}, .intensityCd = 60, .halfAngleDeg = 45};
  const double bright = 0.5 * 0.6 / pi, dark = 0.05 * 0.6 / pi;
  double last = 0;
  for (const double beside : {0.1, 0.3, 0.6, 1.2}) {
    SceneState scene = sceneOf({box({5, beside + 0.05, 2}, {12, 0.1, 6})}, 0, 0);
    scene.lamps = {spot};
    scene.lamps[0].thrown = patchesAround(spot, scene.place->parts);
    const double veil = green(veilOf(scene, kLens, 0.01, false, false));
    const double contrast = (bright - dark) / (bright + dark + 2 * veil);
    INFO(beside << " m: veil " << veil << " cd/m2, contrast " << contrast);
    CHECK(contrast > last);
    CHECK(contrast < 0.45 / 0.55);
    last = contrast;
  }
  CHECK(last > 0.6);
}

TEST_CASE("A picture and its statistics see the veil as light that is everywhere") {
  LinearImage lit{{64, 36}, {}, {}}, unlit = lit;
  for (size_t c = 0; c < 3; ++c) {
    lit.rgb[c].assign(lit.size.pixels(), 12);
    unlit.rgb[c].assign(lit.size.pixels(), 2);
  }
  const Veil veil{{10, 10, 10}};
  const hal::Exposure exposure{10ms, 6};
  const SensorParameters sensor;
  CHECK(expose(sensor, unlit, exposure, true, 7, veil).y.size() == lit.size.pixels());
  const auto mean = [](const Picture& picture) {
    double sum = 0;
    for (const uint8_t y : picture.y) sum += y;
    return sum / static_cast<double>(picture.y.size());
  };
  const double veiled = mean(expose(sensor, unlit, exposure, true, 7, veil));
  CHECK(veiled == Approx(mean(expose(sensor, lit, exposure, true, 7))).epsilon(0.01));
  CHECK(veiled > 1.2 * mean(expose(sensor, unlit, exposure, true, 7)));
  CHECK(measure(sensor, unlit, exposure, 1, veil).meanLuma ==
        Approx(measure(sensor, lit, exposure).meanLuma));
}
