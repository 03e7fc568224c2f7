#include "sim/optics/kept_light.h"

#include "sim/optics/drawn_pictures.h"
#include "tests/support/catch.h"
#include "tests/support/test_pictures.h"

using namespace tw;
using namespace tw::sim;

namespace {

constexpr hal::ImageSize kSize{640, 360};
const LensModel kWide{Projection::kEquidistant, 1528, {2560, 1440}};
const LensModel kPtz{};

LensView viewOf(const LensModel& lens) {
  return {
      lens, Pose{}, kSize,
      lens.projection == Projection::kEquidistant ? std::make_shared<Remap>(lens, kSize) : nullptr};
}

Part disc(uint16_t id, double x, double y) {
  Part part;
  part.objectId = id;
  part.pose.position = {x, y, 1};
  part.size = {0.3, 0.3, 0.3};
  return part;
}

Lamp lampAt(double x, double candela) {
  Lamp lamp;
  lamp.pose.position.x = x;
  lamp.intensityCd = candela;
  lamp.colour = {1, 0.5, 0.25};
  return lamp;
}

// One kept light and one that keeps nothing, shown the same.
struct Pair {
  explicit Pair(const LensModel& lens) : kept(viewOf(lens)), full(viewOf(lens)) {}
  bool alike(const SceneState& scene, bool nearInfrared = false) {
    const LinearImage& a = kept.light(renderer, scene, nearInfrared, true, counts);
    const LinearImage& b = full.light(renderer, scene, nearInfrared, false, fullCounts);
    return a.rgb == b.rgb;
  }
  FormulaRenderer renderer;
  KeptLight kept, full;
  DrawingCounts counts, fullCounts;
};

}  // namespace

TEST_CASE("Kept light is the light of a full drawing, whatever comes, moves, goes and shines") {
  for (const LensModel& lens : {kWide, kPtz}) {
    Pair pair(lens);
    SceneState scene = *sceneOf(1000);
    for (int i = 0; i < 40; ++i) {
      scene.moving = {disc(1, -0.5 + 0.025 * i, 0.1)};
      if (i % 3 == 0) scene.moving.clear();
      scene.swaying = {disc(2, 0.3, i % 4 * 0.05)};
      scene.lamps.clear();
      if (i % 5 > 1) scene.lamps.push_back(lampAt(0, 10.0 * i));
      if (i % 2 == 1) scene.lamps.push_back(lampAt(1, 300));
      if (i == 30) scene.skyLux = 500;
      CAPTURE(i);
      CHECK(pair.alike(scene, i % 7 > 4));
    }
    CHECK(pair.counts.pixels < pair.fullCounts.pixels / 2);
  }
}

TEST_CASE("Lamps that fade and flash cost one drawing each, in every place they light") {
  Pair pair(kPtz);
  SceneState scene = *sceneOf(10);
  for (int i = 0; i < 30; ++i) {
    scene.lamps = {lampAt(i % 2, 100 + i)};
    CHECK(pair.alike(scene));
  }
  CHECK(pair.counts.drawings == 2);  // ambient and the first lamp at once, then the other
}

TEST_CASE("Poses of what sways are drawn once, those of what moves each time") {
  Pair pair(kPtz);
  SceneState scene = *sceneOf(1000);
  for (int i = 0; i < 40; ++i) {
    scene.swaying = {disc(1, 0.1 * (i % 4), 0)};
    CHECK(pair.alike(scene));
  }
  CHECK(pair.counts.drawings == 1 + 4);
  for (int i = 0; i < 10; ++i) {
    scene.moving = {disc(2, -0.5 + 0.02 * i, 0)};
    CHECK(pair.alike(scene));
  }
  CHECK(pair.counts.drawings == 1 + 4 + 10);
}

TEST_CASE("Another sky, sun or place lamp draws the place afresh") {
  Pair pair(kPtz);
  SceneState scene = *sceneOf(1000);
  CHECK(pair.alike(scene));
  CHECK(pair.alike(scene));
  CHECK(pair.counts.drawings == 1);
  scene.skyLux = 900;
  CHECK(pair.alike(scene));
  scene.placeLamps = {lampAt(0, 1)};
  CHECK(pair.alike(scene));
  scene.sun.illuminanceLux = 1;
  CHECK(pair.alike(scene));
  CHECK(pair.counts.drawings == 4);
}

TEST_CASE("More lamps than are kept are drawn again and still right") {
  Pair pair(kPtz);
  SceneState scene = *sceneOf(10);
  scene.swaying = {disc(1, 0.1, 0)};
  for (int i = 0; i < 25; ++i) {
    scene.lamps = {lampAt(i % 12, 50), lampAt((i + 5) % 12, 20)};
    CAPTURE(i);
    CHECK(pair.alike(scene));
  }
}
