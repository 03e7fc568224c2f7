// Eyes in front of lamps: the doses of IEC 62471 by closed forms. The lamp is the manual's: exempt
// from 0.25 m on, so 6400 s may be looked into it at 0.2 m.
#include "sim/twin/eye_dose.h"

#include "tests/support/catch.h"
#include "tests/support/input_errors.h"
#include "tests/support/test_bench.h"

using namespace tw;
using namespace tw::sim;
using Catch::Matchers::Contains;

namespace {

constexpr double kLongest = 6400;  // s, at 0.2 m

std::string sceneWith(const std::string& eyes) {
  return R"({
  "name": "lawn", "sun": {"azimuth_deg": 180, "elevation_deg": 30, "illuminance_lux": 0},
  "sky_lux": 0,
  "objects": [
    {"name": "ground", "parts": [
      {"shape": "plane", "size_m": [100, 100], "position_m": [0, 0, 0], "colour": [0.2, 0.2, 0.2]}]},
    {"name": "wall", "parts": [
      {"shape": "box", "size_m": [1, 1, 3], "position_m": [30, 0, 1.5], "colour": [0.2, 0.2, 0.2]}]}],
  "mounts": [{"name": "west", "position_m": [0, 0, 2.8], "heading_deg": 90}],
  "actors": [{"name": "anna", "path_m": [[0, 0], [6, 0]])" +
         eyes + "}]}";
}

struct Onlooker {
  explicit Onlooker(const std::string& eyes = R"(, "eyes": {"look": "lamps"})")
      : world(World::parse("lawn", sceneWith(eyes))) {
    dose.emplace(table.bench, *world, [this] { return sources; });
  }
  EyePose eyes() const { return *world->eyesAt("anna", table.queue.now()); }

  // The lamp, `ahead` of the eyes and `aside` of their axis, shining straight back at them.
  EyeSource lampAt(double ahead, double aside = 0) const {
    EyeSource source;
    source.lamp.pose = {eyes().position + Vec3{ahead, aside, 0}, headingAndPitch(degrees(180), {})};
    source.lamp.halfAngleDeg = 45;
    source.eye = {.blueIntensity = blueIntensityExemptFrom(0.25), .diameter = 0.008};
    return source;
  }
  double fraction() const { return table.value("anna.blue_light_dose_fraction"); }
  std::string group() const { return table.text("anna.risk_group"); }
  void pass(Duration time) { table.runFor(time); }

  TestBench table{1, "person"};
  std::unique_ptr<World> world;
  std::vector<EyeSource> sources;
  std::optional<EyeDose> dose;
};

}  // namespace

TEST_CASE("Who stares into the spotlight at 0.2 m has a hundred and seven minutes") {
  Onlooker look;
  look.sources = {look.lampAt(0.2)};
  look.pass(100s);
  CHECK(look.group() == "risk group 1");
  CHECK(look.fraction() == Approx(100 / kLongest).epsilon(1e-3));
  look.pass(6300s);
  CHECK(look.fraction() == Approx(1).epsilon(1e-3));
}

TEST_CASE("Eyes are where the drawn face is") {
  const Onlooker look;
  CHECK(look.eyes().position.z == Approx(0.936 * 1.75).margin(0.005));
  CHECK(look.eyes().position.x == Approx(0.09).margin(0.02));
  CHECK(look.eyes().ahead.x == Approx(1));
}

TEST_CASE("The exempt group begins where the manual says") {
  Onlooker look;
  look.sources = {look.lampAt(0.249)};
  look.pass(1s);
  CHECK(look.group() == "risk group 1");
  look.sources = {look.lampAt(0.251)};
  look.pass(1s);
  CHECK(look.group() == "exempt");
}

TEST_CASE("A dose falls with the square of the distance and with the beam") {
  Onlooker near, far, aside;
  near.sources = {near.lampAt(0.5)};
  far.sources = {far.lampAt(2)};
  aside.sources = {aside.lampAt(1, 1)};  // 45 degrees off: half of the intensity, at root 2
  for (Onlooker* look : {&near, &far, &aside}) look->pass(1000s);
  const double atOne = 1000 / kLongest * 0.04;
  CHECK(near.fraction() == Approx(atOne * 4).epsilon(1e-3));
  CHECK(far.fraction() == Approx(atOne / 4).epsilon(1e-3));
  CHECK(aside.fraction() == Approx(atOne / 4).epsilon(1e-3));
}

TEST_CASE("A glance takes in what it lasts, and lamps that were dark for long are looked at anew") {
  Onlooker look(R"(, "eyes": {"look": "lamps", "glance_s": 0.5})");
  const auto lamp = look.lampAt(0.2);
  look.sources = {lamp};
  look.pass(100s);
  const double once = look.fraction();
  CHECK(once == Approx(0.5 / kLongest).epsilon(1e-3));
  look.sources.clear();
  look.pass(5s);
  look.sources = {lamp};
  look.pass(5s);
  CHECK(look.fraction() == once);
  look.sources.clear();
  look.pass(11s);
  look.sources = {lamp};
  look.pass(5s);
  CHECK(look.fraction() == Approx(2 * once));
}

TEST_CASE("Only what lies in the field around the gaze is taken in") {
  Onlooker ahead(""), past("");
  ahead.sources = {ahead.lampAt(1, 0.04)};  // 40 mrad off the way she looks
  past.sources = {past.lampAt(1, 0.06)};
  for (Onlooker* look : {&ahead, &past}) look->pass(10s);
  CHECK(ahead.fraction() > 0);
  CHECK(past.fraction() == 0);
}

TEST_CASE("A gaze at a point counts where the lamp is that point") {
  Onlooker at(R"(, "eyes": {"look": [0.2, 0.3, 1.63]})"),
      off(R"(, "eyes": {"look": [0.2, -0.3, 1.63]})");
  for (Onlooker* look : {&at, &off}) {
    EyeSource lamp = look->lampAt(0.2);
    lamp.lamp.pose = {{0.2, 0.3, 1.63}, headingAndPitch(degrees(-100), {})};
    look->sources = {lamp};
    look->pass(10s);
    CHECK(look->group() == "exempt");  // it is 0.3 m away
  }
  CHECK(at.fraction() > 0);
  CHECK(off.fraction() == 0);
}

TEST_CASE("Glasses let through their share") {
  Onlooker look(R"(, "eyes": {"look": "lamps", "glasses_transmittance": 0.02})");
  look.sources = {look.lampAt(0.2)};
  look.pass(100s);
  CHECK(look.group() == "exempt");
  CHECK(look.fraction() == Approx(0.02 * 100 / kLongest).epsilon(1e-3));
}

TEST_CASE("A wall between, the back of a lamp, a path not yet begun: nothing reaches the eyes") {
  Onlooker wall, back, absent(R"(, "eyes": {"look": "lamps"}, "only_on_path": true)");
  wall.sources = {wall.lampAt(40)};
  back.sources = {back.lampAt(0.2)};
  back.sources[0].lamp.pose.turn = {};
  absent.sources = {back.lampAt(0.2)};
  for (Onlooker* look : {&wall, &back, &absent}) {
    look->pass(10s);
    CHECK(look->fraction() == 0);
    CHECK(look->group() == "exempt");
  }
}

TEST_CASE("Lamps of one field add up; those further apart do not") {
  Onlooker two, apart;
  two.sources = {two.lampAt(0.4), two.lampAt(0.4, 0.015)};
  apart.sources = {apart.lampAt(0.4), apart.lampAt(0.4, 0.06)};
  for (Onlooker* look : {&two, &apart}) look->pass(1000s);
  const double one = 1000 / kLongest / 4;
  CHECK(two.fraction() == Approx(2 * one).epsilon(5e-3));
  CHECK(apart.fraction() == Approx(one).epsilon(1e-3));
}

TEST_CASE("A lamp that flashes counts while it is on") {
  Onlooker look;
  const auto lamp = look.lampAt(0.2);
  for (int i = 0; i < 100; ++i) {
    look.sources = {lamp};
    look.pass(500ms);
    look.sources.clear();
    look.pass(500ms);
  }
  CHECK(look.fraction() == Approx(50 / kLongest).epsilon(1e-3));
}

TEST_CASE("The dose of an unfinished second is told when the lamp goes off") {
  Onlooker look;
  look.sources = {look.lampAt(0.2)};
  look.pass(2s + 300ms);
  CHECK(look.fraction() == Approx(2 / kLongest).epsilon(1e-3));
  look.sources.clear();
  look.pass(100ms);
  CHECK(look.fraction() == Approx(2.3 / kLongest).epsilon(1e-3));
}

TEST_CASE("Flaws of eyes are told by key") {
  const auto complaint = [](const std::string& eyes) {
    return errorOf([&] { World::parse("lawn", sceneWith(eyes)); });
  };
  CHECK_THAT(complaint(R"(, "eyes": {"look": "up"})"),
             Contains("lawn:") && Contains("look") && Contains("'up' is none; expected \"ahead\""));
  CHECK_THAT(complaint(R"(, "eyes": {"look": "lamp"})"),
             Contains("'lamp' is none (did you mean 'lamps'?); expected \"ahead\""));
  CHECK_THAT(complaint(R"(, "eyes": {"look": [1, 2]})"), Contains("look") && Contains("3 numbers"));
  CHECK_THAT(complaint(R"(, "eyes": {"look": 3})"), Contains("expected \"ahead\", \"lamps\""));
  CHECK_THAT(complaint(R"(, "eyes": {"glance_s": 1})"), Contains("belongs to \"look\": \"lamps\""));
  CHECK_THAT(complaint(R"(, "eyes": {"look": "lamps", "glance_s": 0})"), Contains("glance_s"));
  CHECK_THAT(complaint(R"(, "eyes": {"glasses_transmittance": 1.5})"),
             Contains("glasses_transmittance"));
  CHECK_THAT(complaint(R"(, "kind": "dog", "eyes": {})"), Contains("eyes"));
}
