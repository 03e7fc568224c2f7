#include <cmath>

#include "tests/support/catch.h"
#include "ui/viewport/projector.h"
#include "ui/viewport/scene_geometry.h"

using namespace tw;
using namespace tw::ui;
using sim::Vec3;

namespace {

// 90 degrees across, 53 high.
const sim::LensModel kPlain{sim::Projection::kRectilinear, 1000, {2000, 1000}};
const sim::LensModel kFisheye{sim::Projection::kEquidistant, 1528, {2560, 1440}};

sim::Pose lensAt(double headingDeg, double pitchDeg, double height = 3) {
  return {{0, 0, height},
          sim::headingAndPitch(degrees(headingDeg), degrees(pitchDeg)) * sim::kLensToBody};
}

double areaOf(const std::vector<Vec3>& corners) {
  double sum = 0;
  for (size_t i = 0; i < corners.size(); ++i)
    sum += cross(corners[i], corners[(i + 1) % corners.size()]).z;
  return std::abs(sum) / 2;
}

bool holds(const std::vector<Vec3>& corners, Vec3 point, double margin) {
  return std::any_of(corners.begin(), corners.end(),
                     [&](Vec3 corner) { return length(corner - point) < margin; });
}

// Of the ground that has a pixel, point by point.
double seenArea(const sim::LensModel& lens, const sim::Pose& pose, double reach) {
  constexpr int kSteps = 600;
  const double step = 2 * reach / kSteps;
  int seen = 0;
  for (int i = 0; i < kSteps; ++i)
    for (int k = 0; k < kSteps; ++k) {
      const Vec3 at{-reach + (i + 0.5) * step, -reach + (k + 0.5) * step, 0};
      if (std::hypot(at.x, at.y) > reach) continue;
      const auto pixel =
          pixelOf(lens, lens.reference, sim::inverse(pose.turn) * (at - pose.position));
      seen += pixel && pixel->x >= 0 && pixel->x <= lens.reference.width && pixel->y >= 0 &&
              pixel->y <= lens.reference.height;
    }
  return seen * step * step;
}

}  // namespace

// By hand: the picture's lower edge looks down by 45 + 26.57 degrees, 1 m ahead; its upper edge by
// 45 - 26.57, 9 m ahead; the corners lie 2.83 and 8.49 m aside of them.
TEST_CASE("a lens 3 m high that looks down by 45 degrees watches a trapezium") {
  const auto area = watchedGround(kPlain, lensAt(0, -45), 40);
  const double near = 2 * std::sqrt(2), far = 6 * std::sqrt(2);
  for (const double side : {-1.0, 1.0}) {
    CHECK(holds(area, {1, side * near, 0}, 1e-9));
    CHECK(holds(area, {9, side * far, 0}, 1e-9));
  }
  CHECK(areaOf(area) == Approx(8 * (near + far)));
}

TEST_CASE("the watched ground is all that has a pixel, and ends where it is cut") {
  for (const auto& lens : {kPlain, kFisheye})
    for (const double pitch : {-8.0, -30.0, -60.0, -88.0})
      for (const double reach : {5.0, 40.0}) {
        INFO(pitch << " degrees, " << reach << " m");
        const auto area = watchedGround(lens, lensAt(25, pitch), reach);
        CHECK(areaOf(area) == Approx(seenArea(lens, lensAt(25, pitch), reach)).epsilon(0.02));
        for (const Vec3 corner : area) {
          CHECK(std::hypot(corner.x, corner.y) <= reach + 1e-6);
          CHECK(corner.z == 0);
        }
      }
}

TEST_CASE("a lens that sees no ground watches none, and one right above all of a small circle") {
  CHECK(watchedGround(kPlain, lensAt(0, 40), 40).empty());
  CHECK(watchedGround(kPlain, lensAt(0, -45, -1), 40).empty());
  CHECK(areaOf(watchedGround(kPlain, lensAt(0, -90), 1)) == Approx(3.14).margin(0.05));
}

TEST_CASE("a lamp that shines straight down lights a circle") {
  const sim::Lamp lamp{.pose = {{2, 1, 5}, sim::headingAndPitch({}, degrees(-90))},
                       .halfAngleDeg = 45};
  for (const Vec3 corner : litGround(lamp, 40))
    CHECK(std::hypot(corner.x - 2, corner.y - 1) == Approx(5));
}

