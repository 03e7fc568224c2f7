#include "sim/world/world.h"

#include "sim/core/json_reader.h"
#include "sim/world/walk.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_world/small_scene.h"

using namespace tw;
using namespace tw::sim;

namespace {

Instant at(double seconds) { return Instant{fromSeconds(seconds)}; }

Walk corner(bool repeats) {
  Walk walk;
  walk.path = {{0, 0}, {4, 0}, {4, 3}};
  walk.speedMS = 1;
  walk.repeats = repeats;
  return walk;
}

}  // namespace

TEST_CASE("While nobody walks the state is the same object") {
  const auto world = World::parse("small", smallScene());
  const auto first = world->stateAt(at(0));
  CHECK(world->stateAt(at(50)) == first);
  world->startActor("anna", at(60));
  CHECK(world->stateAt(at(61)) != first);
  const auto arrived = world->stateAt(at(70));  // 7 m at 1 m/s
  CHECK(world->stateAt(at(80)) == arrived);
  CHECK(world->stateAt(at(101)) != arrived);  // bert set out by himself
}

TEST_CASE("A state does not depend on what was asked before") {
  const auto one = World::parse("small", smallScene()), two = World::parse("small", smallScene());
  one->startActor("anna", at(1));
  two->startActor("anna", at(1));
  for (const double t : {3.0, 2.0, 5.5}) static_cast<void>(one->stateAt(at(t)));
  const auto a = one->stateAt(at(4.25)), b = two->stateAt(at(4.25));
  REQUIRE(a->moving.size() == b->moving.size());
  for (size_t i = 0; i < a->moving.size(); ++i) {  // each world has its own copy of a mesh
    CHECK(a->moving[i].pose == b->moving[i].pose);
    CHECK(a->moving[i].size == b->moving[i].size);
    CHECK(a->moving[i].mesh->vertices.size() == b->moving[i].mesh->vertices.size());
  }
}

TEST_CASE("A lamp that changes makes a new state, an equal one does not") {
  const auto world = World::parse("small", smallScene());
  const auto dark = world->stateAt(at(0));
  Lamp lamp;
  lamp.intensityCd = 5;
  world->setLamps({lamp});
  const auto lit = world->stateAt(at(0));
  CHECK(lit != dark);
  CHECK(lit->lamps.size() == 1);
  CHECK(dark->lamps.empty());
  world->setLamps({lamp});
  CHECK(world->stateAt(at(1)) == lit);
}

TEST_CASE("A walker keeps its speed along its path and faces where it goes") {
  const PathWalk way(corner(false), 1.4);
  CHECK(way.lengthM() == Approx(7));
  const Gait early = way.after(2s), late = way.after(6s);
  CHECK(early.position == Vec3{2, 0, 0});
  CHECK(early.heading.value == Approx(0).margin(1e-12));
  CHECK(early.stride == 1);
  CHECK(late.position == Vec3{4, 2, 0});
  CHECK(toDegrees(late.heading) == Approx(90));
  CHECK(toDegrees(way.after(4s).heading) == Approx(45));  // in the corner
  CHECK_FALSE(way.arrived(6900ms));
  CHECK(way.arrived(7s));
  CHECK(way.after(9s) == way.after(7s));
  CHECK(way.after(9s).stride == 0);
}

TEST_CASE("A walker that repeats its path turns round and comes back") {
  const PathWalk way(corner(true), 1.4);
  CHECK(length(way.after(7s).position - Vec3{4, 3, 0}) < 1e-9);
  CHECK(length(way.after(8200ms + 2s).position - Vec3{4, 1, 0}) < 1e-9);
  CHECK(toDegrees(way.after(8200ms + 2s).heading) == Approx(-90));
  CHECK(way.after(2 * 8200ms + 2s).position.x == Approx(2));
  CHECK(toDegrees(way.after(2 * 8200ms + 2s).heading) == Approx(0).margin(1e-9));
  CHECK_FALSE(way.arrived(1000s));
}

TEST_CASE("A walker never jumps and never spins") {
  const PathWalk way(corner(true), 1.4);
  Gait before = way.after(0s);
  for (Duration t = 10ms; t < 40s; t += 10ms) {
    const Gait now = way.after(t);
    CHECK(length(now.position - before.position) < 0.0101);
    CHECK(std::abs(std::remainder(now.heading.value - before.heading.value, 6.2831853)) <
          degrees(4).value);
    before = now;
  }
}

TEST_CASE("A stopped actor brings its legs together and stands there") {
  const auto world = World::parse("small", smallScene());
  world->startActor("anna", at(0));
  CHECK(world->actorWalks("anna", at(2)));
  static_cast<void>(world->stateAt(at(2)));
  world->stopActor("anna", at(2));
  CHECK_FALSE(world->actorWalks("anna", at(2)));
  const auto resting = world->stateAt(at(2.5));
  CHECK(world->stateAt(at(50)) == resting);
  const PathWalk way(corner(false), 1.4);
  CHECK(way.stopped(2s, 500ms).position == Vec3{2, 0, 0});
  CHECK(way.stopped(2s, 500ms).stride == 0);
  world->startActor("anna", at(60));
  CHECK(world->stateAt(at(61)) != resting);
}

TEST_CASE("Names are answered, unknown ones refused with the nearest") {
  const auto world = World::parse("small", smallScene());
  CHECK(world->objectName(world->objectId("anna")) == "anna");
  CHECK(world->objectId("nobody") == 0);
  CHECK(world->objectName(0).empty());
  CHECK(world->objectName(999).empty());
  CHECK(world->mount("west").position == Vec3{-5, 0, 2.8});
  CHECK(mountOf(world->scene(), "west").name == "west");
  CHECK_THROWS_WITH(world->mount("wset"),
                    "the scene has no mount 'wset' (did you mean 'west'?); it has: " +
                        joined(world->mountNames()));
  CHECK_THROWS_WITH(world->startActor("ana", at(0)), Catch::Contains("anna"));
  CHECK_THROWS_AS(World::load("/nowhere.scene.json"), InputError);
}
