#include <filesystem>
#include <numbers>

#include "sim/world/daylight.h"
#include "sim/world/world.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_render_qt3d/drawn.h"

using namespace tw;
using namespace tw::sim;

namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kGrey = 0.4;

Part greyPlane(Turn turn = {}) {
  return {1, Shape::kPlane, {10, 10, 1}, {{0, 0, 0}, turn}, {kGrey, kGrey, kGrey}, Surface::kPlain};
}

const View kFromAbove =
    lookAt({0, -0.01, 8}, {0, 0, 0}, {65, 49}, 60);  // odd: a pixel lies on the axis

// BT.709
double luminanceOf(const LinearImage& image) {
  return 0.2126 * middle(image, 0) + 0.7152 * middle(image, 1) + 0.0722 * middle(image, 2);
}

}  // namespace

TEST_CASE("A level grey plane has the luminance of a Lambertian in sun and sky") {
  Drawn drawn;
  const SceneState scene = sceneOf({greyPlane()});
  const double lux = scene.sun.illuminanceLux * scene.sun.towards.z + scene.skyLux;
  const LinearImage image = render(*drawn.renderer, scene, kFromAbove);
  for (int channel = 0; channel < 3; ++channel)
    CHECK(middle(image, channel) == Approx(kGrey / kPi * lux).epsilon(0.002));
}

TEST_CASE("A grey plane that faces the sun gets all of it and its share of the sky") {
  Drawn drawn;
  SceneState scene = sceneOf({});
  const Vec3 normal = scene.sun.towards;
  const Vec3 axis = unit(cross({0, 0, 1}, normal));
  scene = sceneOf({greyPlane(about(axis, {std::acos(normal.z)}))});
  const double ground = kGroundReflectance * (scene.sun.illuminanceLux * normal.z + scene.skyLux);
  const double lux =
      scene.sun.illuminanceLux + scene.skyLux * (1 + normal.z) / 2 + ground * (1 - normal.z) / 2;
  const View view = lookAt(normal * 6, {0, 0, 0}, {65, 49}, 60);  // odd: a pixel lies on the axis
  CHECK(middle(render(*drawn.renderer, scene, view)) == Approx(kGrey / kPi * lux).epsilon(0.002));
}

