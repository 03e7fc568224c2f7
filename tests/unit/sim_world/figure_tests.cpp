#include "sim/world/figure.h"

#include <algorithm>
#include <cmath>

#include "sim/world/quadruped.h"
#include "sim/world/solid.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::sim;

namespace {

constexpr double kHeightM = 1.8, kSpeedMS = 1.3;

Person person(Build build = Build::kAverage) {
  ModelLibrary library;
  return Person({7, kHeightM, build, {}}, library.model("people/person"));
}

PathWalk wayOf(const Puppet& puppet, double speedMS = kSpeedMS) {
  Walk walk;
  walk.path = {{0, 0}, {20, 0}};
  walk.speedMS = speedMS;
  return PathWalk(walk, puppet.strideM(speedMS));
}

std::vector<Part> partsAt(const Puppet& puppet, double seconds, double speedMS = kSpeedMS) {
  const PathWalk way = wayOf(puppet, speedMS);
  std::vector<Part> parts;
  puppet.append(way.after(fromSeconds(seconds)), way.strideM(), parts);
  return parts;
}

// Legs come first: left thigh, shank, foot, then the right one's.
enum Limb : size_t { kThigh, kShank, kFoot, kLegParts };
const Part& leg(const std::vector<Part>& parts, size_t side, Limb limb) {
  return parts[side * kLegParts + limb];
}

Vec3 at(const Part& part, Vec3 local) {
  return part.pose.position + part.pose.turn * scaled(local, part.size);
}

}  // namespace

TEST_CASE("A standing figure is as high as it says and stands on the ground") {
  const Person anna = person();
  const auto parts = partsAt(anna, 0);
  const Box box = *boxAround(parts);
  CHECK(box.high.z == Approx(kHeightM).epsilon(0.01));
  CHECK(box.low.z == Approx(0).margin(0.005));
  for (const Part& part : parts) CHECK(part.objectId == 7);
}

TEST_CASE("A figure has the same parts in the same order all the time") {
  const Person anna = person();
  const auto first = partsAt(anna, 0);
  for (double t = 0.1; t < 16; t += 0.37) {
    const auto parts = partsAt(anna, t);
    REQUIRE(parts.size() == first.size());
    for (size_t i = 0; i < parts.size(); ++i) CHECK(parts[i].mesh == first[i].mesh);
  }
}

TEST_CASE("A heavy figure is as tall as a slim one, and wider and deeper") {
  const Box slim = *boxAround(partsAt(person(Build::kSlim), 0));
  const Box average = *boxAround(partsAt(person(), 0));
  const Box heavy = *boxAround(partsAt(person(Build::kHeavy), 0));
  CHECK(slim.high.z == Approx(heavy.high.z));
  CHECK(slim.high.y < average.high.y - 0.01);
  CHECK(average.high.y < heavy.high.y - 0.02);
  CHECK(average.high.x - average.low.x < heavy.high.x - heavy.low.x);
}

TEST_CASE("Bodies have a human's proportions") {
  // Winter 2009, naked, as shares of the height: shoulders 0.259, span of the hips 0.191; clothes
  // and arms add to them.
  const Box box = *boxAround(partsAt(person(), 0));
  const double width = (box.high.y - box.low.y) / kHeightM;
  CHECK(width > 0.26);
  CHECK(width < 0.38);
  const double depth = (box.high.x - box.low.x) / kHeightM;
  CHECK(depth < 0.19);  // the foot is the deepest: 0.152
}

TEST_CASE("A flat foot on the ground does not slide while the body passes over it") {
  const Person anna = person();
  const double cycleS = wayOf(anna).strideM() / kSpeedMS;
  const double start = 5 * cycleS;  // the left heel meets the ground
  const double first = leg(partsAt(anna, start + 0.1 * cycleS), 0, kFoot).pose.position.x;
  for (double share = 0.1; share < 0.31; share += 0.02) {
    const auto parts = partsAt(anna, start + share * cycleS);
    const Part& foot = leg(parts, 0, kFoot);
    CHECK(std::abs(foot.pose.position.x - first) < 0.01);
    const Box sole = *boxAround({&foot, 1});
    CHECK(sole.low.z == Approx(0).margin(0.01));
  }
}

