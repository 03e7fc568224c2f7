// Meters of light against closed forms: what a scene's meters and the ambient sensor read.
#include <cmath>
#include <numbers>

#include "sim/world/daylight.h"
#include "sim/world/solid.h"
#include "sim/world/world.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_world/small_scene.h"

using namespace tw;
using namespace tw::sim;

namespace {

using std::numbers::pi;

// A dark yard with a grey wall of 40 % across x = 10, and Anna, who waits at y = 30.
constexpr const char* kYard = R"({
  "name": "yard", "sun": {"azimuth_deg": 180, "elevation_deg": 30, "illuminance_lux": 0},
  "sky_lux": 0,
  "objects": [
    {"name": "ground", "parts": [
      {"shape": "plane", "size_m": [100, 100], "position_m": [0, 0, 0], "colour": [0.2, 0.2, 0.2]}]},
    {"name": "wall", "parts": [
      {"shape": "box", "size_m": [0.2, 20, 6], "position_m": [10.1, 0, 3],
       "colour": [0.4, 0.4, 0.4]}]}],
  "meters": [
    {"name": "face", "kind": "lux", "position_m": [9.999, 0, 2], "heading_deg": 180, "pitch_deg": 0},
    {"name": "floor", "kind": "lux", "position_m": [4, 0, 0.001]},
    {"name": "spot", "kind": "luminance", "position_m": [0, 0, 2], "heading_deg": 0}],
  "mounts": [{"name": "west", "position_m": [0, 0, 2.8], "heading_deg": 0}],
  "actors": [{"name": "anna", "height_m": 2.3, "path_m": [[5, 30], [5, 0], [5, -3]], "speed_m_s": 1}]})";

struct Yard {
  std::unique_ptr<World> world = World::parse("yard", kYard);
  Lamp lamp{.pose = {{0, 0, 2}, {}}, .intensityCd = 500, .halfAngleDeg = 30};

  double read(const std::string& name, Instant at = Instant{}) const {
    for (const LightMeter& meter : world->meters())
      if (meter.name == name)
        return meter.kind == LightMeter::Kind::kLux
                   ? world->illuminanceLux(meter.position, meter.towards, at)
                   : world->luminance(meter.position, meter.towards, at);
    FAIL("no meter " << name);
    return 0;
  }
};

}  // namespace

TEST_CASE("A meter on a wall reads the lamp's candela over the square of the distance") {
  Yard yard;
  yard.world->setLamps({yard.lamp});
  CHECK(yard.read("face") == Approx(500 / 100.0).epsilon(1e-3));
  yard.lamp.pose.position.x = 5;
  yard.world->setLamps({yard.lamp});
  CHECK(yard.read("face") == Approx(500 / 25.0).epsilon(1e-3));
}

TEST_CASE("A meter on the ground reads the beam's share and the cosine") {
  Yard yard;
  yard.world->setLamps({yard.lamp});
  const double d2 = 4 * 4 + 2 * 2, beam = 4 / std::sqrt(d2), cosine = 2 / std::sqrt(d2);
  CHECK(yard.read("floor") ==
        Approx(500 * std::pow(beam, beamExponent(30)) * cosine / d2).epsilon(2e-3));
}

TEST_CASE("A grey wall has its reflectance of a Lambertian's luminance; several lamps add up") {
  Yard yard;
  yard.world->setLamps({yard.lamp});
  CHECK(yard.read("spot") == Approx(0.4 * 5 / pi).epsilon(1e-3));
  Lamp other = yard.lamp;
  other.pose.position = {10 - 4, 3, 2};  // 5 m away, at cos 4/5
  other.pose.turn = headingAndPitch({std::atan2(-3, 4)}, {});
  yard.world->setLamps({yard.lamp, other});
  CHECK(yard.read("spot") == Approx(0.4 * (5 + 500 / 25.0 * 0.8) / pi).epsilon(1e-3));
}

TEST_CASE("Who stands before a lamp's wall is what the spot sees") {
  Yard yard;
  yard.world->setLamps({yard.lamp});
  yard.world->startActor("anna", Instant{});
  const double wall = yard.read("spot"), anna = yard.read("spot", Instant{30s});
  CHECK(anna != Approx(wall).epsilon(0.05));
  CHECK(yard.read("spot", Instant{20s}) == wall);
}

TEST_CASE("A wall hides a lamp that stands behind it") {
  Yard yard;
  yard.lamp.pose = {{14, 0, 2}, headingAndPitch(degrees(180), {})};
  yard.world->setLamps({yard.lamp});
  CHECK(yard.read("floor") == 0);
  yard.lamp.pose.position.z = 12;  // over it
  yard.lamp.pose.turn = headingAndPitch(degrees(180), degrees(-45));
  yard.world->setLamps({yard.lamp});
  CHECK(yard.read("floor") > 0);
}

TEST_CASE("The sky that a luminance meter sees sends its illuminance onto the ground") {
  const Sun sun{{0, 0, 1}, 0};
  double sum = 0;  // of L cos over the hemisphere
  constexpr int kSteps = 2000;
  for (int i = 0; i < kSteps; ++i) {
    const double up = (i + 0.5) / kSteps;
    sum += 2 * pi * skyLuminance({std::sqrt(1 - up * up), 0, up}, sun, 10000) * up / kSteps;
  }
  CHECK(sum == Approx(10000).epsilon(1e-3));
}

