// Height, view, walls and eaves against the closed forms of the boxes that make them.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numbers>

#include "sim/adviser/beside.h"
#include "sim/adviser/flare.h"
#include "sim/adviser/wall_rule.h"
#include "sim/light/ies_file.h"
#include "sim/world/daylight.h"
#include "sim/world/world.h"
#include "tests/support/ies_text.h"
#include "tests/unit/sim_adviser/yard.h"

using namespace tw;
using namespace tw::sim;
using Catch::Detail::Approx;

namespace {

// Of I / d2, on a plane along the axis of a beam of cos^m: cos^m(t) sin^3(t) at tan^2(t) = 3 / m.
double mostAlong(double halfAngleDeg) {
  const double m = beamExponent(halfAngleDeg), t = std::atan(std::sqrt(3 / m));
  return std::pow(std::cos(t), m) * std::pow(std::sin(t), 3);
}

}  // namespace

TEST_CASE("The height is that above the ground below, from 2.5 to 3 m") {
  Yard yard;
  const auto at = [&](double z) {
    yard.mount.pose.position.z = z;
    const Finding finding = yard.finding("height");
    CHECK(finding.promise == "INS-3");
    CHECK(figure(finding, "height_m") == Approx(z).margin(1e-9));
    return finding.verdict;
  };
  CHECK(at(2.49) == Verdict::kNotMet);
  CHECK(at(2.5) == Verdict::kMet);
  CHECK(at(2.8) == Verdict::kMet);
  CHECK(at(3.0) == Verdict::kMet);
  CHECK(at(3.01) == Verdict::kNotMet);
}

TEST_CASE("From how far above a face 3 m away is seen is an arc tangent") {
  Yard yard;
  yard.mount.pose.position.z = 4.6;  // 3 m above a face
  const Finding finding = yard.finding("height");
  CHECK(figure(finding, "face_from_above_deg") == Approx(45));
  CHECK(has(finding.consequence, "45 degrees above"));
  CHECK(has(finding.consequence, "hats"));
}

TEST_CASE("A terrace is ground, a sill below the camera is not") {
  Yard yard;
  yard.box("sill", {-0.5, -0.1, 0.9}, {0.5, 0.15, 1.0});
  CHECK(figure(yard.finding("height"), "height_m") == Approx(2.8));
  yard.box("terrace", {-3, -1, 0}, {3, 3, 0.4});
  CHECK(figure(yard.finding("height"), "height_m") == Approx(2.4));
  CHECK(yard.finding("height").verdict == Verdict::kNotMet);
}

TEST_CASE("Without ground below nothing is judged by it") {
  Yard yard;
  yard.clear();
  yard.box("cloud", {-1, -1, 50}, {1, 1, 51});
  CHECK(yard.finding("height").verdict == Verdict::kCannotTell);
  CHECK(yard.finding("view").verdict == Verdict::kCannotTell);
}

TEST_CASE("The distance to a wall beside is the perpendicular, on its side") {
  Yard yard;  // looks north: left is west
  yard.box("wing", {-3, -1, 0}, {-0.25, 3, 5});
  yard.box("post", {0.8, -1, 0}, {1, 3, 5});
  Finding finding = yard.finding("wall");
  CHECK(finding.promise == "INS-5");
  CHECK(finding.verdict == Verdict::kNotMet);
  CHECK(figure(finding, "left_m") == Approx(0.25));
  CHECK(figure(finding, "right_m") == Approx(0.8));
  CHECK(has(finding.measured, "left: 0.25 m (wing); right: 0.80 m (post)"));
  yard.mount.pose.position.x = 0.1;  // to 0.35 and 0.70 m
  finding = yard.finding("wall");
  CHECK(finding.verdict == Verdict::kMet);
  CHECK(figure(finding, "left_m") == Approx(0.35));
}

TEST_CASE("The limit beside is more than 0.30 m") {
  Yard yard;
  const auto at = [&](double distance) {
    yard.mount.pose.position.x = distance;
    return yard.finding("wall").verdict;
  };
  yard.box("wing", {-3, -1, 0}, {0, 3, 5});
  CHECK(at(0.299) == Verdict::kNotMet);
  CHECK(at(0.301) == Verdict::kMet);
}

TEST_CASE("A wall aslant is as near as its foot of the perpendicular") {
  Yard yard;
  // Its face's normal points 45 degrees back to the right; 0.5 m from the lamp.
  const Vec3 lamp = yard.survey().lamp;
  const double half = 0.1, away = (0.5 + half) * std::numbers::sqrt2 / 2;
  yard.add(Shape::kBox, "slant", {0.2, 8, 8}, {lamp.x - away, lamp.y + away, 2.8}, 135);
  const auto met = nearestBeside(yard.survey(), true);
  REQUIRE(met);
  CHECK(met->distanceM == Approx(0.5).epsilon(1e-3));
  CHECK(met->leftDeg == Approx(45).margin(1));
}

TEST_CASE("The wall that the camera hangs on does not count, straight or turned on it") {
  Yard yard;
  yard.box("house", {-6, -3, 0}, {6, -0.03, 5});
  for (const double heading : {90.0, 118.0, 60.0}) {
    INFO(heading);
    yard.turn(heading);
    const Finding finding = yard.finding("wall");
    CHECK(finding.verdict == Verdict::kMet);
    CHECK(has(finding.measured, "left: nothing within 5 m; right: nothing within 5 m"));
  }
  // A corner of the same house does.
  yard.turn(90);
  yard.box("corner", {0.2, -1, 0}, {1, 2, 5});
  CHECK(yard.finding("wall").verdict == Verdict::kNotMet);
  CHECK(figure(yard.finding("wall"), "right_m") == Approx(0.2));
}

