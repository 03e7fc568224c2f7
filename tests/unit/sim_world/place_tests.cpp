// The places that are committed, wind and lamps, and what a scene may not say about meshes.
#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "firmware_core/base/bytes.h"
#include "sim/core/json_reader.h"
#include "sim/world/car.h"
#include "sim/world/wind.h"
#include "sim/world/world.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"
#include "tests/unit/sim_world/small_scene.h"

using namespace tw;
using namespace tw::sim;

namespace {

const std::filesystem::path kScenes = TWEELENS_SOURCE_DIR "/scenes";

Instant at(double seconds) { return Instant{fromSeconds(seconds)}; }

size_t trianglesOf(const std::vector<Part>& parts) {
  size_t count = 0;
  for (const Part& part : parts)
    if (part.mesh) count += part.mesh->indices.size() / 3;
  return count;
}

// The small scene, with a house 10 m to the south whose front looks at the origin, and a tree.
std::string withHouse() {
  return replaced(
      smallScene(), "\"bricks\"}]}]",
      "\"bricks\"}]},\n"
      "    {\"name\": \"house\", \"mesh\": \"buildings/house\", \"position_m\": [0, -10, 0]},\n"
      "    {\"name\": \"tree\", \"mesh\": \"plants/tree_broad\", \"position_m\": [-20, 0, 0]}]");
}

std::string complaint(const std::string& from, const std::string& to) {
  return complaintOf(withHouse(), from, to);
}

}  // namespace

TEST_CASE("Both places are good scenes by day and night, within their budget of triangles") {
  for (const char* name : {"house_front", "house_front_night", "house_front_windy_night",
                           "shop_forecourt", "shop_forecourt_night"}) {
    INFO(name);
    const auto world = World::load(kScenes / (std::string(name) + ".scene.json"));
    CHECK(world->name() == name);
    const auto state = world->stateAt(at(0));
    const size_t triangles =
        trianglesOf(state->place->parts) + trianglesOf(state->swaying) + trianglesOf(state->moving);
    CHECK(triangles < 30000);
    CHECK(triangles > 5000);
  }
}

TEST_CASE("House front has a wall mount under the eave and ten visitors who reach the door") {
  const auto world = World::load(kScenes / "house_front.scene.json");
  const Pose mount = world->mount("wall");
  CHECK(mount.position.z == Approx(2.8));
  // INS-5: the eave is less than 0.2 m above the camera, or the spotlight would glare on it.
  const auto place = world->stateAt(at(0))->place;
  const Vec3 ahead = mount.position + Vec3{0, 0.1, 0};
  CHECK(crossed(ahead, ahead + Vec3{0, 0, 0.12}, place->parts) == nullptr);
  CHECK(crossed(ahead, ahead + Vec3{0, 0, 0.2}, place->parts) != nullptr);
  for (int i = 1; i <= 10; ++i) {
    const std::string visitor = "visitor_" + std::to_string(i);
    INFO(visitor);
    CHECK_FALSE(world->actorBox(visitor, at(0)));
    world->startActor(visitor, at(0));
    double nearest = 100, last = 0;
    for (double t = 0; world->actorWalks(visitor, at(t)); t += 0.5) {
      const Box box = *world->actorBox(visitor, at(t));
      nearest = std::min(nearest, std::hypot(box.low.x, box.low.y));
      last = t;
    }
    CHECK(nearest < 3);
    CHECK(last > 30);
    CHECK(last < 150);
    CHECK_FALSE(world->actorBox(visitor, at(last + 1)));
  }
}

TEST_CASE("A scene based on another has its place and its own sky") {
  const SceneFile day = SceneFile::load(kScenes / "house_front.scene.json");
  const SceneFile night = SceneFile::load(kScenes / "house_front_night.scene.json");
  CHECK(night.place->parts.size() >= day.place->parts.size());  // without wind trees stand still
  CHECK(night.objectNames == day.objectNames);
  CHECK(night.skyLux < 0.1);
  CHECK(night.sun.illuminanceLux < 1);
}

