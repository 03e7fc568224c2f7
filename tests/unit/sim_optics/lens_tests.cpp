#include "sim/optics/lens.h"

#include <cmath>

#include "sim/optics/remap.h"
#include "tests/support/catch.h"
#include "tests/support/test_pictures.h"

using namespace tw;
using namespace tw::sim;

namespace {

const LensModel kWide{Projection::kEquidistant, 1528, {2560, 1440}};
const LensModel kPtz{Projection::kRectilinear, 2690, {2560, 1440}};

double angleDeg(const LensModel& lens, hal::ImageSize size, Pixel a, Pixel b) {
  return toDegrees({std::acos(dot(directionOf(lens, size, a), directionOf(lens, size, b)))});
}

}  // namespace

TEST_CASE("The wide lens sees 96 degrees across, 54 down and 110 from corner to corner") {
  const hal::ImageSize size{2560, 1440};
  CHECK(angleDeg(kWide, size, {0, 720}, {2560, 720}) == Approx(96).margin(0.5));
  CHECK(angleDeg(kWide, size, {1280, 0}, {1280, 1440}) == Approx(54).margin(0.5));
  CHECK(angleDeg(kWide, size, {0, 0}, {2560, 1440}) == Approx(110).margin(0.5));
}

TEST_CASE("The PTZ lens sees about 52 degrees across and 60 from corner to corner") {
  const hal::ImageSize size{1280, 720};
  CHECK(angleDeg(kPtz, size, {0, 360}, {1280, 360}) == Approx(52).margin(1.5));
  CHECK(angleDeg(kPtz, size, {0, 0}, {1280, 720}) == Approx(60).margin(3));
}

TEST_CASE("A direction leads back to its pixel") {
  const hal::ImageSize size{1280, 720};
  for (const LensModel& lens : {kWide, kPtz})
    for (const Pixel p : {Pixel{0, 0}, Pixel{640, 360}, Pixel{1279.5, 17.25}, Pixel{640, 700}}) {
      const Vec3 direction = directionOf(lens, size, p);
      CHECK(length(direction) == Approx(1));
      const auto back = pixelOf(lens, size, direction * 3.7);
      REQUIRE(back);
      CHECK(back->x == Approx(p.x).margin(1e-9));
      CHECK(back->y == Approx(p.y).margin(1e-9));
    }
}

TEST_CASE("Right in the picture is +x of the lens frame, down is +y") {
  const hal::ImageSize size{1280, 720};
  for (const LensModel& lens : {kWide, kPtz}) {
    CHECK(directionOf(lens, size, {1000, 360}).x > 0.1);
    CHECK(directionOf(lens, size, {640, 600}).y > 0.1);
    CHECK(directionOf(lens, size, {640, 360}).z == Approx(1));
  }
}

TEST_CASE("A smaller picture of the same lens sees the same") {
  for (const LensModel& lens : {kWide, kPtz}) {
    const Vec3 large = directionOf(lens, {2560, 1440}, {400, 300});
    const Vec3 small = directionOf(lens, {640, 360}, {100, 75});
    CHECK(length(large - small) < 1e-12);
  }
}

TEST_CASE("A rectilinear lens shows nothing of what is behind it") {
  CHECK_FALSE(pixelOf(kPtz, {1280, 720}, {0.1, 0, -1}));
  CHECK_FALSE(pixelOf(kPtz, {1280, 720}, {1, 0, 0}));
  CHECK(pixelOf(kWide, {1280, 720}, {1, 0, -0.1}));
}

TEST_CASE("The wide lens's 720p picture wants a drawing of about 1909x1074 with the same middle") {
  const Remap remap(kWide, {1280, 720});
  CHECK(std::abs(remap.sourceSize().width - 1909) <= 2);
  CHECK(std::abs(remap.sourceSize().height - 1074) <= 2);
  CHECK(remap.sourceFocalPx() == Approx(764));
}

TEST_CASE("A bent picture shows in each pixel the light of the pixel's direction") {
  FormulaRenderer renderer;
  const auto scene = sceneOf(1000);
  const hal::ImageSize size{320, 180};
  const Remap remap(kWide, size);
  const View view{Pose{}, remap.sourceFocalPx(), remap.sourceSize()};
  const Layers bent = remap.apply(renderer.draw(*scene, view, whole(view.size), {}), whole(size));
  REQUIRE(bent.lights[0].planes[0].size() == size.pixels());
  double worst = 0;
  for (int row = 0; row < size.height; ++row)
    for (int column = 0; column < size.width; ++column) {
      const double expected =
          FormulaRenderer::luminance(*scene, directionOf(kWide, size, {column + 0.5, row + 0.5}));
      const auto at = static_cast<size_t>(row * size.width + column);
      const double seen = fromHalf(bent.lights[0].planes[0][at]);
      worst = std::max(worst, std::abs(seen - expected) / expected);
    }
  CHECK(worst < 1e-3);  // a half is good to 1/2048, and rounded twice
}

TEST_CASE("Object ids are taken from the nearest pixel, never mixed") {
  FormulaRenderer renderer;  // an id is the column of the drawing
  const hal::ImageSize size{320, 180};
  const Remap remap(kWide, size);
  const View view{Pose{}, remap.sourceFocalPx(), remap.sourceSize()};
  const Layers bent =
      remap.apply(renderer.draw(*sceneOf(1), view, whole(view.size), {}), whole(size));
  const Vec3 ray = directionOf(kWide, size, {20.5, 30.5});
  const double column = remap.sourceSize().width / 2.0 + remap.sourceFocalPx() * ray.x / ray.z;
  CHECK(bent.ids[30 * 320 + 20] == static_cast<uint16_t>(std::floor(column)));
}

TEST_CASE("A box of the world is seen as wide as its nearest face, and not from behind") {
  const hal::ImageSize size{2560, 1440};
  const Pose ahead{{0, 0, 2}, kLensToBody};  // looks along x from 2 m up
  const Box cube{{9.5, -0.5, 1.5}, {10.5, 0.5, 2.5}};
  const auto flat = boxIn(kPtz, size, ahead, cube);
  REQUIRE(flat);
  CHECK(flat->width() == Approx(2 * 2690 * 0.5 / 9.5));
  CHECK(flat->height() == Approx(flat->width()));
  CHECK((flat->left + flat->right) / 2 == Approx(1280));
  CHECK((flat->top + flat->bottom) / 2 == Approx(720));
  const auto round = boxIn(kWide, size, ahead, cube);
  REQUIRE(round);
  const double corner = std::atan(std::hypot(0.5, 0.5) / 9.5);
  CHECK(round->width() == Approx(2 * 1528 * corner / std::sqrt(2.0)));
  CHECK_FALSE(boxIn(kPtz, size, ahead, {{-1, -0.5, 1.5}, {1, 0.5, 2.5}}));
}

TEST_CASE("A lens that sees too far aside cannot be bent from a drawing") {
  const auto canSee = [](double degrees, hal::ImageSize size) {
    const double focalPx = 1280 / (degrees / 2 * std::acos(-1) / 180);
    return Remap::canBend({Projection::kEquidistant, focalPx, {2560, 1440}}, size);
  };
  CHECK(canSee(96, {2560, 1440}));
  CHECK(canSee(120, {640, 360}));
  CHECK_FALSE(canSee(120, {2560, 1440}));  // would take 5000 pixels
  CHECK_FALSE(canSee(170, {640, 360}));    // more than 90 degrees in the corners
}
