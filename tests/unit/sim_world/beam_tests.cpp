// Lamps with measured beams: where their planes lie, what light they give, and how a scene names
// them.
#include <fstream>
#include <numbers>

#include "sim/light/ies_file.h"
#include "sim/world/bounce.h"
#include "sim/world/daylight.h"
#include "sim/world/world.h"
#include "tests/support/catch.h"
#include "tests/support/ies_text.h"
#include "tests/support/judge.h"
#include "tests/unit/sim_world/small_scene.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;

namespace {

using std::numbers::pi;
constexpr Vec3 kUp{0, 0, 1};
const Batwing kWing;

Profile wing() {
  static const Profile kProfile = parseIes(
      "wing",
      IesText{.vertical = everyDegrees(0, 90, 1), .horizontal = everyDegrees(90, 270, 2.5)}.with(
          kWing));
  return kProfile;
}

Profile cosines(double exponent, double last = 90) {
  return parseIes("cosines",
                  IesText{.vertical = everyDegrees(0, last, 1)}.with([&](double v, double) {
                    return v < 90 ? std::pow(cosineOf(v), exponent) : 0;
                  }));
}

// 5 m up, looks down, heading north.
Lamp overRoad() {
  return {.pose = {{0, 0, 5}, headingAndPitch(degrees(90), degrees(-90))},
          .intensityCd = 700,
          .profile = wing()};
}

Part wall(double x) {
  Part part;
  part.size = {0.1, 20, 20};
  part.pose.position = {x, 0, 2};
  part.colour = {0.5, 0.5, 0.5};
  return part;
}

double thrownFlux(const Lamp& lamp, const std::vector<Part>& parts) {
  double sum = 0;
  if (const Patches patches = patchesAround(lamp, parts))
    for (const Patch& patch : *patches) sum += pi * patch.visible.g;
  return sum;
}

// The small scene with this lamp, beside wing.ies.
std::string sceneWith(const std::string& lamps) {
  return replaced(replaced(smallScene(), "\"illuminance_lux\": 50000", "\"illuminance_lux\": 0"),
                  "\"sky_lux\": 10000", "\"sky_lux\": 0, \"lamps\": [" + lamps + "]");
}

struct Beside {
  TemporaryFolder folder;
  std::filesystem::path scene = folder.path("small.scene.json");
  explicit Beside(const std::string& lamps, const IesText& ies = {.vertical = {0, 45, 90}}) {
    std::ofstream(folder.path("wing.ies")) << ies.with(kWing);
    std::ofstream(scene) << sceneWith(lamps);
  }
  std::string complaint() const {
    return errorOf([&] { SceneFile::load(scene); });
  }
};

}  // namespace

TEST_CASE("A lamp that looks down has C90 where it is headed and C0 to the right of that") {
  const Lamp lamp = overRoad();
  for (const double aside : {0.5, 3.0, 6.0, 12.0}) {
    const double d = std::hypot(aside, 5), v = std::atan2(aside, 5) * 180 / pi;
    const auto lux = [&](double hDeg) {
      return 700 / wing()->peakCd * kWing(v, hDeg) * (5 / d) / (d * d);
    };
    INFO(aside << " m aside");
    CHECK(lampLux({0, aside, 0}, kUp, lamp) == Approx(lux(90)).epsilon(2e-3));
    CHECK(lampLux({0, -aside, 0}, kUp, lamp) == Approx(lux(270)).epsilon(2e-3));
    CHECK(lampLux({aside, 0, 0}, kUp, lamp) == Approx(lux(0)).epsilon(2e-3));
    CHECK(lampLux({-aside, 0, 0}, kUp, lamp) == Approx(lux(180)).epsilon(2e-3));
    const double skew = aside / std::sqrt(2.0);
    CHECK(lampLux({skew, skew, 0}, kUp, lamp) == Approx(lux(45)).epsilon(2e-3));
  }
  CHECK(lampLux({1, 1, 6}, {0, 0, -1}, lamp) == 0);  // above it
}

TEST_CASE("All light of a measured lamp that falls on a sphere about it is its flux") {
  const Lamp lamp = overRoad();
  double flux = 0;
  constexpr int kRings = 200, kSpokes = 400;
  for (int i = 0; i < kRings; ++i)
    for (int k = 0; k < kSpokes; ++k) {
      const double z = -1 + 2 * (i + 0.5) / kRings, angle = 2 * pi * (k + 0.5) / kSpokes;
      const double aside = std::sqrt(1 - z * z);
      const Vec3 way{aside * std::cos(angle), aside * std::sin(angle), z};
      flux += lampLux(lamp.pose.position + way, way * -1, lamp) * 4 * pi / (kRings * kSpokes);
    }
  CHECK(flux == Approx(700 / wing()->peakCd * kWing.lumens()).epsilon(3e-3));
}

TEST_CASE("A measured cos^m is the built-in one") {
  for (const double half : {25.0, 45.0, 60.0}) {
    Lamp built{.pose = {{1, 2, 3}, headingAndPitch(degrees(20), degrees(-35))},
               .intensityCd = 100,
               .halfAngleDeg = half};
    Lamp measured = built;
    const double m = beamExponent(half);
    measured.profile = cosines(m);
    const double bound = m * std::pow(pi / 180, 2) / 8;  // of interpolation, at 1 degree
    for (double x = -4; x <= 8; x += 0.7)
      for (double y = -3; y <= 8; y += 0.9) {
        const Vec3 way = unit(Vec3{x, y, 0} - built.pose.position);
        CHECK(beamShare(measured, way) == Approx(beamShare(built, way)).margin(1.001 * bound));
      }
    CHECK(mostBeamShare(measured, degrees(30), 0) ==
          Approx(mostBeamShare(built, degrees(30), 0)).margin(1.001 * bound));
  }
}

