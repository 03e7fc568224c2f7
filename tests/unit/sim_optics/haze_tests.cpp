// Haze in pictures against Koschmieder's law, and distances against closed forms.
#include "sim/optics/haze.h"

#include <chrono>
#include <numbers>

#include "sim/optics/drawn_pictures.h"
#include "sim/world/airlight.h"
#include "tests/support/catch.h"
#include "tests/support/test_pictures.h"
#include "tests/unit/sim_optics/weather_scene.h"

using namespace tw;
using namespace tw::sim;

namespace {

size_t pixelAt(int x, int y) {
  return static_cast<size_t>(y) * kWeatherSize.width + static_cast<size_t>(x);
}

std::vector<float> distancesTo(const std::vector<Part>& parts, const LensModel& lens) {
  const Distances distances(lens, kWeatherSize);
  std::vector<float> metres = distances.empty();
  distances.add({{0, 0, 2}, kLensToBody}, parts, metres);
  return metres;
}

// As a box of triangles.
Part meshOf(const Part& box) {
  auto mesh = std::make_shared<Mesh>();
  for (const double x : {-0.5, 0.5})
    for (const double y : {-0.5, 0.5})
      for (const double z : {-0.5, 0.5})
        mesh->vertices.push_back(
            {{static_cast<float>(x), static_cast<float>(y), static_cast<float>(z)}});
  mesh->indices = {0, 1, 3, 0, 3, 2, 4, 6, 7, 4, 7, 5, 0, 4, 5, 0, 5, 1,
                   2, 3, 7, 2, 7, 6, 0, 2, 6, 0, 6, 4, 1, 5, 7, 1, 7, 3};
  Part part = box;
  part.shape = Shape::kMesh;
  part.mesh = mesh;
  return part;
}

LinearImage flat(float luminance) {
  LinearImage image{kWeatherSize, {}, {}};
  for (auto& plane : image.rgb) plane.assign(kWeatherSize.pixels(), luminance);
  return image;
}

}  // namespace

TEST_CASE("Distances to boxes and meshes are those of rays, in every pixel and projection") {
  const std::vector<Part> boxes{boxAt({10, 0, 2}, {0.2, 6, 3}), boxAt({4, 1, 1.5}, {0.4, 0.5, 1}),
                                boxAt({0, 0, -0.5}, {300, 300, 1})};
  std::vector<Part> meshes;
  for (const Part& box : boxes) meshes.push_back(meshOf(box));
  for (const LensModel& lens : {LensModel{}, kWideLens}) {
    const auto metres = distancesTo(boxes, lens), byMesh = distancesTo(meshes, lens);
    const Turn turn = kLensToBody;
    int wrong = 0, met = 0;
    for (int y = 0; y < kWeatherSize.height; ++y)
      for (int x = 0; x < kWeatherSize.width; ++x) {
        const Vec3 ray = turn * directionOf(lens, kWeatherSize, {x + 0.5, y + 0.5});
        const auto hit = firstHit({0, 0, 2}, ray, boxes, 1e6);
        const double wanted = hit ? hit->distance : Distances::kNothing;
        met += hit.has_value();
        const size_t at = pixelAt(x, y);
        if (std::abs(metres[at] / wanted - 1) > 1e-4) ++wrong;
        if (std::abs(byMesh[at] / wanted - 1) > 1e-4) ++wrong;
      }
    CHECK(met > 20000);
    CHECK(wrong <= 4);  // rays along an edge
  }
}

TEST_CASE(
    "Through haze contrast falls as exp(-extinction d), and before the sky as deep as it is") {
  const Weather fog{.visibilityM = 50};
  auto scene = weatherScene({boxAt({20.1, 0, 2}, {0.2, 10, 3})}, fog);
  scene->skyLux = 1000;
  const FrameRecord frame = weatherFrame(scene);
  Haze haze(frame.lens, kWeatherSize);
  haze.look(frame);
  LinearImage black, bright;
  haze.apply(flat(0), nullptr, black);
  haze.apply(flat(300), nullptr, bright);
  const double air = dayAirlight({1, 0, 0}, scene->sun, scene->skyLux);
  const size_t wall = pixelAt(160, 90), sky = pixelAt(160, 0);
  const Vec3 up = frame.lensPose.turn * directionOf(frame.lens, kWeatherSize, {160.5, 0.5});
  REQUIRE(up.z > 0.1);
  const double left = std::exp(-extinction(fog) * kFogDepthM / up.z);
  for (size_t c = 0; c < 3; ++c) {
    CHECK(black.rgb[c][sky] == Approx(air * (1 - left)).epsilon(1e-4));
    CHECK(bright.rgb[c][sky] == Approx(air * (1 - left) + 300 * left).epsilon(1e-4));
    CHECK((air - black.rgb[c][wall]) / air == Approx(std::pow(0.02, 20 / 50.0)).epsilon(1e-3));
    CHECK(bright.rgb[c][wall] - black.rgb[c][wall] ==
          Approx(300 * std::pow(0.02, 20 / 50.0)).epsilon(1e-3));
  }
}