TEST_CASE("a frustum's corners lie so far away, in the corners of the picture") {
  const sim::Pose pose = lensAt(90, 0);
  const auto lines = frustumLines(kPlain, pose, 10);
  for (size_t corner = 0; corner < 4; ++corner) {
    CHECK(lines[corner].from == pose.position);
    CHECK(length(lines[corner].to - pose.position) == Approx(10));
  }
  const Vec3 topLeft = lines[0].to - pose.position;  // x : z : y as -1 : 0.5 : 1
  CHECK(topLeft.x == Approx(-topLeft.y));
  CHECK(topLeft.z == Approx(topLeft.y / 2));
}

TEST_CASE("what is picked is as far away as its surface") {
  sim::SceneState scene;
  auto place = std::make_shared<sim::Place>();
  place->parts.push_back({.objectId = 1, .size = {2, 2, 2}, .pose = {{10, 0, 0}, {}}});
  place->parts.push_back({.objectId = 2, .size = {2, 2, 2}, .pose = {{5, 0, 0}, {}}});
  scene.place = place;
  const std::vector<sim::Part> body{{.objectId = 3, .pose = {{20, 0, 0}, {}}}};
  CHECK(distanceTo(1, {}, {1, 0, 0}, scene, body).value() == Approx(9));
  CHECK(distanceTo(3, {}, {1, 0, 0}, scene, body).value() == Approx(19.5));
  CHECK_FALSE(distanceTo(1, {}, {0, 1, 0}, scene, body));
}

TEST_CASE("points are where the picture has them, and rays go back through them") {
  const sim::View view{lensAt(30, -20), 500, {960, 540}};
  const Projector on(view, {1920, 1080});
  for (const Vec3 point : {Vec3{8, 5, 0}, {6, 2, 1}, {9, 7, 4}}) {
    const auto picture = project(view, point);
    const auto screen = on.point(point);
    REQUIRE((picture && screen));
    CHECK(screen->x() == Approx(picture->x * 2));
    CHECK(screen->y() == Approx(picture->y * 2));
    const Vec3 way = sim::unit(point - on.eye());
    CHECK(length(on.directionAt(*screen) - way) < 1e-9);
  }
  CHECK_FALSE(on.point({-8, -5, 0}));
}

TEST_CASE("a line that passes the eye is cut and stays on its line") {
  const sim::View view{lensAt(0, 0), 500, {960, 540}};
  const Projector on(view, {960, 540});
  const Vec3 from{10, 1, 2}, to{-10, 3, 2.5};
  const auto line = on.line(from, to);
  REQUIRE(line);
  CHECK(line->p1().x() == Approx(on.point(from)->x()));
  CHECK(std::abs(line->x2()) < 5000);
  CHECK((line->x2() < 0 || line->x2() > 960));
  const auto middle = on.point(from + (to - from) * 0.2);
  const QPointF way = line->p2() - line->p1(), off = *middle - line->p1();
  CHECK(way.x() * off.y() - way.y() * off.x() == Approx(0).margin(1e-6));
  CHECK_FALSE(on.line({-1, 0, 3}, {-2, 0, 3}));
}

TEST_CASE("an area around the eye covers just the ground below the horizon") {
  const sim::View view{lensAt(0, -10), 500, {960, 540}};
  const Projector on(view, {960, 540});
  const std::vector<Vec3> square{{-30, -30, 0}, {30, -30, 0}, {30, 30, 0}, {-30, 30, 0}};
  const QPolygonF area = on.area(square);
  for (int x = 5; x < 960; x += 50)
    for (int y = 5; y < 540; y += 25) {
      const auto ground = groundAt(on.eye(), on.directionAt(QPointF(x, y)), 1000);
      const bool within = ground && std::abs(ground->x) < 30 && std::abs(ground->y) < 30;
      const bool atTheEdge =
          ground && std::abs(std::max(std::abs(ground->x), std::abs(ground->y)) - 30) < 0.5;
      if (!atTheEdge) CHECK(area.containsPoint(QPointF(x, y), Qt::WindingFill) == within);
    }
}
