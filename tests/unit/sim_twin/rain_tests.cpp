// Rain of the scene, and the cameras that it reaches.
#include <fstream>

#include "sim/devices/lens_glass.h"
#include "tests/unit/sim_card/card_bench.h"
#include "tests/unit/sim_twin/twin_rig.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;

namespace {

// Two cameras in the plain yard, hung up as the mounts say.
class TwoMounts {
 public:
  TwoMounts(const std::string& a, const std::string& b) {
    std::ofstream(file())
        << R"({"name": "two", "based_on": ")" << (kSource / "scenes/plain_yard.scene.json").string()
        << R"(", "mounts": [{"name": "a", "position_m": [0, 0, 2.8], "heading_deg": 90)" << a
        << R"(}, {"name": "b", "position_m": [1, 0, 2.8], "heading_deg": 90)" << b << "}]}";
  }
  TwinSetup setup() const {
    return {.scene = file(),
            .cameras = {{.name = "a", .model = kModel, .mount = "a"},
                        {.name = "b", .model = kModel, .mount = "b"}}};
  }

 private:
  std::filesystem::path file() const { return folder_ / "two.scene.json"; }
  Scratch folder_;
};

void rain(Twin& twin, double mmH) {
  act(twin, "fault", {{"device", "weather"}, {"kind", "rain"}, {"magnitude", mmH}}, "");
}

}  // namespace

TEST_CASE(
    "one rain reaches the glasses and every opening of all cameras outdoors, and none inside") {
  const std::string open = R"(, "port_kit": false, "cover_closed": false)";
  const TwoMounts mounts(open, open + R"(, "outdoors": false)");
  Twin twin(mounts.setup());
  CHECK(text(twin, "a/cover.open") == "true");
  CHECK(text(twin, "a/port_kit.fitted") == "false");
  const double clean = value(twin, "a/wide_glass.glare");
  rain(twin, 30);
  twin.runUntil(twin.now() + 60s);
  CHECK(value(twin, "world/weather.rain_mm_h") == 30);
  for (const char* place : {"cover.wetness", "port_kit.wetness"}) {
    CAPTURE(place);
    CHECK(value(twin, std::string("a/") + place) == Approx(0.5));
    CHECK(value(twin, std::string("b/") + place) == 0);
  }
  for (const char* glare : {"wide_glass.glare", "ptz_glass.glare"}) {
    CHECK(value(twin, std::string("a/") + glare) > clean);
    CHECK(value(twin, std::string("b/") + glare) == clean);
  }
  rain(twin, 0);
  twin.runUntil(twin.now() + 301s);
  CHECK(value(twin, "a/cover.wetness") == 0);
  CHECK(value(twin, "a/wide_glass.glare") == clean);
}

TEST_CASE("damp of its own place finds an opening indoors too") {
  const TwoMounts mounts(R"(, "outdoors": false, "port_kit": false)", R"(, "outdoors": false)");
  Twin twin(mounts.setup());
  for (const char* camera : {"a", "b"})
    act(twin, "fault", {{"device", "port_kit"}, {"kind", "damp"}, {"magnitude", 0.5}}, camera);
  twin.runUntil(twin.now() + 60s);
  CHECK(value(twin, "a/port_kit.wetness") == Approx(0.5));
  CHECK(value(twin, "b/port_kit.wetness") == 0);
}

TEST_CASE("the film is on the lenses where the mount says so, until it is peeled off") {
  const TwoMounts mounts(R"(, "film_on": true)", R"(, "film_on": false)");
  Twin twin(mounts.setup());
  const auto film = [&](const std::string& glass) {
    return value(twin, "a/" + glass + ".glare") - value(twin, "b/" + glass + ".glare");
  };
  CHECK(film("wide_glass") == Approx(LensGlass::kFilm));
  CHECK(film("ptz_glass") == Approx(LensGlass::kFilm));
  CHECK(text(twin, "a/ptz_glass.film") == "true");
  act(twin, "peel_film", {}, "a");
  CHECK(film("wide_glass") == 0);
  CHECK(film("ptz_glass") == 0);
}

TEST_CASE("a camera of whose mount nothing is said hangs outdoors, shut") {
  const TwoMounts mounts("", R"(, "port_kit": true, "cover_closed": true, "outdoors": true)");
  Twin twin(mounts.setup());
  const double clean = value(twin, "a/wide_glass.glare");
  rain(twin, 60);
  twin.runUntil(twin.now() + 60s);
  for (const std::string camera : {"a", "b"}) {
    CHECK(value(twin, camera + "/cover.wetness") == 0);
    CHECK(value(twin, camera + "/port_kit.wetness") == 0);
    CHECK(value(twin, camera + "/wide_glass.glare") > clean + 0.1);
  }
}

TEST_CASE("rain in an open port takes the link, whatever the power does, and dry it comes back") {
  Twin twin(yard());
  bringOnline(twin);
  rain(twin, 60);
  twin.runUntil(twin.now() + 120s);
  CHECK(text(twin, "cam/ethernet.link") == "true");
  act(twin, "remove_port_kit");
  REQUIRE(runUntil(twin, "cam/ethernet.link", "false", 50s));
  CHECK(runUntil(twin, "cam/led.pattern", "slow_red", 10s));
  act(twin, "unplug");
  act(twin, "plug_in");
  CHECK_FALSE(runUntil(twin, "cam/ethernet.link", "true", 60s));
  act(twin, "fit_port_kit");
  CHECK(runUntil(twin, "cam/led.pattern", "slow_blue", 600s));
  CHECK(text(twin, "phone/cam.online") == "true");
}
