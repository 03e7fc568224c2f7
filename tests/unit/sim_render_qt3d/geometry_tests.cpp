#include "firmware_core/base/check.h"
#include "sim/render/pinhole.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_render_qt3d/drawn.h"

using namespace tw;
using namespace tw::sim;

namespace {

Part ball(uint16_t id, Vec3 centre, double diameter) {
  return {id,           Shape::kSphere,  {diameter, diameter, diameter},
          {centre, {}}, {0.5, 0.5, 0.5}, Surface::kPlain};
}

}  // namespace

TEST_CASE("The pinhole projection agrees with one reckoned by hand") {
  // At the origin 2 m up, looking north and 30 degrees down: right is east.
  const View view = lookAt({0, 0, 2}, {0, std::cos(degrees(30).value), 1.5}, {640, 480}, 500);
  const Vec3 point{1, 5, 0.5};
  const double s = 0.5, c = std::sqrt(0.75);
  const double ahead = 5 * c + 1.5 * s;  // along (0, c, -s)
  const double down = 5 * -s + 1.5 * c;  // along (0, -s, -c)
  const auto at = project(view, point);
  REQUIRE(at);
  CHECK(at->x == Approx(320 + 500 * 1 / ahead));
  CHECK(at->y == Approx(240 + 500 * down / ahead));
  CHECK(at->depth == Approx(ahead));
  CHECK_FALSE(project(view, {0, -5, 2}));
  const Vec3 back = directionAt(view, at->x, at->y);
  CHECK(length(back - unit(point - view.pose.position)) < 1e-12);
}

TEST_CASE("Object ids lie where a pinhole projects the objects, to the pixel") {
  Drawn drawn;
  std::vector<Part> parts;
  uint16_t id = 100;
  for (const double x : {-2.0, 0.5, 2.5})
    for (const double z : {0.2, 1.4, 2.6}) parts.push_back(ball(id++, {x, 6 + x / 2, z}, 0.5));
  const SceneState scene = sceneOf(parts);
  const View view = lookAt({0.3, 0, 1.8}, {0.1, 5, 1.3}, {640, 480}, 420);
  const LinearImage image = render(*drawn.renderer, scene, view);
  for (const Part& part : parts) {
    // All pixels of it, their middle, and how many there are.
    double sumX = 0, sumY = 0, count = 0;
    for (int y = 0; y < 480; ++y)
      for (int x = 0; x < 640; ++x)
        if (image.ids[pixelAt(view, x, y)] == part.objectId) {
          sumX += x + 0.5;
          sumY += y + 0.5;
          ++count;
        }
    const auto at = project(view, part.pose.position);
    REQUIRE(at);
    REQUIRE(count > 0);
    CHECK(sumX / count == Approx(at->x).margin(1.0));
    CHECK(sumY / count == Approx(at->y).margin(1.0));
    const double radius = 420 * 0.25 / at->depth;
    CHECK(count == Approx(3.1416 * radius * radius).epsilon(0.12));  // aslant it is an ellipse
  }
}

TEST_CASE("Edges of a box lie where they must, to the pixel") {
  Drawn drawn;
  const SceneState scene =
      sceneOf({{9, Shape::kBox, {2, 1, 1}, {{0, 10.5, 1}, {}}, {0.5, 0.5, 0.5}, Surface::kPlain}});
  const View view = lookAt({0, 0, 1}, {0, 5, 1}, {200, 100}, 500);
  const LinearImage image = render(*drawn.renderer, scene, view);
  // The front lies 10 m away: 100 x 50 pixels about the middle.
  const auto id = [&](int x, int y) { return image.ids[pixelAt(view, x, y)]; };
  CHECK(id(50, 50) == 9);
  CHECK(id(49, 50) == 0);
  CHECK(id(149, 50) == 9);
  CHECK(id(150, 50) == 0);
  CHECK(id(100, 25) == 9);
  CHECK(id(100, 24) == 0);
  CHECK(id(100, 74) == 9);
  CHECK(id(100, 75) == 0);
}

TEST_CASE("A nearer object hides a farther one, in whatever order they are listed") {
  Drawn drawn;
  const Part near = ball(1, {0, 4, 1}, 1), far = ball(2, {0, 8, 1}, 3);
  const View view = lookAt({0, 0, 1}, {0, 5, 1}, {96, 64}, 80);
  for (const auto& parts : {std::vector{near, far}, std::vector{far, near}}) {
    SceneState scene = sceneOf(parts);
    LinearImage image = render(*drawn.renderer, scene, view);
    CHECK(image.ids[pixelAt(view, 48, 32)] == 1);
    CHECK(image.ids[pixelAt(view, 48 + 13, 32)] == 2);
    scene = sceneOf({});
    scene.moving = parts;
    image = render(*drawn.renderer, scene, view);
    CHECK(image.ids[pixelAt(view, 48, 32)] == 1);
  }
}

TEST_CASE("Every id of sixteen bits comes back as it is") {
  Drawn drawn;
  SceneState scene = sceneOf({});
  const View view = lookAt({0, 0, 1}, {0, 5, 1}, {16, 16}, 20);
  for (const int id : {1, 2, 255, 256, 257, 4095, 32767, 32768, 65534, 65535}) {
    scene.moving = {ball(static_cast<uint16_t>(id), {0, 3, 1}, 2)};
    CHECK(render(*drawn.renderer, scene, view).ids[pixelAt(view, 8, 8)] == id);
  }
}

TEST_CASE("A view that cannot be drawn is our own bug") {
  Drawn drawn;
  const SceneState scene = sceneOf({});
  View view = lookAt({0, 0, 1}, {0, 5, 1}, {64, 64}, 50);
  view.size.width = 8;
  CHECK_THROWS_AS(render(*drawn.renderer, scene, view), CheckFailed);
  view.size.width = 64;
  view.focalPx = 0;
  CHECK_THROWS_AS(render(*drawn.renderer, scene, view), CheckFailed);
}
