// The manual's rule of 0.30 m for a wall beside, measured in the twin's own light.
#include "sim/adviser/night_contrast.h"

#include "sim/light/ies_file.h"
#include "sim/world/daylight.h"
#include "tests/support/catch.h"
#include "tests/support/ies_text.h"

using namespace tw;
using namespace tw::sim;

namespace {

const CameraModel& product() {
  static const CameraModel kModel = loadCameraModel(std::filesystem::path(TWEELENS_SOURCE_DIR) /
                                                    "models/cameras/dual_lens.camera.json");
  return kModel;
}

const NightPicture& at(const std::vector<NightPoint>& curve, double metres) {
  for (const NightPoint& point : curve)
    if (point.distanceM == metres) return point.picture;
  FAIL("no point at " << metres);
  return curve.front().picture;
}

}  // namespace

TEST_CASE("Without a surface near by the target has its own contrast and no veil") {
  const NightCurves curves = nightCurves(product());
  CHECK(curves.open.veilCdM2 == 0);
  CHECK(curves.open.contrast == Approx((0.5 - 0.05) / (0.5 + 0.05)));
}

TEST_CASE("The nearer a surface, the more contrast it takes") {
  const NightCurves curves = nightCurves(product());
  for (const auto* curve : {&curves.wall, &curves.eave}) {
    REQUIRE(curve->size() > 10);
    for (size_t i = 1; i < curve->size(); ++i) {
      INFO((*curve)[i].distanceM);
      CHECK((*curve)[i].picture.contrast >= (*curve)[i - 1].picture.contrast);
      CHECK((*curve)[i].picture.stops <= (*curve)[i - 1].picture.stops);
    }
    CHECK(curve->back().picture.contrast == Approx(curves.open.contrast).epsilon(0.01));
    CHECK(curve->back().picture.stops == Approx(0).margin(0.05));
  }
}

TEST_CASE("A wall nearer than 0.30 m takes contrast and drives the exposure far down") {
  const NightCurves curves = nightCurves(product());
  CHECK(at(curves.wall, 0.3).stops > 3);
  CHECK(at(curves.wall, 0.1).contrast < 0.6 * curves.open.contrast);
  CHECK(at(curves.wall, 0.5).contrast > 0.9 * curves.open.contrast);
}

TEST_CASE("The exposure follows a wall twice as near by two stops: four times its light") {
  const NightCurves curves = nightCurves(product());
  for (const double near : {0.1, 0.15, 0.2, 0.25}) {
    INFO(near);
    CHECK(at(curves.wall, near).stops - at(curves.wall, 2 * near).stops == Approx(2).margin(0.1));
  }
}

TEST_CASE("The open picture has all the gain there is: half the light takes a stop less from it") {
  CameraModel model = product();
  const NightCurves whole = nightCurves(model);
  model.spotlight.intensity /= 2;
  const NightCurves half = nightCurves(model);
  for (const double near : {0.1, 0.2, 0.3})
    CHECK(at(half.wall, near).stops == Approx(at(whole.wall, near).stops - 1).margin(0.01));
}

TEST_CASE("A measured spotlight is judged by its beam: on the axis the target, aside the wall") {
  const NightCurves built = nightCurves(product());
  CameraModel model = product();
  const double m = beamExponent(model.spotlight.halfAngleDeg);
  const auto withShare = [&](double onAxis) {
    const auto candela = [&](double v, double) {
      return std::pow(test::cosineOf(v), m) * (v < 4 ? onAxis : 1);
    };
    model.spotlight.profile =
        parseIes("spot", test::IesText{.vertical = test::everyDegrees(0, 90, 1)}.with(candela));
    return nightCurves(model);
  };
  const NightCurves same = withShare(1);
  for (size_t i = 0; i < built.wall.size(); ++i)
    CHECK(same.wall[i].picture.contrast == Approx(built.wall[i].picture.contrast).epsilon(0.01));
  // (b - d) / (b + d + 2 v): with half of the light on the axis a veil v weighs twice.
  const NightPicture &whole = at(same.wall, 0.1), half = at(withShare(0.5).wall, 0.1);
  const double clean = same.open.contrast, weight = half.veilCdM2 / whole.veilCdM2 * 2;
  CHECK(clean / half.contrast - 1 == Approx((clean / whole.contrast - 1) * weight).epsilon(0.01));
}
