// Shadows of lamps: where straight lines from the lamp say, and no darker than the other lights
// leave them.
#include <numbers>

#include "sim/render/footprint.h"
#include "sim/world/daylight.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_render_qt3d/drawn.h"

using namespace tw;
using namespace tw::sim;

namespace {

constexpr double kGrey = 0.4;
constexpr double kTop = 1.5;  // of a box half a metre to each side
constexpr double kEdge = 4 * kLampShadowTan / kLampShadowTexels;  // two texels, a metre away

// Level ground, a box on it, and a lamp three metres above its middle that shines straight down.
struct Yard {
  Yard() {
    scene = sceneOf({{2, Shape::kPlane, {60, 60, 1}, {}, {kGrey, kGrey, kGrey}}});
    scene.moving = {{3, Shape::kBox, {1, 1, kTop}, {{0, 0, kTop / 2}, {}}, {0.5, 0.5, 0.5}}};
    scene.sun.illuminanceLux = scene.skyLux = 0;
    scene.lamps = {down({0, 0, 3})};
  }
  static Lamp down(Vec3 at) {
    Lamp lamp;
    lamp.pose = {at, headingAndPitch({0}, degrees(-90))};
    lamp.intensityCd = 500;
    return lamp;
  }
  // cd/m2, seen steeply enough to look past the box.
  double groundAt(double x) {
    return middle(render(*drawn.renderer, scene, lookAt({x, -0.01, 9}, {x, 0, 0}, {33, 33}, 2000)));
  }
  static double litBy(const Lamp& lamp, double x) {
    return kGrey / std::numbers::pi * lampLux({x, 0, 0}, {0, 0, 1}, lamp);
  }
  Drawn drawn;
  SceneState scene;
};

}  // namespace

TEST_CASE("A lamp's shadow ends where a line from it past the edge meets the ground") {
  Yard yard;
  for (const double lampX : {0.0, -0.8, 0.4}) {
    yard.scene.lamps[0].pose.position.x = lampX;
    const double end = lampX + (0.5 - lampX) * 3 / (3 - kTop), edge = 2 * kEdge * 3 + 0.02;
    CAPTURE(lampX, end);
    CHECK(yard.groundAt(end - edge) == 0);
    CHECK(yard.groundAt(end + edge) ==
          Approx(Yard::litBy(yard.scene.lamps[0], end + edge)).epsilon(0.005));
  }
}

TEST_CASE("A lamp's shadow follows what moves, and the lamp") {
  Yard yard;
  CHECK(yard.groundAt(0.8) == 0);
  yard.scene.moving[0].pose.position.x = 4;
  CHECK(yard.groundAt(0.8) == Approx(Yard::litBy(yard.scene.lamps[0], 0.8)).epsilon(0.005));
  yard.scene.lamps[0].pose.position.x = 4;
  CHECK(yard.groundAt(4.8) == 0);
  yard.scene.moving.clear();
  CHECK(yard.groundAt(4.8) == Approx(Yard::litBy(yard.scene.lamps[0], 4.8)).epsilon(0.005));
}

TEST_CASE("What one lamp leaves in the shadow another lights") {
  Yard yard;
  const Lamp other = Yard::down({2, 0, 3});
  // Enough of them that some share a map and some give way to others.
  yard.scene.lamps.push_back(other);
  yard.scene.lamps.push_back(yard.scene.lamps[0]);
  yard.scene.lamps[2].infraredWSr = 2;
  for (int i = 0; i < 6; ++i) yard.scene.lamps.push_back(Yard::down({0.02 * i, 0, 3}));
  for (int i = 0; i < 2; ++i)
    CHECK(yard.groundAt(0.8) == Approx(Yard::litBy(other, 0.8)).epsilon(0.005));
}

TEST_CASE("Farther than the map reaches off its axis a lamp lights all alike") {
  Yard yard;
  Lamp& lamp = yard.scene.lamps[0];
  lamp.pose.turn = {};
  const double at = 1.2;
  REQUIRE(3 / at > kLampShadowTan);
  yard.scene.moving[0].size = {0.2, 0.2, 2};
  yard.scene.moving[0].pose.position = {0.5, 0, 1};  // in the way
  CHECK(yard.groundAt(at) == Approx(Yard::litBy(lamp, at)).epsilon(0.005));
}