TEST_CASE("Feet move without jumps and stay above the ground") {
  const Person anna = person();
  auto before = partsAt(anna, 4);
  for (double t = 4.005; t < 6.5; t += 0.005) {
    const auto now = partsAt(anna, t);
    for (size_t side : {0U, 1U}) {
      const Part& foot = leg(now, side, kFoot);
      CHECK(length(foot.pose.position - leg(before, side, kFoot).pose.position) < 0.04);  // 8 m/s
      CHECK(boxAround({&foot, 1})->low.z > -0.02);
    }
    before = now;
  }
}

TEST_CASE("The limbs of a figure hold together at any moment") {
  const Person anna = person();
  for (double t = 3; t < 5; t += 0.05) {
    const auto parts = partsAt(anna, t);
    for (size_t side : {0U, 1U}) {
      const Vec3 hip = at(leg(parts, side, kThigh), {});
      const Vec3 knee = at(leg(parts, side, kShank), {}), ankle = at(leg(parts, side, kFoot), {});
      CHECK(length(at(leg(parts, side, kThigh), {0, 0, -0.245}) - knee) < 1e-9);
      CHECK(length(at(leg(parts, side, kShank), {0, 0, -0.246}) - ankle) < 1e-9);
      // Knees bend forwards.
      const double share = (hip.z - knee.z) / (hip.z - ankle.z);
      CHECK(knee.x >= hip.x + (ankle.x - hip.x) * share - 1e-9);
    }
  }
}

TEST_CASE("Legs part in the stride: feet are far from each other at the heel's strike") {
  const Person anna = person();
  const double cycleS = wayOf(anna).strideM() / kSpeedMS;
  const auto parts = partsAt(anna, 5 * cycleS);
  const double apart = leg(parts, 0, kFoot).pose.position.x - leg(parts, 1, kFoot).pose.position.x;
  CHECK(apart == Approx(wayOf(anna).strideM() / 2).margin(0.12));
}

TEST_CASE("An animal's paws on the ground do not slide and its legs hold together") {
  ModelLibrary library;
  for (const char* name : {"animals/cat", "animals/dog"}) {
    const Quadruped animal(3, {}, library.model(name));
    const double speed = 0.8, cycleS = animal.strideM(speed) / speed;
    const double start = 4 * cycleS;  // hind left meets the ground: the third leg's lower part
    // Where the middle of the lower part's foot is.
    const auto paw = [&](double share) {
      const Part part = partsAt(animal, start + share * cycleS, speed)[5];
      const Vec3 low = part.mesh->low, high = part.mesh->high;
      return at(part, {(low.x + high.x) / 2, (low.y + high.y) / 2, low.z});
    };
    INFO(name);
    const Box stands = *boxAround(partsAt(animal, 0, speed));
    CHECK(stands.low.z == Approx(0).margin(0.003));
    for (double share = 0.05; share < 0.46; share += 0.1)
      CHECK(length(paw(share) - paw(0.25)) < 0.005);
    CHECK(paw(0.75).z > 0.02);
    for (double share = 0; share < 1; share += 0.1) {
      const auto parts = partsAt(animal, start + share * cycleS, speed);
      REQUIRE(parts.size() == partsAt(animal, 0, speed).size());
      const Vec3 low = parts[5].mesh->low, high = parts[5].mesh->high;
      const Vec3 knee{(low.x + high.x) / 2, (low.y + high.y) / 2, high.z};
      CHECK(length(at(parts[4], knee) - at(parts[5], knee)) < 1e-6);
    }
  }
}