TEST_CASE("The disc of the sun sends the sun's illuminance, and nothing lies beside it") {
  const Sun sun{unit({0.3, -0.4, 0.8}), 50'000}, none{sun.towards, 0};
  constexpr double kRadius = 0.2666 * pi / 180;  // half of 32 arc minutes
  const Vec3 across = unit(cross(sun.towards, {0, 0, 1}));
  const auto disc = [&](double off) {
    const Vec3 way = sun.towards * std::cos(off) + across * std::sin(off);
    return skyLuminance(way, sun, 8000) - skyLuminance(way, none, 8000);
  };
  CHECK(disc(0) * pi * kRadius * kRadius == Approx(50'000).epsilon(2e-3));
  CHECK(disc(0.99 * kRadius) == disc(0));
  CHECK(disc(1.01 * kRadius) == 0);
}

TEST_CASE("Rays meet each shape where a hand reckons, with its outward normal") {
  const auto hitOf = [](Part part, Vec3 from, Vec3 along) {
    const auto hit = firstHit(from, unit(along), std::vector<Part>{part}, 100);
    REQUIRE(hit.has_value());
    return *hit;
  };
  const auto same = [](Vec3 a, Vec3 b) { CHECK(length(a - b) < 1e-9); };
  Part part;
  part.size = {2, 4, 6};
  part.pose.position = {10, 0, 0};
  for (const Shape shape : {Shape::kBox, Shape::kCylinder, Shape::kSphere}) {
    part.shape = shape;
    const Hit hit = hitOf(part, {}, {1, 0, 0});
    CHECK(hit.distance == Approx(9));
    same(hit.point, {9, 0, 0});
    same(hit.normal, {-1, 0, 0});
    same(hitOf(part, {10, 0, 20}, {0, 0, -1}).normal, {0, 0, 1});
    CHECK(hitOf(part, {10, 0, 20}, {0, 0, -1}).distance == Approx(17));
    same(hitOf(part, {10, 0, 0}, {0, 1, 0}).point, {10, 2, 0});  // from inside
  }
  part.pose.turn = headingAndPitch(degrees(90), {});  // its 2 m now lie along y
  part.shape = Shape::kBox;
  CHECK(hitOf(part, {}, {1, 0, 0}).distance == Approx(8));
  part.shape = Shape::kSphere;
  part.size = {2, 2, 2};
  same(hitOf(part, {0, 0.6, 0}, {1, 0, 0}).normal, {-0.8, 0.6, 0});
  part.shape = Shape::kPlane;
  part.pose = {};
  part.size = {2, 2, 1};
  same(hitOf(part, {0.5, 0.5, -3}, {0, 0, 1}).normal, {0, 0, -1});  // towards who looks
  CHECK_FALSE(firstHit({1.5, 0, 3}, {0, 0, -1}, std::vector<Part>{part}, 100));
  CHECK_FALSE(firstHit({0, 0, 3}, {0, 0, -1}, std::vector<Part>{part}, 2.9));
}

TEST_CASE("A flat mesh is met as a plane is") {
  auto lawn = std::make_shared<Mesh>();
  for (const auto& [x, y] : {std::pair{-1.F, -1.F}, {1.F, -1.F}, {1.F, 1.F}, {-1.F, 1.F}})
    lawn->vertices.push_back({{x, y, 0}, {0, 0, 1}, {}});
  lawn->indices = {0, 1, 2, 0, 2, 3};
  lawn->low = {-1, -1, 0};
  lawn->high = {1, 1, 0};
  Part part;
  part.shape = Shape::kMesh;
  part.mesh = lawn;
  const auto hit = firstHit({0.3, 0.2, 3}, {0, 0, -1}, std::vector<Part>{part}, 100);
  REQUIRE(hit.has_value());
  CHECK(hit->distance == Approx(3));
  CHECK(hit->normal == Vec3{0, 0, 1});
}

TEST_CASE("Flaws of meters are told by key") {
  const auto says = [](const std::string& from, const std::string& to, const char* words) {
    CHECK_THAT(complaintOf(kYard, from, to), Catch::Contains(words));
  };
  says("\"kind\": \"luminance\"", "\"kind\": \"lumen\"", "/meters/2/kind");
  says("\"kind\": \"luminance\"", "\"kind\": \"illuminance\"",
       "/meters/2/kind: must be 'lux' for an illuminance, not 'illuminance'");
  says("\"name\": \"floor\"", "\"name\": \"face\"", "'face' is there twice");
  says("\"position_m\": [4, 0, 0.001]", "\"position_m\": [4, 0]", "/meters/1/position_m");
  says("\"pitch_deg\": 0}", "\"pitch_deg\": 91}", "/meters/0/pitch_deg");
}

TEST_CASE("A meter inside something is refused, as it would read darkness without a word") {
  const std::string face = "\"position_m\": [9.999, 0, 2]";
  CHECK_THAT(complaintOf(kYard, face, "\"position_m\": [10.001, 0, 2]"),
             Catch::EndsWith("/meters/0/position_m: lies inside 'wall', in a part of it whose top "
                             "is at 6 m; expected a place in the open air"));
  // A wall that nobody walks against is as dark inside; on its top, and below a plane, is outside.
  const std::string wispy =
      replaced(kYard, R"("name": "wall")", R"("name": "wall", "solid": false)");
  CHECK_THAT(complaintOf(wispy, face, "\"position_m\": [10.001, 0, 2]"),
             Catch::Contains("lies inside 'wall'"));
  CHECK(complaintOf(kYard, face, "\"position_m\": [10.001, 0, 6]") == "no error");
  CHECK(complaintOf(kYard, face, "\"position_m\": [4, 0, -0.01]") == "no error");
}
