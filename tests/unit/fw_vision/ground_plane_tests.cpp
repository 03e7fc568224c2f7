// The oracle: a point of the level world brought into the picture by the projection's own formula,
// with a rotation matrix where the code under test goes the other way round.
#include "firmware_core/vision/ground_plane.h"

#include <array>
#include <cmath>
#include <utility>

#include "firmware_core/vision/boxes.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::fw;

namespace {

constexpr hal::ImageSize kSize{640, 360};

LensView wide(double tiltDeg = -8) {
  return {Projection::kEquidistant, 382, 2.8, degrees(tiltDeg)};
}
LensView ptz(double tiltDeg = -12) {
  return {Projection::kRectilinear, 672.5, 2.7, degrees(tiltDeg)};
}

// Pixel of a point `right` and `ahead` of the lens, `up` above the ground.
std::pair<double, double> project(const LensView& view, double right, double ahead, double up) {
  const double c = std::cos(view.tilt.value), s = std::sin(view.tilt.value);
  const double high = up - view.heightM;
  const double x = right, y = s * ahead - c * high, z = c * ahead + s * high;
  double scale = view.focalPx / z;
  if (view.projection == Projection::kEquidistant)
    scale = view.focalPx * std::acos(z / std::sqrt(x * x + y * y + z * z)) / std::hypot(x, y);
  return {320 + scale * x, 180 + scale * y};
}

// Around an upright thing; rounded outwards.
hal::PixelBox boxOf(const LensView& view, double right, double ahead, double tall,
                    double broad = 0.5) {
  const auto foot = project(view, right, ahead, 0), head = project(view, right, ahead, tall);
  const double half = view.focalPx * broad / 2 / std::hypot(right, ahead);
  const int x = static_cast<int>(std::floor(foot.first - half));
  const int y = static_cast<int>(std::floor(head.second));
  return {x, y, static_cast<int>(std::ceil(2 * half)),
          static_cast<int>(std::ceil(foot.second)) - y};
}

}  // namespace

TEST_CASE("the distance to a foot point is that of the projected point, for both projections") {
  for (const LensView& view : {wide(), wide(-25), ptz(), ptz(-30)}) {
    const GroundPlane ground(view, kSize);
    for (const double ahead : {3.0, 5.0, 8.0, 12.0, 25.0}) {
      for (const double right : {-2.0, 0.01, 3.0}) {
        const auto [u, v] = project(view, right, ahead, 0);
        INFO(ahead << " m ahead, " << right << " m right");
        REQUIRE(ground.distanceAt(u, v).has_value());
        CHECK(*ground.distanceAt(u, v) == Approx(std::hypot(right, ahead)).epsilon(1e-9));
      }
    }
  }
}

TEST_CASE("the top of somebody standing there is where the projection puts it") {
  for (const LensView& view : {wide(), ptz()}) {
    const GroundPlane ground(view, kSize);
    for (const double tall : {0.3, 1.5, 2.0}) {
      const auto foot = project(view, 1.5, 9, 0), head = project(view, 1.5, 9, tall);
      REQUIRE(ground.topOf(foot.first, foot.second, tall).has_value());
      CHECK(*ground.topOf(foot.first, foot.second, tall) == Approx(head.second).epsilon(1e-9));
    }
  }
}

TEST_CASE("a box tells how tall its content is, to a pixel's worth") {
  for (const LensView& view : {wide(), ptz()}) {
    const GroundPlane ground(view, kSize);
    for (const double ahead : {6.0, 9.0, 14.0}) {
      const hal::PixelBox box = boxOf(view, 0.5, ahead, 1.75);
      // The foot one pixel lower is nearer by d^2 / (f h); two rounded edges.
      const double pixel = ahead / view.focalPx, nearer = pixel * ahead / view.heightM;
      REQUIRE(ground.heightOf(box).has_value());
      CHECK(*ground.heightOf(box) ==
            Approx(1.75).margin(2 * pixel + nearer * (view.heightM - 1.75) / ahead));
    }
  }
}

TEST_CASE("at and above the horizon nothing stands on the ground") {
  const GroundPlane ground(wide(0), kSize);
  CHECK_FALSE(ground.distanceAt(320, 180).has_value());
  CHECK_FALSE(ground.distanceAt(500, 90).has_value());
  CHECK(ground.distanceAt(320, 200).has_value());
  CHECK_FALSE(ground.mayHold({300, 60, 20, 60}));  // a bird, a tree's crown
}

