// What near surfaces throw back, by closed forms.
#include "sim/world/bounce.h"

#include <numbers>

#include "sim/world/world.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::sim;

namespace {

using std::numbers::pi;

Part wall(Vec3 at, Vec3 size, Colour colour = {0.5, 0.5, 0.5}) {
  Part part;
  part.size = size;
  part.pose.position = at;
  part.colour = colour;
  part.nearInfrared = 0.8;
  return part;
}

// A cosine's beam: pi lm a candela.
const Lamp kLamp{.pose = {{0, 0, 2}, {}}, .intensityCd = 60, .infraredWSr = 2, .halfAngleDeg = 60};

}  // namespace

TEST_CASE("A wall across a beam throws back its reflectance of all the flux") {
  const std::vector<Part> parts{wall({0.35, 0, 2}, {0.1, 20, 20})};
  const auto patches = patchesAround(kLamp, parts);
  REQUIRE(patches);
  double visible = 0, infrared = 0;
  for (const Patch& patch : *patches) {
    const Lamp back = thrownBack(kLamp, patch);
    CHECK(back.halfAngleDeg == 60);
    CHECK((back.pose.turn * Vec3{1, 0, 0}).x == Approx(-1));
    CHECK(back.pose.position.x >= 0.3);
    visible += back.intensityCd;
    infrared += back.infraredWSr;
  }
  // All of 60 pi lm meet it within 1.5 m but what goes more than 78.5 degrees aside.
  const double met = 1 - 0.2 * 0.2;
  CHECK(visible == Approx(0.5 * met * 60).epsilon(0.001));
  CHECK(infrared == Approx(0.8 * met * 2).epsilon(0.001));
}

TEST_CASE("A wall beside the beam gets the flux of its side, and the less the farther it is") {
  // Along the axis at a distance y: of a beam of cos^m, what meets it within 1.5 m by quadrature.
  const auto flux = [](double y, double m) {
    double sum = 0;
    constexpr int kSteps = 400;
    for (int i = 0; i < kSteps; ++i)
      for (int k = 0; k < kSteps; ++k) {
        const double along = (i + 0.5) / kSteps, angle = pi * (k + 0.5) / kSteps;
        const double reach = std::sqrt(1 - along * along) * std::sin(angle);
        if (reach * 1.5 > y) sum += std::pow(along, m) * pi / kSteps / kSteps;
      }
    return sum;
  };
  for (const double m : {1.0, 2.0})
    for (const double rollDeg : {0.0, 25.0, 70.0, 145.0}) {  // the wall's side, seen from the lamp
      Lamp lamp = kLamp;
      lamp.halfAngleDeg = toDegrees(Radians{std::acos(std::pow(0.5, 1 / m))});
      lamp.pose.turn = about({1, 0, 0}, degrees(rollDeg));
      double last = 1;
      for (const double y : {0.1, 0.2, 0.3, 0.6, 1.0}) {
        const std::vector<Part> parts{wall({5, y + 0.05, 2}, {20, 0.1, 20})};
        double visible = 0;
        for (const Patch& patch : *patchesAround(lamp, parts)) visible += patch.visible.g;
        CAPTURE(m, rollDeg, y);
        CHECK(visible == Approx(0.5 * flux(y, m) / pi).epsilon(0.02));
        CHECK(visible < last);
        last = visible;
      }
    }
}

TEST_CASE("Nothing near throws nothing back; the wall behind a lamp is dark") {
  CHECK_FALSE(patchesAround(kLamp, std::vector<Part>{wall({2, 0, 2}, {0.1, 20, 20})}));
  CHECK_FALSE(patchesAround(kLamp, std::vector<Part>{wall({-0.1, 0, 2}, {0.1, 20, 20})}));
}

TEST_CASE("A red wall throws back red light, of the luminance that it has") {
  const std::vector<Part> parts{wall({0.35, 0, 2}, {0.1, 20, 20}, {0.8, 0.1, 0})};
  const Lamp back = thrownBack(kLamp, patchesAround(kLamp, parts)->front());
  const Colour& c = back.colour;
  CHECK(c.r / c.g == Approx(8));
  CHECK(c.b == 0);
  CHECK(0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b == Approx(1));
}

TEST_CASE("In a world, a wall near a lamp lights what the lamp does not reach") {
  const auto world = World::parse("corner", R"({
    "name": "corner", "sun": {"azimuth_deg": 180, "elevation_deg": 30, "illuminance_lux": 0},
    "sky_lux": 0,
    "objects": [
      {"name": "ground", "parts": [{"shape": "plane", "size_m": [100, 100],
        "position_m": [0, 0, 0], "colour": [0.2, 0.2, 0.2]}]},
      {"name": "side", "parts": [{"shape": "box", "size_m": [4, 0.1, 4],
        "position_m": [2, 0.25, 2], "colour": [0.5, 0.5, 0.5]}]}],
    "mounts": [{"name": "west", "position_m": [0, 0, 2.8], "heading_deg": 0}]})");
  world->setLamps({kLamp});
  // Behind the lamp, looking at the wall's side.
  CHECK(world->illuminanceLux({-1, -1, 2}, unit({1, 1, 0}), Instant{}) > 1);
  CHECK(world->stateAt(Instant{})->lamps.size() == 1);  // no lamp more than there are
  world->setLamps({});
  CHECK(world->illuminanceLux({-1, -1, 2}, unit({1, 1, 0}), Instant{}) == 0);
}