TEST_CASE("A scene's site may stand in its base, and a day's sun is where the site has it") {
  const SceneFile day = SceneFile::load(kScenes / "house_front.scene.json");
  const SceneFile night = SceneFile::load(kScenes / "house_front_night.scene.json");
  REQUIRE(day.site);
  REQUIRE(night.site);
  CHECK(night.site->latitudeDeg == day.site->latitudeDeg);
  for (const char* name : {"house_front.scene.json", "shop_forecourt.scene.json"}) {
    const SceneFile scene = SceneFile::load(kScenes / name);
    INFO(name);
    REQUIRE(scene.site);
    const Vec3 computed = sunTowards(sunPosition(*scene.site, scene.calendarStart));
    // Degrees between the two; the files give whole ones.
    CHECK(toDegrees(Radians{std::acos(dot(computed, scene.sun.towards))}) < 0.1);
  }
}

TEST_CASE("A base that is missing, or has a base of its own, is refused") {
  const test::TemporaryFolder folder;
  const auto write = [&](const std::string& name, const std::string& text) {
    folder.write(name, asBytes(text));
  };
  write("a.scene.json", smallScene());
  write("b.scene.json", R"({"name": "b", "based_on": "a.scene.json", "sky_lux": 5})");
  write("c.scene.json", R"({"name": "c", "based_on": "b.scene.json"})");
  write("d.scene.json", R"({"name": "d", "based_on": "none.scene.json"})");
  write("e.scene.json", R"({"name": "e", "based_on": "a.scene.json", "sky_lus": 5})");
  CHECK(SceneFile::load(folder.path("b.scene.json")).skyLux == 5);
  CHECK_THROWS_WITH(SceneFile::load(folder.path("c.scene.json")), Catch::Contains("/based_on"));
  CHECK_THROWS_WITH(SceneFile::load(folder.path("d.scene.json")),
                    Catch::Contains("none.scene.json"));
  CHECK_THROWS_WITH(SceneFile::load(folder.path("e.scene.json")), Catch::Contains("sky_lus"));
}

TEST_CASE("Wind takes 16 poses in a loop and changes them at most three times a second") {
  for (int tick = 0; tick < 100; ++tick)
    CHECK(swayPose(Instant{tick * (Duration{1s} / kSwaysPerS)}) == tick % kSwayPoses);
  // Each tree swings to both sides, and no two do so together.
  for (uint16_t tree = 1; tree < 5; ++tree) {
    double low = 1, high = -1, apart = 0;
    for (int pose = 0; pose < kSwayPoses; ++pose) {
      const double lean = swayLean(pose, tree);
      low = std::min(low, lean);
      high = std::max(high, lean);
      apart = std::max(apart, std::abs(lean - swayLean(pose, static_cast<uint16_t>(tree + 1))));
    }
    CHECK(low < -0.4);
    CHECK(high > 0.4);
    CHECK(apart > 0.4);
  }
  const auto world = World::load(kScenes / "house_front_windy_night.scene.json");
  int changes = 0;
  auto before = world->stateAt(at(0));
  for (int ms = 10; ms < 20000; ms += 10) {
    const auto now = world->stateAt(Instant{std::chrono::milliseconds{ms}});
    changes += now != before;
    if (now != before) CHECK(now->place == before->place);
    before = now;
  }
  CHECK(changes > 20);
  CHECK(changes <= 60);
}

TEST_CASE("Wind is a pure function of time and stronger wind moves crowns farther") {
  const auto one = World::load(kScenes / "house_front_windy_night.scene.json");
  const auto two = World::load(kScenes / "house_front_windy_night.scene.json");
  for (const double t : {9.0, 3.0, 77.7}) static_cast<void>(one->stateAt(at(t)));
  const auto a = one->stateAt(at(12.4)), b = two->stateAt(at(12.4));
  REQUIRE(a->swaying.size() == b->swaying.size());
  for (size_t i = 0; i < a->swaying.size(); ++i) CHECK(a->swaying[i].pose == b->swaying[i].pose);
  const Vec3 tip{0, 0, 3};
  CHECK(length(swayTurn(1, 10) * tip - tip) > length(swayTurn(1, 3) * tip - tip) + 0.1);
  CHECK(length(swayTurn(1, 10) * tip - swayTurn(-1, 10) * tip) < 1.0);
  CHECK(swayTurn(0.5, 0) * tip == tip);
}

