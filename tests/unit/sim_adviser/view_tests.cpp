// What lenses see of the ground, against their fields' angles and the shadows of walls.
#include <numbers>

#include "tests/unit/sim_adviser/yard.h"

using namespace tw;
using namespace tw::sim;
using Catch::Detail::Approx;

namespace {

constexpr auto kWide = hal::LensId::kWide, kPtz = hal::LensId::kPtz;

// From a camera that looks north.
Vec3 towards(double leftDeg, double upDeg) {
  return headingAndPitch(degrees(90 + leftDeg), degrees(upDeg)) * Vec3{1, 0, 0};
}

// Every cell in a lens's picture is hidden exactly where `expected` says; returns how many are.
template <class Expected>
int compare(const WatchedArea& area, Expected expected) {
  int hidden = 0, wrong = 0;
  for (int b = 0; b < kBearings; ++b)
    for (int r = 0; r < kRings; ++r) {
      const Ground cell = area.cells[static_cast<size_t>(b)][static_cast<size_t>(r)];
      if (cell == Ground::kOutside) continue;
      hidden += cell == Ground::kHidden;
      wrong += (cell == Ground::kHidden) != expected(cellAt(area.centre, b, r));
    }
  CHECK(wrong == 0);
  return hidden;
}

}  // namespace

TEST_CASE("From home each lens sees as far aside as its focal length says") {
  const Yard yard;
  const Survey survey = yard.survey();
  // Wide: r = f theta, 1280 / 1528 rad; its tilt of -8 degrees is the middle.
  const double wide = toDegrees(Radians{1280.0 / 1528});
  for (const double side : {1.0, -1.0}) {
    CHECK(survey.fields.seesFromHome(kPtz, towards(side * 25, -12)));
    CHECK_FALSE(survey.fields.seesFromHome(kPtz, towards(side * 27, -12)));
    CHECK(survey.fields.seesFromHome(kWide, towards(side * (wide - 1), 0)));
    CHECK_FALSE(survey.fields.seesFromHome(kWide, towards(side * (wide + 1), 0)));
  }
  // PTZ: r = f tan theta, 720 / 2690 up and down from -12 degrees.
  const double up = toDegrees(Radians{std::atan(720.0 / 2690)});
  CHECK(survey.fields.seesFromHome(kPtz, towards(0, -12 + up - 0.1)));
  CHECK_FALSE(survey.fields.seesFromHome(kPtz, towards(0, -12 + up + 0.1)));
  CHECK(survey.fields.seesFromHome(kPtz, towards(0, -12 + up + 0.1), degrees(0.2)));
}

TEST_CASE("The axes turn a lens up to their stops and its field beyond") {
  const Yard yard;
  const Survey survey = yard.survey();
  const double wide = 110 + toDegrees(Radians{1280.0 / 1528});  // 158 degrees
  CHECK(survey.fields.canTurnTo(kWide, towards(wide - 2, 0)));
  CHECK_FALSE(survey.fields.canTurnTo(kWide, towards(wide + 2, 0)));
  CHECK(survey.fields.canTurnTo(kPtz, towards(180, -12)));  // 162 + 25 degrees: all round
  // Tilt: up to 10 degrees and half the picture's height.
  const double up = 10 + toDegrees(Radians{std::atan(720.0 / 2690)});
  CHECK(survey.fields.canTurnTo(kPtz, towards(60, up - 0.2)));
  CHECK_FALSE(survey.fields.canTurnTo(kPtz, towards(60, up + 0.2)));
  CHECK(survey.fields.canTurnTo(kPtz, towards(60, -90 + 1)));
}

TEST_CASE("An empty yard hides nothing, and a lens's area is that of its sector") {
  const Yard yard;
  const Survey survey = yard.survey();
  for (const WatchedArea& area : survey.watched) {
    CHECK(area.areaM2 > 0);
    CHECK(area.hiddenM2 == 0);
    CHECK(compare(area, [](Vec3) { return false; }) == 0);
  }
  // PTZ: from where its lower edge meets the plane of the cells out to 15 m.
  const double half = std::atan(1280.0 / 2690);
  const double below = degrees(12).value + std::atan(720.0 / 2690);
  const double near = (2.75 - kAboveGroundM) / std::tan(below);  // the edge's middle
  CHECK(survey.watched[1].areaM2 ==
        Approx(half * (kWatchedM * kWatchedM - near * near)).epsilon(0.1));
  CHECK(yard.finding("view").verdict == Verdict::kMet);
}

TEST_CASE("Behind a wall higher than the camera everything is hidden, before it nothing") {
  Yard yard;
  yard.box("wall", {-50, 6.1, 0}, {50, 6.3, 5});
  for (const WatchedArea& area : yard.survey().watched) {
    CHECK(compare(area, [](Vec3 at) { return at.y > 6.1; }) > 50);
    REQUIRE(area.hiddenBy.size() == 1);
    CHECK(area.hiddenBy.begin()->second == Approx(area.hiddenM2));
    CHECK(area.nearestM > 6);
  }
  const Finding finding = yard.finding("view");
  CHECK(finding.verdict == Verdict::kNotMet);
  CHECK(has(finding.measured, "(wall "));
}

TEST_CASE("A low wall hides as much ground as its height has of the lens's") {
  Yard yard;
  const double front = 5.03, back = 5.04, high = 1.2;
  yard.box("wall", {-50, front, 0}, {50, back, high});
  const Survey survey = yard.survey();
  for (const hal::LensId lens : hal::kLenses) {
    const Vec3 from = survey.fields.positionOf(lens);
    // Over the wall's back edge, down to the height of the cells' points.
    const double end = from.y + (back - from.y) * (from.z - kAboveGroundM) / (from.z - high);
    CHECK(compare(survey.watched[hal::index(lens)],
                  [&](Vec3 at) { return at.y > front && at.y < end; }) > 50);
  }
}

TEST_CASE("What hides little leaves the rule met and is named") {
  Yard yard;
  yard.box("bin", {-0.3, 5, 0}, {0.3, 5.6, 1});
  const Finding finding = yard.finding("view");
  CHECK(finding.verdict == Verdict::kMet);
  CHECK(has(finding.measured, "bin"));
  CHECK(figure(finding, "ptz_hidden_m2") > 0.3);
  const double nearest = figure(finding, "nearest_m");
  CHECK(nearest > 4.9);
  CHECK(nearest < 6.5);
}

TEST_CASE("What stands behind the camera, below or out of its picture hides nothing") {
  Yard yard;
  yard.box("house", {-6, -3, 0}, {6, -0.03, 6});
  yard.box("slab", {-20, 2, -0.1}, {20, 20, 0.05});
  yard.box("roof", {-6, -3, 3.2}, {6, 0.4, 3.4});
  CHECK(yard.survey().watched[0].hiddenM2 == 0);
  CHECK(yard.survey().watched[1].hiddenM2 == 0);
}
