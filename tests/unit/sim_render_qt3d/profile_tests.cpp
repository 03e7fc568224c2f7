// Measured beams as they are drawn, against the formulas of sim/world/daylight.h.
#include <numbers>

#include "sim/light/ies_file.h"
#include "sim/render/pinhole.h"
#include "sim/world/daylight.h"
#include "tests/support/catch.h"
#include "tests/support/ies_text.h"
#include "tests/unit/sim_render_qt3d/drawn.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;

namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kGrey = 0.4, kNear = 0.6;
constexpr Vec3 kUp{0, 0, 1};

const View kFromAbove = lookAt({0, -0.01, 10}, {0, 0, 0}, {65, 49}, 40);

Profile wing() {
  static const Profile kProfile = parseIes(
      "wing",
      IesText{.vertical = everyDegrees(0, 90, 1), .horizontal = everyDegrees(90, 270, 5)}.with(
          Batwing{}));
  return kProfile;
}

Lamp lampWith(Profile profile, Vec3 at = {0.5, 0.3, 3}) {
  return {.pose = {at, headingAndPitch(degrees(25), degrees(-80))},
          .intensityCd = 500,
          .infraredWSr = 0.3,
          .profile = std::move(profile)};
}

SceneState darkGround() {
  SceneState scene =
      sceneOf({{1, Shape::kPlane, {30, 30, 1}, {}, {kGrey, kGrey, kGrey}, Surface::kPlain, kNear}});
  scene.sun.illuminanceLux = 0;
  scene.skyLux = 0;
  return scene;
}

// Of level ground at a pixel, by the formula.
double luminanceAt(int x, int y, const std::vector<Lamp>& lamps) {
  const Vec3 way = directionAt(kFromAbove, x + 0.5, y + 0.5), from = kFromAbove.pose.position;
  const Vec3 ground = from + way * (from.z / -way.z);
  double sum = 0;
  for (Lamp lamp : lamps) {
    sum += kGrey * lampLux(ground, kUp, lamp);
    lamp.intensityCd = infraredCd(lamp);
    sum += kNear * lampLux(ground, kUp, lamp);
  }
  return sum / kPi;
}

void compare(const LinearImage& image, const std::vector<Lamp>& lamps) {
  for (int y = 2; y < 49; y += 5)
    for (int x = 2; x < 65; x += 5) {
      INFO(x << ", " << y);
      CHECK(image.rgb[1][pixelAt(kFromAbove, x, y)] ==
            Approx(luminanceAt(x, y, lamps)).epsilon(0.005));
    }
}

bool same(const LinearImage& a, const LinearImage& b) { return a.rgb == b.rgb; }

}  // namespace

TEST_CASE("Ground under a lamp with a measured beam has the luminance that the formula gives") {
  Drawn drawn;
  const std::vector<Lamp> one{lampWith(wing())};
  std::vector<Lamp> some{lampWith(wing()), lampWith(nullptr, {-2, 1, 2.5})};
  some.push_back(lampWith(
      parseIes("ball", IesText{.vertical = {0, 180}}.with([](double, double) { return 3; })),
      {2, -1, 2}));
  std::vector<Lamp> many = some;
  for (const double x : {-3.0, 3.0}) many.push_back(lampWith(wing(), {x, 2, 4}));
  for (const auto& lamps : {one, some, many}) {
    INFO(lamps.size() << " lamps");
    SceneState scene = darkGround();
    scene.lamps = lamps;
    compare(render(*drawn.renderer, scene, kFromAbove, true), lamps);
    scene.placeLamps = std::exchange(scene.lamps, {});
    compare(render(*drawn.renderer, scene, kFromAbove, true), lamps);
  }
}

TEST_CASE("A measured cos^m looks like the built-in one") {
  Drawn drawn;
  for (const double half : {25.0, 60.0}) {
    Lamp built = lampWith(nullptr), measured = built;
    built.halfAngleDeg = half;
    const double m = beamExponent(half);
    measured.profile =
        parseIes("cosines", IesText{.vertical = everyDegrees(0, 90, 0.5)}.with(
                                [&](double v, double) { return std::pow(cosineOf(v), m); }));
    SceneState scene = darkGround();
    scene.lamps = {built};
    const LinearImage one = render(*drawn.renderer, scene, kFromAbove);
    scene.lamps = {measured};
    const LinearImage other = render(*drawn.renderer, scene, kFromAbove);
    const float brightest = *std::max_element(one.rgb[1].begin(), one.rgb[1].end());
    for (size_t i = 0; i < one.rgb[1].size(); ++i)
      REQUIRE(other.rgb[1][i] == Approx(one.rgb[1][i]).epsilon(0.01).margin(1e-4 * brightest));
  }
}

TEST_CASE("What a lamp looks like does not hang on the beams of others, to the bit") {
  auto drawn = std::make_unique<Drawn>();
  SceneState plain = darkGround(), winged = plain;
  plain.lamps = {lampWith(nullptr)};
  winged.lamps = {lampWith(wing())};
  const LinearImage first = render(*drawn->renderer, plain, kFromAbove);
  std::vector<Profile> others;
  for (int i = 1; i < 4; ++i)
    others.push_back(parseIes("other", IesText{.vertical = everyDegrees(0, 90, 10.0 / i)}.with(
                                           [](double v, double) { return 95 - v; })));
  SceneState crowd = plain;
  for (const Profile& other : others) crowd.lamps.push_back(lampWith(other));
  render(*drawn->renderer, crowd, kFromAbove);  // theirs come first
  const LinearImage behind = render(*drawn->renderer, winged, kFromAbove);
  others.clear();
  crowd = plain;
  crowd.lamps.push_back(lampWith(
      parseIes("new", IesText{.vertical = {0, 90}}.with([](double, double) { return 1; }))));
  const Layers both =
      drawn->renderer->draw(crowd, kFromAbove, whole(kFromAbove.size),
                            {false, {beamOf(crowd.lamps[0]), beamOf(crowd.lamps[1])}});
  const Layers alone = drawn->renderer->draw(plain, kFromAbove, whole(kFromAbove.size),
                                             {false, {beamOf(plain.lamps[0])}});
  CHECK(both.lights[0].planes[1] == alone.lights[0].planes[1]);
  CHECK(same(render(*drawn->renderer, winged, kFromAbove), behind));
  CHECK(same(render(*drawn->renderer, plain, kFromAbove), first));
  drawn.reset();
  const Drawn fresh;
  CHECK(same(render(*fresh.renderer, winged, kFromAbove), behind));
}