TEST_CASE("A near wall throws back a measured beam's flux, also from behind the lamp") {
  Lamp built{.pose = {{0, 0, 2}, {}}};
  Lamp measured = built;
  measured.profile = cosines(1);
  const std::vector<Part> ahead{wall(0.35)}, behind{wall(-0.35)};
  CHECK(thrownFlux(measured, ahead) == Approx(thrownFlux(built, ahead)).epsilon(1e-3));
  CHECK(thrownFlux(measured, behind) == 0);
  // The same all round: each side gets half of 4 pi lm, but what goes more than 78.5 degrees aside.
  measured.profile = cosines(0, 180);
  CHECK(thrownFlux(measured, behind) == 0);  // the cosines end at 90 degrees
  measured.profile =
      parseIes("ball", IesText{.vertical = {0, 180}}.with([](double, double) { return 3; }));
  const double met = 2 * pi * (1 - 0.2);
  CHECK(thrownFlux(measured, ahead) == Approx(0.5 * met).epsilon(0.03));
  CHECK(thrownFlux(measured, behind) == Approx(0.5 * met).epsilon(0.03));
}

TEST_CASE("A world tells lamps by their beams") {
  const auto world = World::parse("small", smallScene());
  Lamp lamp{.pose = {{0, 8.9, 1.5}, headingAndPitch(degrees(90), {})}, .intensityCd = 50};
  world->setLamps({lamp});
  const Patches round = world->stateAt(Instant{})->lamps[0].thrown;
  lamp.profile = cosines(20);
  world->setLamps({lamp});
  const Patches narrow = world->stateAt(Instant{})->lamps[0].thrown;
  REQUIRE(round);
  REQUIRE(narrow);
  CHECK(narrow->front().visible.g < round->front().visible.g / 2);
}

TEST_CASE("A scene's lamp takes beam and strength from a file beside it") {
  const Beside one(
      R"({"name": "a", "position_m": [0, 0, 5], "heading_deg": 90, "ies": "wing.ies"},
         {"name": "b", "position_m": [9, 0, 5], "ies": "wing.ies", "intensity_cd": 6})");
  const SceneFile scene = SceneFile::load(one.scene);
  const Profile& profile = scene.lamps[0].lamp.profile;
  REQUIRE(profile);
  CHECK(scene.lamps[0].lamp.intensityCd == profile->peakCd);
  CHECK(scene.lamps[1].lamp.intensityCd == 6);
  CHECK(scene.lamps[1].lamp.profile == profile);  // of the same kind
  CHECK(scene.lamps[0].lamp.halfAngleDeg == halfAngleDegOf(*profile));
  const auto world = World::load(one.scene);
  const double below = world->illuminanceLux({0, 0, 0}, kUp, Instant{});
  CHECK(below == Approx(1 / 25.0 + lampLux({0, 0, 0}, kUp, scene.lamps[1].lamp)));
}

TEST_CASE("The street lamp among the models is what its label says") {
  const auto file = std::filesystem::path(TWEELENS_SOURCE_DIR) / "models/lamps/street_lamp.ies";
  const Profile lamp = readIes(file);
  CHECK(lumensOf(*lamp) == Approx(250 * kWing.lumens()).epsilon(4e-3));
  for (const double v : {0.0, 20.0, 45.0, 60.0, 85.0})
    for (const double h : {0.0, 45.0, 90.0, 200.0, 270.0, 330.0})
      CHECK(candelaAt(*lamp, v, h) == Approx(250 * kWing(v, h)).margin(0.051));
}

TEST_CASE("A lamp with a broken beam is refused with the scene's file and key") {
  const auto says = [](const std::string& lamp, const std::string& words) {
    const Beside one(R"({"name": "a", "position_m": [0, 0, 5], )" + lamp + "}");
    CHECK_THAT(one.complaint(), Catch::Contains("small.scene.json:") && Catch::Contains(words));
  };
  says(R"("ies": "wing.ies", "half_angle_deg": 60)",
       "/lamps/0/ies: stands beside \"half_angle_deg\"; expected one of them");
  says(R"("ies": "king.ies")", "king.ies: there is no such file");
  says(R"("ies": 5)", "/lamps/0/ies: ");
  says(R"("intensity_cd": 5)", "/lamps/0: 'half_angle_deg' or 'ies' is missing");
  says(R"("intensity_cd": 5, "half_angle": 60)",
       "'half_angle_deg' or 'ies' is missing (there is 'half_angle')");
  says(R"("half_angle_deg": 60)", "'intensity_cd' is missing");
  const Beside bright(R"({"name": "a", "position_m": [0, 0, 5], "ies": "wing.ies"})",
                      {.vertical = {0, 45, 90}, .multiplier = 1e6});
  CHECK_THAT(bright.complaint(), Catch::Contains("/lamps/0/ies: shines with") &&
                                     Catch::Contains("expected at most 100000"));
  const Beside broken(R"({"name": "a", "position_m": [0, 0, 5], "ies": "wing.ies"})",
                      {.vertical = {0, 45, 45, 90}});
  CHECK_THAT(broken.complaint(), Catch::Contains("/lamps/0/ies: ") &&
                                     Catch::Contains("wing.ies:6: the vertical angles"));
}