TEST_CASE("The thinner the weather, the less is seen of it, before the sky as well") {
  for (const Weather weather :
       {Weather{.visibilityM = Weather::kFarthestM}, Weather{.rainMmH = 1e-4}}) {
    auto scene = weatherScene({boxAt({20.1, 0, 2}, {0.2, 10, 3})}, weather);
    scene->skyLux = 1000;
    const FrameRecord frame = weatherFrame(scene);
    Haze haze(frame.lens, kWeatherSize);
    haze.look(frame);
    LinearImage seen;
    haze.apply(flat(300), nullptr, seen);
    CHECK(seen.rgb[1][pixelAt(160, 0)] == Approx(300).epsilon(0.03));
    CHECK(seen.rgb[1][pixelAt(160, 90)] == Approx(300).epsilon(0.03));
  }
}

TEST_CASE("The light of lamps at the lens goes through the haze twice") {
  auto scene = weatherScene({boxAt({20.1, 0, 2}, {0.2, 10, 3})}, {.visibilityM = 50});
  const FrameRecord frame = weatherFrame(scene);
  Haze haze(frame.lens, kWeatherSize);
  haze.look(frame);
  LinearImage seen;
  const LinearImage own = flat(100);
  haze.apply(flat(0), &own, seen);
  CHECK(seen.rgb[1][pixelAt(160, 90)] == Approx(100 * std::pow(0.02, 2 * 20 / 50.0)).epsilon(1e-3));
}

TEST_CASE("A lamp at the lens lights the haze before it, as the line's integral says") {
  const Weather fog{.visibilityM = 40};
  auto scene = weatherScene({boxAt({8.1, 0, 2}, {0.2, 40, 30})}, fog);
  scene->lamps = {besideLens(60)};
  for (const LensModel& lens : {LensModel{}, kWideLens}) {
    const FrameRecord frame = weatherFrame(scene, lens);
    Haze haze(lens, kWeatherSize);
    haze.look(frame);
    LinearImage seen;
    haze.apply(flat(0), nullptr, seen);
    for (const auto& [x, y] : {std::pair{160, 90}, {40, 30}, {300, 150}}) {
      const size_t at = pixelAt(x, y);
      const Vec3 ray = frame.lensPose.turn * directionOf(lens, kWeatherSize, {x + 0.5, y + 0.5});
      const double b = extinction(fog);
      const double wanted = 60 * lampAirlight(frame.lensPose.position, ray, scene->lamps[0],
                                              {0, haze.metres()[at]}, b, b);
      CHECK(seen.rgb[0][at] == Approx(wanted).epsilon(0.03));
    }
  }
}

TEST_CASE("Who walks through the haze has a distance of his own, and leaves none behind") {
  auto scene = weatherScene({boxAt({20.1, 0, 2}, {0.2, 30, 3})}, {.visibilityM = 50});
  scene->skyLux = 1000;
  FrameRecord frame = weatherFrame(scene);
  Haze haze(frame.lens, kWeatherSize), fresh(frame.lens, kWeatherSize);
  haze.look(frame);
  LinearImage before, with, after;
  haze.apply(flat(0), nullptr, before);
  auto crowded = std::make_shared<SceneState>(*scene);
  crowded->moving = {boxAt({5.1, 0, 2}, {0.2, 0.5, 1.8}, 7)};
  frame.scene = crowded;
  haze.look(frame);
  haze.apply(flat(0), nullptr, with);
  const double air = dayAirlight({1, 0, 0}, scene->sun, scene->skyLux);
  CHECK((air - with.rgb[0][pixelAt(160, 90)]) / air ==
        Approx(std::pow(0.02, 5 / 50.0)).epsilon(1e-3));
  fresh.look(frame);
  fresh.apply(flat(0), nullptr, after);
  CHECK(with.rgb == after.rgb);
  frame.scene = scene;
  haze.look(frame);
  haze.apply(flat(0), nullptr, after);
  CHECK(before.rgb == after.rgb);
}

TEST_CASE("A picture in fog does not hang on what was asked for before") {
  FormulaRenderer renderer;
  DrawnPictures alone(renderer), after(renderer);
  auto scene = weatherScene({boxAt({20.1, 0, 2}, {0.2, 30, 3})},
                            {.visibilityM = 50, .rainMmH = 20, .insects = 4});
  scene->skyLux = 10;
  scene->lamps = {besideLens(60)};
  const FrameRecord frame = weatherFrame(scene);
  auto other = std::make_shared<SceneState>(*scene);
  other->moving = {boxAt({5.1, 0, 2}, {0.2, 0.5, 1.8}, 7)};
  other->lamps.clear();
  FrameRecord before = frame;
  before.scene = other;
  before.noiseSeed = 5;
  after.picture(before, {640, 360});
  other = std::make_shared<SceneState>(*other);
  other->weather = {};
  before.scene = other;
  after.picture(before, {640, 360});
  before.lensPose.position.x = 1;
  after.picture(before, {640, 360});
  CHECK(*after.picture(frame, {640, 360}) == *alone.picture(frame, {640, 360}));
  CHECK(after.statistics(frame).meanLuma == alone.statistics(frame).meanLuma);
}
