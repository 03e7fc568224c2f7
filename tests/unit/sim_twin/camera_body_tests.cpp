#include "sim/twin/camera_body.h"

#include <fstream>

#include "firmware_core/base/bytes.h"
#include "sim/core/json_reader.h"
#include "sim/twin/camera_model.h"
#include "tests/support/judge.h"
#include "tests/unit/sim_twin/twin_rig.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;

namespace {

using Member = BodyPart::Member;
using Light = BodyPart::Light;

std::vector<BodyPart> bodyOf(const std::string& parts) {
  const auto document = JsonDocument::parse("odd", "{\"body\": [" + parts + "]}");
  return readBody(document.root().array("body"));
}

std::string bodyComplaint(const std::string& parts) {
  try {
    bodyOf(parts);
  } catch (const InputError& error) {
    return error.what();
  }
  return "nothing";
}

void near(Vec3 is, Vec3 wanted) {
  CHECK(is.x == Approx(wanted.x).margin(1e-12));
  CHECK(is.y == Approx(wanted.y).margin(1e-12));
  CHECK(is.z == Approx(wanted.z).margin(1e-12));
}

// A part 10 cm ahead of both axes, on the member.
CameraModel modelWith(Member member) {
  CameraModel model;
  model.rig.wideAxis = model.rig.ptzAxis = {0.05, 0, 0};
  model.body.push_back({.part = {.pose = {{0.15, 0, 0}, {}}}, .member = member});
  return model;
}

// Its place, from a mount 3 m above the ground that faces north.
Vec3 placeOf(Member member, const AxisAngles& angles) {
  const Pose mount{{10, 20, 3}, about({0, 0, 1}, degrees(90))};
  return bodyParts(modelWith(member), mount, angles).at(0).pose.position;
}

constexpr const char* kLens =
    R"({"shape": "cylinder", "size_m": [0.04, 0.03, 0.02], "at_m": [0.09, 0, 0.06],
        "pitch_deg": 90, "colour": [0.1, 0.2, 0.3], "on": "ptz_tilt", "lit_by": "red_alarm"})";

std::string lensWith(const std::string& from, const std::string& to) {
  std::string text = kLens;
  text.replace(text.find(from), from.size(), to);
  return text;
}

}  // namespace

TEST_CASE("a part of the body turns with the member that carries it, about its axis") {
  const AxisAngles turned{.widePanDeg = 90, .ptzPanDeg = -90, .ptzTiltDeg = -90};
  near(placeOf(Member::kMount, turned), {10, 20.15, 3});
  near(placeOf(Member::kWidePan, turned), {9.9, 20.05, 3});   // to the left of north: west
  near(placeOf(Member::kPtzPan, turned), {10.1, 20.05, 3});   // to the right: east
  near(placeOf(Member::kPtzTilt, turned), {10, 20.05, 2.9});  // straight down
  near(placeOf(Member::kPtzTilt, {}), {10, 20.15, 3});
}

TEST_CASE("the wide head stands tilted as it was set by hand") {
  CameraModel model = modelWith(Member::kWidePan);
  model.rig.wideHandTiltDeg = -30;
  near(bodyParts(model, {}, {}).at(0).pose.position, {0.05 + 0.1 * std::sqrt(3) / 2, 0, -0.05});
}

TEST_CASE("a part of the body is read in its units") {
  const BodyPart part = bodyOf(kLens).at(0);
  CHECK(part.part.shape == Shape::kCylinder);
  CHECK(part.part.size == Vec3{0.04, 0.03, 0.02});
  CHECK(part.part.colour == Colour{0.1, 0.2, 0.3});
  CHECK(part.member == Member::kPtzTilt);
  CHECK(part.light == Light::kRedAlarm);
  near(part.part.pose.position, {0.09, 0, 0.06});
  near(part.part.pose.turn * Vec3{0, 0, 1}, {-1, 0, 0});  // lies along the body's x
  CHECK(bodyOf(lensWith(", \"lit_by\": \"red_alarm\"", "")).at(0).light == Light::kNone);
}

TEST_CASE("a fault in the body is told with line and path") {
  const auto says = [](const std::string& from, const std::string& to, const std::string& where) {
    CHECK_THAT(bodyComplaint(lensWith(from, to)), Catch::Contains("odd:" + where));
  };
  says("cylinder", "plane", "1: /body/0/shape: ");
  says("0.03,", "", "1: /body/0/size_m: ");
  says("0.03,", "0,", "1: /body/0/size_m/1: ");
  says("0.06", "60", "1: /body/0/at_m/2: ");
  says("0.3]", "3]", "2: /body/0/colour");
  says("ptz_tilt", "ptz_till", "2: /body/0/on: ");
  says("red_alarm", "green_alarm", "2: /body/0/lit_by: ");
  says("pitch_deg", "pitch", "");
}

TEST_CASE("the product's camera has a body of a hand's size, and may have none") {
  const auto box = boxAround(bodyParts(loadCameraModel(kModel), {}, {}));
  REQUIRE(box);
  const Vec3 size = box->high - box->low;
  CHECK(size.x == Approx(0.12).margin(0.015));
  CHECK(size.y == Approx(0.11).margin(0.005));
  CHECK(size.z == Approx(0.25).margin(0.015));

  std::ifstream file(kModel);
  nlohmann::json model = nlohmann::json::parse(file);
  model.erase("body");
  const TemporaryFolder folder;
  CHECK(loadCameraModel(folder.write("bare.camera.json", asBytes(model.dump()))).body.empty());
}

TEST_CASE("a look at a camera shows its body as the axes stand and what of it is lit") {
  Twin twin(yard());
  CHECK(twin.snapshot().cameras[0].glows.empty());
  const auto before = twin.snapshot().cameras[0].parts;
  act(twin, "plug_in");
  twin.runUntil(Instant{1s});
  const CameraLook look = twin.snapshot().cameras[0];
  REQUIRE(look.parts.size() == loadCameraModel(kModel).body.size());
  CHECK(look.parts.front() == before.front());      // of the mount
  CHECK_FALSE(look.parts.back() == before.back());  // of the PTZ lens, which looks for its home
  REQUIRE(look.glows.size() == 1);                  // the LED, red while it starts
  CHECK(look.glows[0].colour.r == 1);
  CHECK(look.glows[0].colour.b == 0);
  CHECK(look.glows[0].towards.y == Approx(1));
  CHECK(length(look.glows[0].at - look.body.position) < 0.2);
}

TEST_CASE("no lens sees the body") {
  std::ifstream file(kModel);
  nlohmann::json model = nlohmann::json::parse(file);
  model.erase("body");
  const TemporaryFolder folder;
  TwinSetup setup = yard();
  setup.cameras[0].model = folder.write("bare.camera.json", asBytes(model.dump()));
  Twin bare(setup), whole(yard());
  const auto seen = whole.snapshot().scene, without = bare.snapshot().scene;
  CHECK(seen->moving.size() == without->moving.size());
  CHECK(seen->swaying.size() == without->swaying.size());
  CHECK(seen->place->parts.size() == without->place->parts.size());
}