TEST_CASE("Lamps of the place burn in the dark only, and light the ground by their candela") {
  const auto day = World::load(kScenes / "house_front.scene.json");
  const auto night = World::load(kScenes / "house_front_night.scene.json");
  CHECK(day->stateAt(at(0))->placeLamps.empty());
  const auto lamps = night->stateAt(at(0))->placeLamps;
  REQUIRE(lamps.size() == 1);
  const Lamp& lamp = lamps.front();
  CHECK(0.2126 * lamp.colour.r + 0.7152 * lamp.colour.g + 0.0722 * lamp.colour.b == Approx(1));
  const Vec3 below{lamp.pose.position.x, lamp.pose.position.y, 0};
  const double z = lamp.pose.position.z;
  const double dark = night->illuminanceLux({0, 500, 0}, {0, 0, 1}, at(0));
  CHECK(night->illuminanceLux(below, {0, 0, 1}, at(0)) - dark ==
        Approx(lamp.intensityCd / (z * z)).epsilon(0.02));
}

TEST_CASE("A car's headlights burn in the dark while it is there") {
  const auto night = World::load(kScenes / "house_front_night.scene.json");
  night->startActor("passing_car", at(10));
  CHECK(night->stateAt(at(9))->placeLamps.size() == 1);
  const auto state = night->stateAt(at(14));
  REQUIRE(state->placeLamps.size() == 3);
  CHECK((state->placeLamps[1].pose.turn * Vec3{1, 0, 0}).x > 0.99);  // ahead, to the east
  const Box box = *night->actorBox("passing_car", at(14));
  CHECK(box.high.x - box.low.x == Approx(4.3).margin(0.1));
  CHECK(box.low.z == Approx(-0.1).margin(0.01));  // on the road
}

TEST_CASE("Wheels roll without slipping, about their own middles") {
  ModelLibrary library;
  const auto model = library.model("vehicles/car");
  const Car car(3, {}, false, model);
  const Mesh& tyre = *model->group("wheel_front_left").front()->mesh;
  const Vec3 middle = (tyre.low + tyre.high) * 0.5;
  Gait gait;
  gait.wayM = (tyre.high.z - tyre.low.z) / 2 * std::numbers::pi / 2;  // a quarter of its way round
  std::vector<Part> parts;
  car.append(gait, 1, parts);
  const auto wheel = std::find_if(parts.begin(), parts.end(),
                                  [&](const Part& part) { return part.mesh.get() == &tyre; });
  REQUIRE(wheel != parts.end());
  const Vec3 top = wheel->pose.turn * Vec3{0, 0, 1};
  CHECK(top.x == Approx(1));  // forwards
  CHECK(length(wheel->pose.position + wheel->pose.turn * middle - middle) < 1e-9);
}

TEST_CASE("Cars speed up and brake") {
  Walk walk;
  walk.path = {{0, 0}, {50, 0}};
  walk.speedMS = 10;
  walk.accelerationMS2 = 2;
  const PathWalk way(walk, 1);
  // 25 m to speed up, 25 m to brake: v^2 / 2a each.
  CHECK(way.after(2s).position.x == Approx(4));
  CHECK(way.after(5s).position.x == Approx(25));
  CHECK(way.after(8s).position.x == Approx(46));
  CHECK(way.arrived(10s));
  CHECK_FALSE(way.arrived(9900ms));
  CHECK(way.after(5s).wayM == Approx(25));
}

TEST_CASE("A walker waits where its path says and turns there") {
  Walk walk;
  walk.path = {{0, 0, 0}, {4, 0, 5}, {0, 0, 0}};
  walk.speedMS = 1;
  const PathWalk way(walk, 1.4);
  CHECK(way.after(3s).position == Vec3{3, 0, 0});
  for (const Duration t : {4s, 6s, 9s}) CHECK(way.after(t).position == Vec3{4, 0, 0});
  CHECK(way.after(6s).stride == 0);
  CHECK(way.after(6s).heading.value == Approx(0).margin(1e-9));
  CHECK(std::abs(toDegrees(way.after(8999ms).heading)) == Approx(180).margin(1));
  CHECK(way.after(11s).position.x == Approx(2));
  CHECK(way.arrived(13s));
}

