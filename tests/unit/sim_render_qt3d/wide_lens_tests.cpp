#include "sim/optics/lens.h"
#include "sim/optics/remap.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_render_qt3d/drawn.h"

using namespace tw;
using namespace tw::sim;

TEST_CASE("A drawn point lies where the wide lens's r = f * theta says, within half a pixel") {
  Drawn drawn;
  const hal::ImageSize size{2560, 1440};
  const LensModel lens{Projection::kEquidistant, 1528, size};
  const Remap bend(lens, size);
  View view = lookAt({0, 0, 3}, {0, 10, 1}, bend.sourceSize(), bend.sourceFocalPx());
  // Balls of 12 pixels on the axis, half way out and near the edges, each 8 m away.
  std::vector<Part> balls;
  uint16_t id = 1;
  for (const auto& [right, down] : {std::pair{0.0, 0.0},
                                    {20.0, 0.0},
                                    {-45.0, 0.0},
                                    {0.0, 24.0},
                                    {44.0, -22.0},
                                    {-30.0, 15.0},
                                    {43.0, 23.0}}) {
    const double x = degrees(right).value, y = degrees(down).value, r = std::hypot(x, y);
    const double s = r > 0 ? std::sin(r) / r : 1;
    const Vec3 direction = view.pose.turn * Vec3{x * s, y * s, std::cos(r)};
    balls.push_back({id++,
                     Shape::kSphere,
                     {0.06, 0.06, 0.06},
                     {view.pose.position + direction * 8, {}},
                     {1, 1, 1},
                     Surface::kPlain});
  }
  const Layers picture =
      bend.apply(drawn.renderer->draw(sceneOf(balls), view, whole(view.size), {}), whole(size));
  for (const Part& ball : balls) {
    double sumX = 0, sumY = 0, count = 0;
    for (int row = 0; row < size.height; ++row)
      for (int column = 0; column < size.width; ++column)
        if (picture.ids[static_cast<size_t>(row * size.width + column)] == ball.objectId) {
          sumX += column + 0.5;
          sumY += row + 0.5;
          ++count;
        }
    // The formula by hand: angle off the axis times 1528 pixels, in the point's own direction.
    const Vec3 p = inverse(view.pose.turn) * (ball.pose.position - view.pose.position);
    const double off = std::hypot(p.x, p.y), radius = 1528 * std::atan2(off, p.z);
    REQUIRE(count > 50);
    CHECK(sumX / count == Approx(1280 + (off > 0 ? radius * p.x / off : 0)).margin(0.5));
    CHECK(sumY / count == Approx(720 + (off > 0 ? radius * p.y / off : 0)).margin(0.5));
  }
}