TEST_CASE("A wall square to the beam: 60 cd at 0.3 m is 667 lx, 106 cd/m2, 2800 to 1") {
  const Flare flare = flareAt({.intensityCd = 60, .halfAngleDeg = 45}, {1, 0, 0}, 0.3);
  CHECK(flare.lux == Approx(666.7).epsilon(1e-3));
  CHECK(flare.wallCdM2 == Approx(106.1).epsilon(1e-3));
  CHECK(flare.targetCdM2 == Approx(0.0382).epsilon(2e-3));
  CHECK(flare.contrast() == Approx(2778).epsilon(1e-3));
}

TEST_CASE("A plane along a beam of cos^m gets the most where tan^2 of the angle is 3 / m") {
  for (const double halfAngle : {15.0, 45.0, 60.0})
    for (const Vec3 towards : {Vec3{0, 1, 0}, Vec3{0, 0, 1}, unit(Vec3{0, -1, 1})}) {
      INFO(halfAngle);
      const Lamp lamp{.intensityCd = 60, .halfAngleDeg = halfAngle};
      CHECK(mostLux(lamp, towards, 0.2) == Approx(60 / 0.04 * mostAlong(halfAngle)).epsilon(1e-3));
    }
}

TEST_CASE("A lamp that shines alike all round gives a plane the most at its foot") {
  Lamp lamp{.intensityCd = 60};
  lamp.profile = parseIes("round", test::IesText{.vertical = test::everyDegrees(0, 180, 10)}.with(
                                       [](double, double) { return 60.0; }));
  CHECK(mostLux(lamp, {0, 1, 0}, 0.2) == Approx(60 / 0.04));
}

TEST_CASE("A wall's flare is that of the model's spotlight at its distance") {
  Yard yard;
  yard.model.spotlight.intensity = 80;
  yard.box("wing", {-3, -1, 0}, {-0.2, 3, 5});
  const Finding finding = yard.finding("wall");
  const double share = mostAlong(yard.model.spotlight.halfAngleDeg);
  CHECK(figure(finding, "flare_lux") == Approx(80 / 0.04 * share).epsilon(1e-3));
  CHECK(figure(finding, "flare_contrast") == Approx(100 / 0.04 * share * 0.5 / 0.2).epsilon(1e-3));
  CHECK(has(finding.consequence, "372 lx"));  // 0.186 of 2000
}

TEST_CASE("Where nothing is near, the flare is told of a wall at the limit") {
  const Finding finding = Yard().finding("wall");
  CHECK(figure(finding, "flare_at_m") == 0.3);
  CHECK(has(finding.consequence, "No surface is near enough to flare"));
}

TEST_CASE("A light meter on the wall beside a camera reads the flare that the rule tells") {
  const SceneFile scene = SceneFile::load(std::filesystem::path(TWEELENS_SOURCE_DIR) /
                                          "scenes/near_wall_night.scene.json");
  const CameraModel model =
      loadCameraModel(TWEELENS_SOURCE_DIR "/models/cameras/dual_lens.camera.json");
  World world(scene);
  const MountPoint corner = mountOf(scene, "corner");
  const Survey survey(scene, corner, model);
  world.setLamps({spotlightOf(survey)});
  double most = 0;
  for (double ahead = 0; ahead < 1; ahead += 0.01)
    most = std::max(most, world.illuminanceLux({3.1999, ahead, survey.lamp.z}, {-1, 0, 0}, {}));
  const Finding finding = wallRule(survey);
  CHECK(figure(finding, "flare_at_m") == Approx(0.2));
  CHECK(figure(finding, "flare_lux") == Approx(most).epsilon(0.01));
}

TEST_CASE("An eave's flare is that of a plane along the beam, above the lamp") {
  Yard yard;
  yard.model.spotlight.intensity = 80;
  yard.box("eave", {-3, -0.5, 3.07}, {3, 0.4, 5});
  const Finding finding = yard.finding("eave");
  const double above = 3.07 - yard.survey().lamp.z;
  CHECK(figure(finding, "eave_flare_lux") ==
        Approx(80 / (above * above) * mostAlong(yard.model.spotlight.halfAngleDeg)).epsilon(1e-3));
}

TEST_CASE("An eave is judged from the camera's top") {
  Yard yard;
  CHECK(topOf(yard.model, yard.survey().mount.pose) ==
        Approx(2.8 + 0.12));  // its plate is 0.24 m high
  const auto under = [&](double gap) {
    Yard below;
    below.box("eave", {-3, -0.5, 2.92 + gap}, {3, 0.4, 5});
    return below.finding("eave");
  };
  CHECK(under(0.15).verdict == Verdict::kMet);
  CHECK(figure(under(0.15), "eave_m") == Approx(0.15));
  CHECK(under(0.199).verdict == Verdict::kMet);
  CHECK(under(0.201).verdict == Verdict::kNotMet);
  CHECK(under(0.9).verdict == Verdict::kNotMet);
  CHECK(has(under(0.9).measured, "eave"));
  CHECK(under(1.1).verdict == Verdict::kMet);
  CHECK_FALSE(hasFigure(under(1.1), "eave_m"));
}

TEST_CASE("What hangs before the camera within half a metre is its eave, what is farther is not") {
  const auto from = [](double y) {
    Yard yard;
    yard.box("beam", {-3, y, 3.3}, {3, y + 0.05, 3.5});
    return hasFigure(yard.finding("eave"), "eave_m");
  };
  CHECK(from(0.15));
  CHECK(from(0.55));
  CHECK_FALSE(from(0.65));
}