TEST_CASE("Corners of a car's path are round and end where they ended") {
  const auto path = rounded({{0, 0}, {20, 0}, {20, 20}}, 5);
  CHECK(path.front().x == 0);
  CHECK(path.back().y == 20);
  double sharpest = 0;
  for (size_t i = 1; i + 1 < path.size(); ++i) {
    const double a = std::atan2(path[i].y - path[i - 1].y, path[i].x - path[i - 1].x);
    const double b = std::atan2(path[i + 1].y - path[i].y, path[i + 1].x - path[i].x);
    sharpest = std::max(sharpest, std::abs(b - a));
  }
  CHECK(sharpest < degrees(20).value);
}

TEST_CASE("Nobody walks through what is solid, and no camera hangs inside it") {
  const auto says = [](const std::string& from, const std::string& to, const std::string& what) {
    CHECK_THAT(complaint(from, to), Catch::Contains(what));
  };
  // The house reaches from y = -18 to -10 and 6.5 m to both sides.
  says("[[0, 0], [4, 0], [4, 3]]", "[[0, 0], [0, -14]]",
       "/actors/0/path_m/1: the way here leads through 'house'");
  says("[[0, 0], [4, 0], [4, 3]]", "[[-20, 5], [-20, -5]]", "leads through 'tree'");
  says("[[0, 0], [4, 0], [4, 3]]", "[[0, 0], [-1, 15]]", "leads through 'block'");
  CHECK(complaint("[[0, 0], [4, 0], [4, 3]]", "[[0, 0], [9, 0], [9, -30]]") == "no error");
  says("[-5, 0, 2.8]", "[0, -12, 2.8]", "/mounts/0/position_m: lies inside 'house'");
  says("[-5, 0, 2.8]", "[-1, 11, 1]", "lies inside 'block'");
  CHECK(complaint("[-5, 0, 2.8]", "[-4, -9.97, 2.8]") == "no error");  // on its wall
  CHECK_THAT(complaint("\"mesh\": \"buildings/house\",",
                       "\"mesh\": \"buildings/house\", \"solid\": false,"),
             Catch::Equals("no error"));
}

TEST_CASE("Bad meshes and materials in a scene are refused with key and nearest name") {
  const auto says = [](const std::string& from, const std::string& to, const std::string& what) {
    CHECK_THAT(complaint(from, to), Catch::Contains(what));
  };
  says("buildings/house", "buildings/hose", "small:11: /objects/2/mesh");
  says("buildings/house", "../cameras/x", "no model's name");
  says("\"mesh\": \"buildings/house\",",
       "\"mesh\": \"buildings/house\", \"colours\": {\"brick\": [1, 0, 0]},",
       "/objects/2/colours/brick");
  says("\"colour\": [0.5, 0.4, 0.3],\n       \"surface\": \"bricks\"", "\"material\": \"rendr\"",
       "there is no material 'rendr'");
  says("\"colour\": [0.5, 0.4, 0.3],\n       \"surface\": \"bricks\"", "\"material\": \"bricks\"",
       "only a mesh can wear");
  says("\"colour\": [0.5, 0.4, 0.3],", "\"material\": \"steel\", \"colour\": [0.5, 0.4, 0.3],",
       "/objects/1/parts/0");
  says("\"anna\",", "\"anna\", \"kind\": \"horse\",", "'person', 'car', 'cat', 'dog'");
  says("\"anna\",", "\"anna\", \"kind\": \"car\", \"repeats\": true,",
       "/actors/0/repeats: a car cannot turn");
  says("\"anna\",", "\"anna\", \"mesh\": \"animals/cat\",", "has no group 'pelvis'");
  says("\"anna\",", "\"anna\", \"build\": \"thin\",", "slim");
  says("\"anna\",", "\"anna\", \"colours\": {\"jaket\": [0, 0, 0]},", "no such material");
  says("\"sky_lux\"", "\"wind_m_s\": 31, \"sky_lux\"", "wind_m_s");
  says("\"sky_lux\"",
       "\"lamps\": [{\"name\": \"a\", \"position_m\": [0, 0, 5], \"intensity_cd\": 5, "
       "\"half_angle_deg\": 90}], \"sky_lux\"",
       "/lamps/0/half_angle_deg");
}
