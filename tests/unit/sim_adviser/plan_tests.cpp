// The plan: where things are drawn follows from the scale alone.
#include "sim/adviser/plan.h"

#include "sim/adviser/outline.h"
#include "tests/unit/sim_adviser/yard.h"

using namespace tw;
using namespace tw::sim;
using Catch::Detail::Approx;

namespace {

double areaOf(const Outline& outline) {
  double twice = 0;
  for (size_t i = 0; i < outline.size(); ++i) {
    const PlanPoint a = outline[i], b = outline[(i + 1) % outline.size()];
    twice += a.x * b.y - a.y * b.x;
  }
  return twice / 2;
}

Part part(Shape shape, Vec3 size, double headingDeg, double pitchDeg = 0) {
  Part made;
  made.shape = shape;
  made.size = size;
  made.pose = {{10, 20, 1}, headingAndPitch(degrees(headingDeg), degrees(pitchDeg))};
  return made;
}

Outline outlineOf(const Part& of) {
  const auto outlines = outlinesOf(of);
  REQUIRE(outlines.size() == 1);
  return outlines[0];
}

// Triangles of 2 m2, each so far east of the one before.
Part triangles(int count, float apart) {
  auto mesh = std::make_shared<Mesh>();
  for (int i = 0; i < count; ++i)
    for (const std::array<float, 2> p : {std::array{0.0F, 0.0F}, {2.0F, 0.0F}, {0.0F, 2.0F}}) {
      Vertex vertex;
      vertex.position = {p[0] + apart * static_cast<float>(i), p[1], 0};
      mesh->indices.push_back(static_cast<uint32_t>(mesh->vertices.size()));
      mesh->vertices.push_back(vertex);
    }
  Part made = part(Shape::kMesh, {1, 1, 1}, 0);
  made.mesh = mesh;
  return made;
}

}  // namespace

TEST_CASE("Of a mesh each piece that hangs together has an outline of its own") {
  const auto apart = outlinesOf(triangles(3, 5));
  REQUIRE(apart.size() == 3);
  for (const Outline& outline : apart) CHECK(areaOf(outline) == Approx(2));
  CHECK(outlinesOf(triangles(3, 2)).size() == 1);   // they share a corner
  CHECK(outlinesOf(triangles(41, 5)).size() == 1);  // leaves
}

TEST_CASE("A hull leaves out what lies within and on its sides") {
  const auto hull = hullOf({{0, 0}, {1, 0}, {2, 0}, {2, 2}, {1, 1}, {0, 2}, {0, 1}, {0, 0}});
  REQUIRE(hull.size() == 4);
  CHECK(areaOf(hull) == Approx(4));  // positive: counter-clockwise
  CHECK(hullOf({}).empty());
  CHECK(hullOf({{1, 1}}).size() == 1);
}

TEST_CASE("An outline has the area that the shape has from above") {
  CHECK(areaOf(outlineOf(part(Shape::kBox, {2, 3, 4}, 30))) == Approx(6));
  CHECK(areaOf(outlineOf(part(Shape::kBox, {2, 3, 4}, 0, 90))) == Approx(12));  // lies on its side
  CHECK(areaOf(outlineOf(part(Shape::kPlane, {2, 3, 1}, 77))) == Approx(6));
  // A polygon of 24 corners has 98.9 % of its circle.
  const double circle = 24 / 2.0 * std::sin(degrees(15).value);
  CHECK(areaOf(outlineOf(part(Shape::kCylinder, {2, 2, 4}, 0))) == Approx(circle));
  CHECK(areaOf(outlineOf(part(Shape::kSphere, {2, 2, 2}, 0))) == Approx(circle));
}

TEST_CASE("A plan is to scale, with north above and the camera in its middle") {
  Yard yard;
  yard.box("shed", {2, 4, 0}, {5, 6, 2});
  const std::string plan = planSvg(yard.survey());
  // 16 m to each side of the camera, 25 units a metre.
  CHECK(has(plan, "<path class='solid' d='M450.0,300.0L525.0,300.0L525.0,250.0L450.0,250.0Z'/>"));
  CHECK(has(plan, "<path class='camera' d='M400.0,382.5"));  // its tip is 0.7 m north
  CHECK(has(plan, ">5 m<"));
  CHECK(has(plan, "<rect class='bar' x='20.0' y='776.0' width='62.5'"));
  CHECK(has(plan, "<circle class='ring' cx='400.0' cy='400.0' r='375.0'/>"));
}

TEST_CASE("A plan shows both fields, the axes' reach and what is hidden") {
  Yard yard;
  std::string plan = planSvg(yard.survey());
  for (const char* style : {"wide_seen", "ptz_seen", "wide_reach", "ptz_reach"})
    CHECK(has(plan, "<path class='" + std::string(style) + "'"));
  CHECK_FALSE(has(plan, "<path class='wide_hidden'"));
  yard.box("wall", {-50, 6.1, 0}, {50, 6.3, 5});
  plan = planSvg(yard.survey());
  CHECK(has(plan, "<path class='wide_hidden'"));
  CHECK(has(plan, "<path class='ptz_hidden'"));
  CHECK(has(plan, ">wall</text>"));  // what hides is named
}

TEST_CASE("On a plan roofs are overhead, slabs are surfaces, the endless ground is not drawn") {
  Yard yard;
  CHECK_FALSE(has(planSvg(yard.survey()), "<path class='surface'"));
  yard.box("slab", {1, 1, 0}, {3, 3, 0.1});
  yard.box("roof", {-6, -3, 3.2}, {6, 0.4, 3.4});
  const std::string plan = planSvg(yard.survey());
  CHECK(has(plan, "<path class='surface'"));
  CHECK(has(plan, "<path class='overhead'"));
  CHECK_FALSE(has(plan, "<path class='solid'"));
}
