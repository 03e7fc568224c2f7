#include "sim/twin/camera_model.h"

#include <fstream>
#include <numbers>
#include <sstream>

#include "firmware_core/base/bytes.h"
#include "sim/core/json_reader.h"
#include "sim/light/ies_file.h"
#include "sim/world/daylight.h"
#include "tests/support/ies_text.h"
#include "tests/support/judge.h"
#include "tests/unit/sim_twin/twin_rig.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;

namespace {

std::string modelText() {
  std::ifstream file(kModel);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// What the complaint about the model says when `from` in its text is `to`.
std::string complaint(const std::string& from, const std::string& to) {
  std::string text = modelText();
  const size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  const TemporaryFolder folder;
  TwinSetup setup = yard();
  setup.cameras[0].model = folder.write("odd.camera.json", asBytes(text));
  try {
    Twin twin(setup);
  } catch (const InputError& error) {
    return error.what();
  }
  return "nothing";
}

struct Look {
  Vec3 along, right, down;
};
Look lookOf(const Pose& lens) {
  return {lens.turn * Vec3{0, 0, 1}, lens.turn * Vec3{1, 0, 0}, lens.turn * Vec3{0, 1, 0}};
}

void same(Vec3 is, Vec3 wanted) {
  CHECK(is.x == Approx(wanted.x).margin(1e-12));
  CHECK(is.y == Approx(wanted.y).margin(1e-12));
  CHECK(is.z == Approx(wanted.z).margin(1e-12));
}

// Faces north, 3 m above the ground.
Pose bodyFacingNorth() { return {{10, 20, 3}, about({0, 0, 1}, degrees(90))}; }

CameraModel levelModel() {
  CameraModel model;
  model.rig.wideAxis = {0.05, 0, 0.06};
  model.rig.ptzAxis = {0.04, 0.02, -0.05};
  return model;
}

}  // namespace

TEST_CASE("a lens at rest looks where its body faces, upright, from its place on the body") {
  const Pose lens = ptzPose(levelModel(), bodyFacingNorth(), degrees(0), degrees(0));
  same(lookOf(lens).along, {0, 1, 0});
  same(lookOf(lens).right, {1, 0, 0});  // east
  same(lookOf(lens).down, {0, 0, -1});
  same(lens.position, {10 - 0.02, 20 + 0.04, 3 - 0.05});  // left of a body facing north is west
}

TEST_CASE("pan counts to the left, tilt up") {
  const CameraModel model = levelModel();
  const Pose body = bodyFacingNorth();
  const double r3 = std::sqrt(3) / 2, r2 = std::sqrt(0.5);
  same(lookOf(ptzPose(model, body, degrees(30), degrees(0))).along, {-0.5, r3, 0});
  same(lookOf(ptzPose(model, body, degrees(-90), degrees(0))).along, {1, 0, 0});
  same(lookOf(ptzPose(model, body, degrees(0), degrees(30))).along, {0, r3, 0.5});
  const Look both = lookOf(ptzPose(model, body, degrees(90), degrees(-45)));
  same(both.along, {-r2, 0, -r2});
  same(both.right, {0, 1, 0});  // the horizon stays level
  same(both.down, {r2, 0, -r2});
  same(lookOf(widePose(model, body, degrees(30))).along, {-0.5, r3, 0});
}

TEST_CASE("a lens turns as fast as its axes, in its own frame: the slope of its pose") {
  const CameraModel model = levelModel();
  constexpr double kStep = 1e-5;
  for (const auto& [pan, tilt] : {std::pair{0.0, 0.0}, {0.7, -0.4}, {-2.1, 1.2}})
    for (const auto& [panRate, tiltRate] : {std::pair{1.0, 0.0}, {0.0, 0.8}, {-0.6, 0.5}}) {
      const Vec3 rate = lensTurnRate({pan}, {tilt}, panRate, tiltRate);
      const Turn before = ptzPose(model, {}, {pan}, {tilt}).turn;
      const Turn after =
          ptzPose(model, {}, {pan + panRate * kStep}, {tilt + tiltRate * kStep}).turn;
      for (const Vec3 fixed : {Vec3{1, 0, 0}, Vec3{0, 1, 0}, Vec3{0, 0, 1}}) {
        const Vec3 seen = inverse(before) * fixed;
        const Vec3 slope = (inverse(after) * fixed - seen) * (1 / kStep);
        CHECK(length(slope - cross(seen, rate)) < 1e-4);
      }
    }
  // A level lens that pans to the left turns about its y axis, which points down.
  const Vec3 left = lensTurnRate({0.3}, {0}, 1, 0);
  CHECK(length(left - Vec3{0, -1, 0}) < 1e-12);
}

TEST_CASE("the wide lens's tilt, set by hand, turns with its pan") {
  CameraModel model = levelModel();
  model.rig.wideHandTiltDeg = -30;
  const double r3 = std::sqrt(3) / 2;
  same(lookOf(widePose(model, bodyFacingNorth(), degrees(0))).along, {0, r3, -0.5});
  same(lookOf(widePose(model, bodyFacingNorth(), degrees(90))).along, {-r3, 0, -0.5});
}

TEST_CASE("the product's camera model is read in its units") {
  const CameraModel model = loadCameraModel(kModel);
  CHECK(model.bootRom == 800ms);
  CHECK(model.wideLens.projection == Projection::kEquidistant);
  CHECK(model.ptzLens.projection == Projection::kRectilinear);
  CHECK(model.ptzTilt.minDeg == -80);
  CHECK(model.ptzTilt.maxDeg == 10);
  CHECK(model.firmware.at("axes").contains("ptz_tilt"));
}

TEST_CASE("an angle of view becomes the focal length of its projection") {
  const auto focalPx = [](const std::string& from, const std::string& to, bool wide) {
    std::string text = modelText();
    text.replace(text.find(from), from.size(), to);
    const TemporaryFolder folder;
    const CameraModel model = loadCameraModel(folder.write("other.camera.json", asBytes(text)));
    CHECK(model.firmware.at("lenses").at(wide ? "wide" : "ptz").at("focal_px") ==
          (wide ? model.wideLens : model.ptzLens).focalPx);
    return wide ? model.wideLens.focalPx : model.ptzLens.focalPx;
  };
  CHECK(focalPx("\"focal_px\": 1528", "\"view_deg\": 90", true) ==
        Approx(1280 / (std::numbers::pi / 4)));
  CHECK(focalPx("\"focal_px\": 2690", "\"view_deg\": 90", false) == Approx(1280));
}

TEST_CASE("a fault in the camera model is told with file, line and path") {
  const auto says = [](const std::string& from, const std::string& to, const std::string& where) {
    CHECK_THAT(complaint(from, to), Catch::Contains("odd.camera.json:" + where));
  };
  says("0.8,", "99,", "3: /boot_rom_s: ");
  says("\"boot_rom_s\": 0.8,\n", "\n", "1: ");
  says("\"boot_rom_s\"", "\"boot_rom\"", "1: ");
  says("\"mass_kg\"", "\"weight\": 1, \"mass_kg\"", "4: ");
  says("equidistant", "fisheye", "6: /lenses/wide/projection: ");
  says("\"focal_px\": 1528", "\"focal_px\": 0", "6: /lenses/wide/focal_px: ");
  says("\"focal_px\": 1528", "\"view_deg\": 0", "6: /lenses/wide/view_deg: ");
  says("\"focal_px\": 2690", "\"view_deg\": 141", "7: /lenses/ptz/view_deg: ");
  says("\"focal_px\": 2690", "\"view_deg\": 50, \"focal_px\": 2690", "7: /lenses/ptz: ");
  says("\"focal_px\": 2690, ", "", "7: /lenses/ptz: ");
  says("\"focal_px\": 1528", "\"view_deg\": 130", "6: /lenses/wide/view_deg: ");
  says("\"focal_px\": 1528", "\"focal_px\": 900", "6: /lenses/wide/focal_px: ");
  says("\"focal_px\": 2690", "\"view_deg\": 1", "7: /lenses/ptz/view_deg: ");
  says("[2560, 1440] }", "[2560.9, 1440] }", "6: /lenses/wide/reference_px/0: ");
  says("[0.05, 0, 0.06]", "[0.05, 0]", "10: /rig/wide_axis_m: ");
  says("[0.05, 0, 0.06]", "[0.05, 0, 60]", "10: /rig/wide_axis_m/2: ");
  says("[0.081, 0, 0.012]", "[0.081, 0]", "30: /lamps/spotlight/at_m: expected three lengths");
  says("\"min_deg\": -110", "\"min_deg\": 110", "16: /axes/wide_pan/max_deg: ");
  says("\"half_angle_deg\": 45", "\"half_angle_deg\": \"wide\"",
       "32: /lamps/spotlight/half_angle_deg: ");
  says("{", "[", "");
}

TEST_CASE("what the firmware does not take of the camera model is told with file and path") {
  const auto says = [](const std::string& from, const std::string& to, const std::string& path) {
    CHECK_THAT(complaint(from, to), Catch::Contains("odd.camera.json: " + path + ": expected"));
  };
  says("\"video_quality\": 26", "\"video_quality\": 99", "/firmware/video_quality");
  says("[1280, 720]", "[1281, 720]", "/firmware/video_px");
  says("\"home_deg\": -12", "\"home_deg\": 9.5", "/axes/ptz_tilt/home_deg");
  says("\"backlash_deg\": 0", "\"backlash_deg\": 4", "/axes/wide_pan/backlash_deg");
}

TEST_CASE("a camera model that is not there is named") {
  TwinSetup setup = yard();
  setup.cameras[0].model = "nowhere.camera.json";
  CHECK_THROWS_WITH(Twin(setup), Catch::Contains("nowhere.camera.json"));
}

TEST_CASE("a lamp whose light cannot be known is refused by file and key") {
  const auto says = [](const std::string& from, const std::string& to, const char* words) {
    const std::string said = complaint(from, to);
    INFO(said);
    CHECK(said.find("odd.camera.json:") != std::string::npos);
    CHECK(said.find("/lamps/spotlight") != std::string::npos);
    CHECK(said.find(words) != std::string::npos);
  };
  says("\"emitter_mm\": 8,", "", "'emitter_mm' is missing");
  says("\"emitter_mm\": 8,", "\"emitter_mm\": 0,", "must be a number from 0.1 to 200");
  says("\"exempt_beyond_m\": 0.25,", "\"exempt_beyond_m\": 0.25, \"intensity_cd\": 50,",
       "expected one of them");
  says(
      "{ \"leds\": [{ \"peak_nm\": 450, \"width_nm\": 20, \"share\": 1 }, { \"peak_nm\": 563.6, "
      "\"width_nm\": 128.8, \"share\": 0.4632 }] }",
      "{ \"leds\": [{ \"peak_nm\": 760, \"width_nm\": 18, \"share\": 1 }] }",
      "too little blue light");
  says(
      "{ \"leds\": [{ \"peak_nm\": 450, \"width_nm\": 20, \"share\": 1 }, { \"peak_nm\": 563.6, "
      "\"width_nm\": 128.8, \"share\": 0.4632 }] }",
      "{ \"file\": \"nowhere.csv\" }", "nowhere.csv");
  says("\"half_angle_deg\": 45", "\"half_angle_deg\": 90", "must be a number from 1 to 89");
  says("\"peak_nm\": 450", "\"peak_nm\": 4500", "must be a number from 300 to 1400");
  says("\"share\": 0.4632", "\"share\": -1", "must be a number from");
  says("\"spectrum\": {", "\"spectrum\": { \"file\": \"a.csv\",", "and not both");
}

TEST_CASE("the spotlight's intensity follows from the manual's safe distance") {
  const CameraModel model = loadCameraModel(kModel);
  CHECK(model.spotlight.calibratedAt == 0.25);
  CHECK(model.spotlight.intensity == Approx(56.1).epsilon(2e-3));  // 0.04909 W/sr by 8.751e-4 W/lm
  CHECK(exemptBeyond(model.spotlight.eye) == Approx(0.25).epsilon(1e-3));
  CHECK(exemptBeyond(dimmed(model.spotlight.eye, 0.25)) == Approx(0.125).epsilon(1e-3));
  CHECK(eyeHazard(model.spotlight.eye, kJudgedAt).group == RiskGroup::k1);
}

TEST_CASE("a lamp's measured beam stands beside the model, its strength there or in its keys") {
  const TemporaryFolder folder;
  const Batwing wing;
  std::ofstream(folder.path("spot.ies"))
      << IesText{.vertical = everyDegrees(0, 90, 1), .horizontal = everyDegrees(90, 270, 5)}.with(
             wing);
  const auto modelWith = [&](const std::string& from, const std::string& to) {
    std::string text = modelText();
    const size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return loadCameraModel(
        folder.write("new.camera.json", asBytes(text.replace(at, from.size(), to))));
  };
  const std::string spotlight = "\"exempt_beyond_m\": 0.25,\n      \"half_angle_deg\": 45";
  const LampModel filed = modelWith(spotlight, "\"ies\": \"spot.ies\"").spotlight;
  REQUIRE(filed.profile);
  CHECK(filed.intensity == filed.profile->peakCd);
  CHECK(modelWith(spotlight, "\"intensity_cd\": 70, \"ies\": \"spot.ies\"").spotlight.intensity ==
        70);
  const LampModel calibrated =
      modelWith(spotlight, "\"exempt_beyond_m\": 0.25, \"ies\": \"spot.ies\"").spotlight;
  CHECK(calibrated.intensity == loadCameraModel(kModel).spotlight.intensity);
  const Lamp lamp = lampOf(calibrated, bodyFacingNorth(), 100);
  CHECK(beamShare(lamp, {0, 1, 0}) == Approx(1 / calibrated.profile->peakCd));  // ahead
  const double v = 40;  // to the left, which is C180
  CHECK(beamShare(lamp, {-sineOf(v), cosineOf(v), 0}) * calibrated.profile->peakCd ==
        Approx(wing(v, 180)).epsilon(1e-3));
  const LampModel infrared = modelWith("\"intensity_w_sr\": 2,\n      \"half_angle_deg\": 45",
                                       "\"intensity_w_sr\": 2, \"ies\": \"spot.ies\"")
                                 .infrared;
  CHECK(infrared.intensity == 2);
  CHECK(lampOf(infrared, {}, 2).profile == infrared.profile);
}

TEST_CASE("a lamp's beam that cannot be read is refused by file and key") {
  const auto says = [](const std::string& to, const std::string& words) {
    CHECK_THAT(
        complaint("\"half_angle_deg\": 45", to),
        Catch::Contains("odd.camera.json:32: /lamps/spotlight/ies: ") && Catch::Contains(words));
  };
  says("\"half_angle_deg\": 45, \"ies\": \"a.ies\"", "expected one of them");
  says("\"ies\": \"a.ies\"", "a.ies: there is no such file");
  says("\"ies\": \"odd.camera.json\"", "there is no line \"TILT=NONE\"");
  CHECK_THAT(
      complaint("\"intensity_w_sr\": 2,\n      \"half_angle_deg\": 45",
                "\"ies\": \"" +
                    (std::filesystem::path(TWEELENS_SOURCE_DIR) / "models/lamps/street_lamp.ies")
                        .string() +
                    "\""),
      Catch::Contains("'intensity_w_sr' is missing"));
}
