#include <cmath>

#include "sim/render/pinhole.h"
#include "tests/support/catch.h"
#include "ui/viewport/orbit_camera.h"

using namespace tw;
using namespace tw::ui;
using sim::Vec3;

namespace {

constexpr hal::ImageSize kSize{960, 540};

OrbitCamera looking() {
  OrbitCamera eye;
  eye.look({3, 4, 1}, 40, -25, 12);
  return eye;
}

void same(Vec3 is, Vec3 wanted) { CHECK(length(is - wanted) < 1e-9); }

}  // namespace

TEST_CASE("the eye looks at its target from so far away, upright") {
  const auto view = looking().view(kSize);
  const auto target = project(view, {3, 4, 1});
  REQUIRE(target);
  CHECK(target->x == Approx(480));
  CHECK(target->y == Approx(270));
  CHECK(target->depth == Approx(12));
  CHECK(view.pose.position.z == Approx(1 + 12 * std::sin(degrees(25).value)));
  CHECK(project(view, {3, 4, 2})->x == Approx(480));  // what is above is above
  CHECK(project(view, {3, 4, 2})->y < 270);
}

TEST_CASE("a drag to the right turns the scene to the right, about the target") {
  OrbitCamera eye = looking();
  const Vec3 before = project(eye.view(kSize), {3, 4, 1}) ? eye.target() : Vec3{};
  const Vec3 nearer = eye.target() + (eye.view(kSize).pose.position - eye.target()) * 0.2;
  eye.orbit(20, 0);
  same(eye.target(), before);
  CHECK(length(eye.view(kSize).pose.position - eye.target()) == Approx(12));
  CHECK(project(eye.view(kSize), nearer)->x > 480);
  eye.orbit(0, 5000);  // never over the top
  CHECK(std::abs((eye.view(kSize).pose.turn * Vec3{1, 0, 0}).z) < 1e-9);
}

TEST_CASE("a pan takes the target along with the mouse") {
  OrbitCamera eye = looking();
  eye.pan(50, -30, kSize);
  const auto old = project(eye.view(kSize), {3, 4, 1});
  CHECK(old->x == Approx(480 + 50));
  CHECK(old->y == Approx(270 - 30));
}

TEST_CASE("what is under the mouse stays there while one zooms") {
  OrbitCamera eye = looking();
  const auto before = eye.view(kSize);
  const Vec3 direction = directionAt(before, 700, 100);
  const Vec3 ahead = before.pose.turn * Vec3{0, 0, 1};
  const Vec3 point = before.pose.position + direction * (12 / dot(direction, ahead));
  for (const double steps : {3.0, -5.0, 200.0, -400.0}) {
    eye.zoom(steps, 700, 100, kSize);
    CHECK(eye.distanceM() >= OrbitCamera::kNearestM);
    CHECK(eye.distanceM() <= OrbitCamera::kFarthestM);
    const auto now = project(eye.view(kSize), point);
    CHECK(now->x == Approx(700));
    CHECK(now->y == Approx(100));
  }
}

TEST_CASE("a framed box is seen whole, and fills the picture") {
  const sim::Box box{{-5, 2, 0}, {9, 20, 6}};
  for (const hal::ImageSize size : {kSize, hal::ImageSize{300, 700}}) {
    OrbitCamera eye = looking();
    eye.frame(box, size);
    double widest = 0;
    for (const Vec3 corner : cornersOf(box)) {
      const auto at = project(eye.view(size), corner);
      REQUIRE(at);
      CHECK((at->x > 0 && at->x < size.width && at->y > 0 && at->y < size.height));
      widest = std::max({widest, std::abs(at->x / size.width - 0.5) * 2,
                         std::abs(at->y / size.height - 0.5) * 2});
    }
    CHECK(widest > 0.5);
  }
}

TEST_CASE("the eye takes a lens's place over and orbits on from there") {
  const sim::Pose lens{{1, 2, 3},
                       sim::headingAndPitch(degrees(70), degrees(-12)) * sim::kLensToBody};
  OrbitCamera eye;
  eye.takeOver(lens, 8);
  const auto view = eye.view(kSize);
  same(view.pose.position, lens.position);
  same(view.pose.turn * Vec3{0, 0, 1}, lens.turn * Vec3{0, 0, 1});
  same(view.pose.turn * Vec3{1, 0, 0}, lens.turn * Vec3{1, 0, 0});
}

TEST_CASE("through a lens all of its picture is seen, nearly to the edge") {
  const sim::LensModel lenses[] = {{sim::Projection::kRectilinear, 2690, {2560, 1440}},
                                   {sim::Projection::kEquidistant, 1528, {2560, 1440}}};
  for (const auto& lens : lenses)
    for (const hal::ImageSize size : {kSize, hal::ImageSize{500, 500}}) {
      const auto view = viewThrough(lens, {}, size);
      const auto right = project(view, directionOf(lens, lens.reference, {2560, 720}));
      const auto below = project(view, directionOf(lens, lens.reference, {1280, 1440}));
      const double across = (right->x / size.width - 0.5) * 2;
      const double down = (below->y / size.height - 0.5) * 2;
      CHECK(std::max(across, down) == Approx(1 / 1.1));
    }
}