TEST_CASE("persons of 1.5 to 2 m pass at 6 to 20 m, cats, trees and roofs do not") {
  for (const LensView& view : {wide(), ptz()}) {
    const GroundPlane ground(view, kSize);
    for (const double ahead : {6.0, 8.0, 12.0, 16.0, 20.0}) {
      INFO(ahead << " m");
      for (const double tall : {1.5, 1.75, 2.0}) {
        CHECK(ground.mayHold(boxOf(view, 0.3, ahead, tall)));
        CHECK(ground.mayBe(boxOf(view, 0.3, ahead, tall)));
      }
      CHECK_FALSE(ground.mayHold(boxOf(view, 0.3, ahead, 0.3)));
      CHECK_FALSE(ground.mayBe(boxOf(view, 0.3, ahead, 0.6)));
      CHECK_FALSE(ground.mayBe(boxOf(view, 0.3, ahead, 3.0)));
      CHECK_FALSE(ground.mayHold(boxOf(view, 0.3, ahead, 6.0)));
    }
  }
}

TEST_CASE("whoever stands below the picture's edge passes") {
  const GroundPlane ground(wide(), kSize);
  CHECK(ground.mayHold({200, 20, 150, 340}));
  CHECK(ground.mayBe({200, 20, 150, 340}));
}

// What OpenCV's people detector drew on dogs that trotted past 3 to 5 m before the house.
TEST_CASE("at the picture's lower edge a dog is too narrow to be a person whose feet it hides") {
  const GroundPlane wideGround(wide(), kSize);
  for (const hal::PixelBox& dog : {hal::PixelBox{454, 308, 20, 49},
                                   {434, 301, 25, 59},
                                   {455, 295, 30, 65},
                                   {467, 293, 28, 67},
                                   {457, 284, 30, 73}}) {
    INFO(dog.x << " " << dog.y);
    CHECK_FALSE(wideGround.mayBe(dog));
  }
  const GroundPlane ptzGround({Projection::kRectilinear, 672.5, 2.8, degrees(-12)}, kSize);
  for (const hal::PixelBox& dog : {hal::PixelBox{481, 299, 25, 61},
                                   {524, 280, 34, 80},
                                   {563, 276, 36, 84},
                                   {546, 257, 43, 103},
                                   {465, 267, 41, 93}})
    CHECK_FALSE(ptzGround.mayBe(dog));
}

TEST_CASE("whoever hides his feet below the picture passes, upright and from the side") {
  const std::pair<LensView, std::array<double, 4>> views[] = {{wide(), {2.0, 2.6, 3.2, 3.9}},
                                                              {ptz(), {3.0, 3.8, 4.6, 5.3}}};
  for (const auto& [view, places] : views) {
    const GroundPlane ground(view, kSize);
    for (const double ahead : places) {
      for (const auto& [tall, broad] :
           {std::pair{1.5, 0.45}, {1.75, 0.33}, {1.75, 0.7}, {2.0, 0.4}}) {
        INFO(ahead << " m ahead, " << tall << " m tall, " << broad << " m broad");
        for (const double right : {-1.0, 0.2, 1.5}) {
          const hal::PixelBox whole = boxOf(view, right, ahead, tall, broad);
          if (whole.y < kSize.height - 40) CHECK(ground.mayBe(within(whole, kSize)));
        }
      }
    }
  }
}

TEST_CASE("whom a side of the picture cuts in two may be as narrow as he will") {
  const GroundPlane ground(wide(), kSize);
  CHECK(ground.mayBe({0, 290, 12, 70}));
  CHECK(ground.mayBe({628, 290, 12, 70}));
}

TEST_CASE("as long as nobody knows the mounting height everything passes") {
  LensView view = wide();
  view.heightM = 0;
  const GroundPlane ground(view, kSize);
  CHECK(ground.mayHold({300, 60, 10, 10}));
  CHECK(ground.mayBe({300, 60, 10, 10}));
}

TEST_CASE("a region is drawn up to where a tall person's head would be") {
  const GroundPlane ground(wide(), kSize);
  const hal::PixelBox whole = boxOf(wide(), 0.3, 8, 2.0);
  const hal::PixelBox legs{whole.x, whole.y + whole.height / 2, whole.width, whole.height / 2};
  CHECK(ground.withPerson(legs).y == Approx(whole.y).margin(3));
  CHECK(ground.withPerson(whole).height >= whole.height);
}
