#include <cmath>

#include "sim/world/daylight.h"
#include "sim/world/solid.h"
#include "sim/world/world.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_world/small_scene.h"

using namespace tw;
using namespace tw::sim;

namespace {
constexpr Vec3 kUp{0, 0, 1};
}

TEST_CASE("Level open ground gets the sun's share by its height and the whole sky") {
  const auto world = World::parse("small", smallScene());
  CHECK(world->illuminanceLux({0, -5, 0}, kUp, Instant{}) == Approx(50000 * 0.5 + 10000));
}

TEST_CASE("An upright wall sees half the sky and half the ground") {
  const Sun sun{{0, 0, 1}, 40000};
  CHECK(diffuseLux({1, 0, 0}, sun, 10000) ==
        Approx(10000 / 2.0 + kGroundReflectance * (40000 + 10000) / 2.0));
  CHECK(sunLux({1, 0, 0}, sun) == Approx(0).margin(1e-9));
}

TEST_CASE("Behind a block there is no sun") {
  const auto world = World::parse("small", smallScene());
  // The block is 3 m high and ends at y = 12; the sun stands 30 degrees high in the south.
  const double reach = 3 / std::tan(degrees(30).value);
  CHECK(world->illuminanceLux({0, 12 + reach - 0.05, 0}, kUp, Instant{}) == Approx(10000));
  CHECK(world->illuminanceLux({0, 12 + reach + 0.05, 0}, kUp, Instant{}) == Approx(35000));
  CHECK(world->illuminanceLux({2.1, 12.5, 0}, kUp, Instant{}) == Approx(35000));  // beside it
}

TEST_CASE("Round parts block the sun where they are") {
  const Vec3 east{1, 0, 0};
  const Pose at{{5, 0, 1}, {}};
  const Part ball{1, Shape::kSphere, {2, 2, 2}, at, {}, Surface::kPlain, 0.4, nullptr, nullptr};
  const Part post{1, Shape::kCylinder, {1, 1, 2}, at, {}, Surface::kPlain, 0.4, nullptr, nullptr};
  CHECK(blocked({0, 0.95, 1}, east, {&ball, 1}));
  CHECK_FALSE(blocked({0, 1.05, 1}, east, {&ball, 1}));
  CHECK_FALSE(blocked({8, 0, 1}, east, {&ball, 1}));  // behind the observer
  CHECK(blocked({0, 0.45, 1.95}, east, {&post, 1}));
  CHECK_FALSE(blocked({0, 0.45, 2.05}, east, {&post, 1}));
  CHECK(blocked({5.2, 0, 5}, {0, 0, -1}, {&post, 1}));
}

TEST_CASE("A lamp's light falls with the square of the distance and with its beam") {
  Lamp lamp;
  lamp.pose.position = {0, 0, 2};
  lamp.pose.turn = headingAndPitch({0}, degrees(-90));  // straight down
  lamp.intensityCd = 100;
  lamp.halfAngleDeg = 30;
  CHECK(lampLux({0, 0, 0}, kUp, lamp) == Approx(25));
  CHECK(lampLux({0, 0, 1}, kUp, lamp) == Approx(100));
  const double aside = 2 * std::tan(degrees(30).value), cosine = std::cos(degrees(30).value);
  CHECK(lampLux({aside, 0, 0}, kUp, lamp) == Approx(25 * 0.5 * std::pow(cosine, 3)));
  CHECK(lampLux({0, 0, 3}, {0, 0, -1}, lamp) == 0);  // behind it
}

TEST_CASE("The light sensor sees the lamps that are on") {
  const auto world = World::parse("small", smallScene());
  const double before = world->illuminanceLux({0, -5, 0}, kUp, Instant{});
  Lamp lamp;
  lamp.pose = {{0, -5, 2}, headingAndPitch({0}, degrees(-90))};
  lamp.intensityCd = 400;
  world->setLamps({lamp});
  CHECK(world->illuminanceLux({0, -5, 0}, kUp, Instant{}) == Approx(before + 100));
  world->setLamps({});
  CHECK(world->illuminanceLux({0, -5, 0}, kUp, Instant{}) == before);
}