TEST_CASE(
    "The sun's disc is 32 minutes wide where the sun stands, and hides behind what is there") {
  Drawn drawn;
  SceneState scene = sceneOf({});
  const auto brightIn = [&](const View& view) {
    const LinearImage image = render(*drawn.renderer, scene, view);
    return std::count_if(image.rgb[1].begin(), image.rgb[1].end(),
                         [](float cd) { return cd > 50'000; });
  };
  constexpr double kFocalPx = 4000, kRadius = 0.2666 * kPi / 180;
  const View view = lookAt({0, 0, 2}, Vec3{0, 0, 2} + scene.sun.towards, {65, 65}, kFocalPx);
  const auto pixels = kPi * kRadius * kRadius * kFocalPx * kFocalPx;  // 1088
  CHECK(static_cast<double>(brightIn(view)) == Approx(pixels).epsilon(0.02));
  // Two degrees beside it there is none, and the moon is as the eye sees it: 2900 cd/m2 at 0.2 lx.
  const View aside =
      lookAt({0, 0, 2}, Vec3{0, 0, 2} + scene.sun.towards + Vec3{0, 0, 0.06}, {65, 65}, kFocalPx);
  CHECK(brightIn(aside) == 0);
  scene.sun.illuminanceLux = 0.2;
  scene.skyLux = 0;
  CHECK(middle(render(*drawn.renderer, scene, view)) ==
        Approx(0.2 / (kPi * kRadius * kRadius)).epsilon(0.01));
  const Vec3 before = Vec3{0, 0, 2} + scene.sun.towards * 5;
  scene = sceneOf({{1, Shape::kBox, {1, 1, 1}, {before, {}}, {0.5, 0.5, 0.5}, Surface::kPlain}});
  CHECK(brightIn(view) == 0);
}

TEST_CASE("In the shadow of a box only the sky is left, and the shadow ends where the sun says") {
  Drawn drawn;
  SceneState scene =
      sceneOf({{2, Shape::kPlane, {40, 40, 1}, {}, {kGrey, kGrey, kGrey}, Surface::kPlain},
               {3, Shape::kBox, {2, 2, 4}, {{0, 0, 2}, {}}, {0.5, 0.5, 0.5}, Surface::kPlain}});
  scene.sun.towards = unit({-1, 0, 1});  // the shadow reaches from x = 1 to x = 5
  const auto groundAt = [&](double x) {
    return middle(render(*drawn.renderer, scene, lookAt({x, -0.01, 9}, {x, 0, 0}, {32, 32}, 400)));
  };
  const double shade = kGrey / kPi * scene.skyLux;
  const double open = shade + kGrey / kPi * scene.sun.illuminanceLux * std::sqrt(0.5);
  CHECK(groundAt(3) == Approx(shade).epsilon(0.005));
  CHECK(groundAt(4.9) == Approx(shade).epsilon(0.005));
  CHECK(groundAt(5.1) == Approx(open).epsilon(0.005));
  CHECK(groundAt(-3) == Approx(open).epsilon(0.005));
  // On the flat top nothing shades itself.
  CHECK(middle(render(*drawn.renderer, scene, lookAt({0, -0.01, 9}, {0, 0, 4}, {32, 32}, 400))) ==
        Approx(open / kGrey * 0.5).epsilon(0.005));
}

TEST_CASE("A shadow follows what moves") {
  Drawn drawn;
  SceneState scene = sceneOf({greyPlane()});
  scene.sun.towards = {0, 0, 1};
  const double open = middle(render(*drawn.renderer, scene, kFromAbove));
  scene.moving = {{5, Shape::kBox, {2, 2, 0.5}, {{0, 0, 20}, {}}, {}, Surface::kPlain}};
  CHECK(middle(render(*drawn.renderer, scene, kFromAbove)) < 0.3 * open);
  scene.moving[0].pose.position.x = 5;
  CHECK(middle(render(*drawn.renderer, scene, kFromAbove)) == open);
}

TEST_CASE("Lamps add up by the square of the distance, the angle and their beam") {
  Drawn drawn;
  SceneState scene = sceneOf({greyPlane()});
  scene.sun.illuminanceLux = 0;
  scene.skyLux = 0;
  Lamp lamp;
  lamp.pose = {{1, 0, 3}, headingAndPitch({0}, degrees(-90))};
  lamp.intensityCd = 500;
  lamp.halfAngleDeg = 25;
  lamp.colour = {1, 0.5, 0};
  scene.lamps = {lamp};
  const double d = std::sqrt(10.0), cosine = 3 / d;
  const double lux = 500 * std::pow(cosine, beamExponent(25)) * cosine / (d * d);
  const LinearImage one = render(*drawn.renderer, scene, kFromAbove);
  CHECK(middle(one, 0) == Approx(kGrey / kPi * lux).epsilon(0.005));
  CHECK(middle(one, 1) == Approx(kGrey / kPi * lux / 2).epsilon(0.005));
  CHECK(middle(one, 2) == 0);
  for (const size_t count : {4U, 5U, 16U}) {  // each variant of the shaders
    scene.lamps.assign(count, lamp);
    const double many = middle(render(*drawn.renderer, scene, kFromAbove));
    CHECK(many == Approx(static_cast<double>(count) * kGrey / kPi * lux).epsilon(0.005));
  }
  scene.lamps.clear();
  CHECK(middle(render(*drawn.renderer, scene, kFromAbove)) == 0);
}

TEST_CASE("Without light a picture is black and still bears its ids") {
  Drawn drawn;
  SceneState scene = sceneOf({greyPlane()});
  scene.sun.illuminanceLux = 0;
  scene.skyLux = 0;
  const LinearImage image = render(*drawn.renderer, scene, kFromAbove);
  for (const auto& plane : image.rgb)
    CHECK(std::all_of(plane.begin(), plane.end(), [](float v) { return v == 0; }));
  CHECK(image.ids[pixelAt(kFromAbove, 32, 24)] == 1);
}

TEST_CASE("The sky's luminance adds up to the light it sends onto level ground") {
  Drawn drawn;
  const SceneState scene = sceneOf({});
  // E = 2 pi * integral of L(u) u du over u = sin(elevation), by midpoints.
  double sum = 0;
  constexpr int kSteps = 40;
  for (int i = 0; i < kSteps; ++i) {
    const double u = (i + 0.5) / kSteps;
    const Vec3 direction{std::sqrt(1 - u * u), 0, u};
    const LinearImage image = render(*drawn.renderer, scene,
                                     lookAt({0, 0, 2}, Vec3{0, 0, 2} + direction, {17, 17}, 2000));
    sum += luminanceOf(image) * u / kSteps;
  }
  CHECK(2 * kPi * sum == Approx(scene.skyLux).epsilon(0.01));
}

TEST_CASE("Surfaces vary about their part's own colour") {
  Drawn drawn;
  for (const Surface surface :
       {Surface::kBricks, Surface::kGrass, Surface::kPlanks, Surface::kPaving}) {
    Part part = greyPlane();
    part.surface = surface;
    const SceneState scene = sceneOf({part});
    const double flat =
        kGrey / kPi * (scene.sun.illuminanceLux * scene.sun.towards.z + scene.skyLux);
    for (const double height : {3.0, 30.0}) {
      const View view = lookAt({0, -0.01, height}, {0, 0, 0}, {160, 120}, 50 * height);
      const LinearImage image = render(*drawn.renderer, scene, view);
      double sum = 0;
      for (const float green : image.rgb[1]) sum += green;
      CHECK(sum / static_cast<double>(image.size.pixels()) == Approx(flat).epsilon(0.08));
    }
  }
}

TEST_CASE("What a luminance meter reads is what is drawn there") {
  Drawn drawn;
  const auto source = std::filesystem::path(TWEELENS_SOURCE_DIR);
  struct Look {
    Vec3 from, at;
  };
  // A window's frame, the bin, a step in the house's shadow, a bench, the sky, an upper wall.
  const auto agree = [&](World& world, std::initializer_list<Look> looks, double within) {
    const auto state = world.stateAt(Instant{});
    for (const auto& [from, at] : looks) {
      INFO(at.x << ", " << at.y << ", " << at.z);
      const LinearImage image = render(*drawn.renderer, *state, lookAt(from, at, {17, 17}, 3000));
      CHECK(luminanceOf(image) ==
            Approx(world.luminance(from, unit(at - from), Instant{})).epsilon(within));
    }
  };
  const auto day = World::load(source / "scenes/plain_yard.scene.json");
  agree(*day,
        {{{-3, 8, 1.6}, {-0.84, 12.44, 1.7}},
         {{4.3, 8, 1.2}, {4.3, 11.7, 0.5}},
         {{0, 8, 2}, {3.0, 30, 40}},
         {{0, 8, 2}, {-8, 8.0, 60}},
         {{-3.2, 9, 1.2}, {-3.2, 11.5, 0.475}}},
        0.03);
  const auto night = World::load(source / "scenes/light_safety.scene.json");
  night->setLamps({Lamp{.pose = {{0, -4, 2}, headingAndPitch(degrees(90), {})},
                        .intensityCd = 60,
                        .halfAngleDeg = 45}});
  agree(*night, {{{0.24, -3, 0.5}, {0.2, -0.37, 0.94}}, {{0, -4, 2}, {30, -4, 40}}}, 0.03);
}
