#include <algorithm>
#include <cmath>

#include "sim/world/figure.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::sim;

namespace {

Figure figure() {
  Figure f;
  f.name = "anna";
  f.objectId = 7;
  f.heightM = 1.8;
  f.walk.path = {{0, 0}, {20, 0}};
  f.walk.speedMS = 1.3;
  return f;
}

std::vector<Part> partsAt(const Figure& f, double seconds) {
  const PathWalk way(f.walk, f.heightM);
  std::vector<Part> parts;
  appendFigure(f, way.after(fromSeconds(seconds)), way.strideM(), parts);
  return parts;
}

// The shoes are the only boxes: left, then right.
std::vector<Vec3> shoes(const std::vector<Part>& parts) {
  std::vector<Vec3> found;
  for (const Part& part : parts)
    if (part.shape == Shape::kBox) found.push_back(part.pose.position);
  return found;
}

double top(const Part& part) {
  const Turn t = part.pose.turn;
  const double reach = std::abs((t * Vec3{part.size.x / 2, 0, 0}).z) +
                       std::abs((t * Vec3{0, part.size.y / 2, 0}).z) +
                       std::abs((t * Vec3{0, 0, part.size.z / 2}).z);
  return part.pose.position.z + reach;
}

}  // namespace

TEST_CASE("A standing figure is as high as it says and stands on the ground") {
  const auto parts = partsAt(figure(), 0);
  double highest = 0, lowest = 1;
  for (const Part& part : parts) {
    highest = std::max(highest, top(part));
    lowest = std::min(lowest, 2 * part.pose.position.z - top(part));
    CHECK(part.objectId == 7);
  }
  CHECK(highest == Approx(1.8).epsilon(0.01));
  CHECK(lowest == Approx(0).margin(0.005));
}

TEST_CASE("A figure has the same parts in the same order all the time") {
  const auto first = partsAt(figure(), 0);
  for (double t = 0.1; t < 16; t += 0.37) {
    const auto parts = partsAt(figure(), t);
    REQUIRE(parts.size() == first.size());
    for (size_t i = 0; i < parts.size(); ++i) CHECK(parts[i].shape == first[i].shape);
  }
}

TEST_CASE("A flat foot on the ground does not slide while the body passes over it") {
  const Figure f = figure();
  const PathWalk way(f.walk, f.heightM);
  const double cycleS = way.strideM() / f.walk.speedMS;
  const double start = 5 * cycleS;  // the left heel meets the ground
  const double first = shoes(partsAt(f, start + 0.1 * cycleS))[0].x;
  for (double share = 0.1; share < 0.31; share += 0.02) {
    const Vec3 shoe = shoes(partsAt(f, start + share * cycleS))[0];
    CHECK(std::abs(shoe.x - first) < 0.01);
    CHECK(shoe.z == Approx(0.02 * f.heightM).margin(0.01));
  }
}

TEST_CASE("Feet move without jumps and the swinging foot clears the ground") {
  const Figure f = figure();
  auto before = shoes(partsAt(f, 4));
  for (double t = 4.005; t < 6.5; t += 0.005) {
    const auto now = shoes(partsAt(f, t));
    for (size_t side : {0U, 1U}) {
      CHECK(length(now[side] - before[side]) < 0.04);  // 8 m/s
      CHECK(now[side].z > 0.01);
    }
    before = now;
  }
}

TEST_CASE("The limbs of a figure hold together at any moment") {
  for (double t = 3; t < 5; t += 0.05) {
    const auto parts = partsAt(figure(), t);
    // Each leg: thigh, knee, shank, shoe; the shank begins at the knee and ends above the shoe.
    for (const size_t leg : {0U, 4U}) {
      const Part& shank = parts[leg + 2];
      const Vec3 half = shank.pose.turn * Vec3{0, 0, shank.size.z / 2};
      CHECK(length(shank.pose.position - half - parts[leg + 1].pose.position) < 1e-9);
      CHECK(length(shank.pose.position + half - parts[leg + 3].pose.position) < 0.13);
      CHECK(shank.size.z == Approx(0.246 * 1.8));
      // Knees bend forwards.
      const Part& thigh = parts[leg];
      const Vec3 hip = thigh.pose.position - thigh.pose.turn * Vec3{0, 0, thigh.size.z / 2};
      const Vec3 ankle = shank.pose.position + half;
      const double share = (hip.z - parts[leg + 1].pose.position.z) / (hip.z - ankle.z);
      CHECK(parts[leg + 1].pose.position.x >= hip.x + (ankle.x - hip.x) * share - 1e-9);
    }
  }
}
