#include "sim/core/json_reader.h"
#include "sim/world/scene_file.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_world/small_scene.h"

using namespace tw;
using namespace tw::sim;

namespace {

// What is said about the small scene with one text in it replaced.
std::string complaint(const std::string& from, const std::string& to) {
  return complaintOf(smallScene(), from, to);
}

bool mentions(const std::string& text, const std::string& what) {
  INFO(text);
  CHECK(text.find(what) != std::string::npos);
  return text.find(what) != std::string::npos;
}

}  // namespace

TEST_CASE("A scene file gives parts in world coordinates") {
  const SceneFile scene = SceneFile::parse("small", smallScene());
  REQUIRE(scene.place->parts.size() == 2);
  const Part& block = scene.place->parts[1];
  // 1 m along the object's x, which its heading turns to north.
  CHECK(block.pose.position.x == Approx(0).margin(1e-12));
  CHECK(block.pose.position.y == Approx(11));
  CHECK(block.pose.position.z == Approx(1.5));
  CHECK(block.surface == Surface::kBricks);
  CHECK(scene.objectNames == std::vector<std::string>{"", "ground", "block", "anna", "bert"});
  CHECK(block.objectId == 2);
}

TEST_CASE("The sun's azimuth is a compass bearing") {
  const SceneFile scene = SceneFile::parse("small", smallScene());
  CHECK(scene.sun.towards.x == Approx(0).margin(1e-12));
  CHECK(scene.sun.towards.y == Approx(-std::cos(degrees(30).value)));  // south
  CHECK(scene.sun.towards.z == Approx(0.5));
}

TEST_CASE("A mount looks along its heading and pitch") {
  const SceneFile scene = SceneFile::parse("small", smallScene());
  const Vec3 ahead = scene.mounts[0].pose.turn * Vec3{1, 0, 0};
  CHECK(ahead.x == Approx(0).margin(1e-12));
  CHECK(ahead.y == Approx(std::cos(degrees(10).value)));
  CHECK(ahead.z == Approx(-std::sin(degrees(10).value)));
}

TEST_CASE("The calendar starts where the scene says") {
  CHECK(SceneFile::parse("small", smallScene()).calendarStart.time_since_epoch() ==
        std::chrono::seconds{1780308000});  // date -ud 2026-06-01T10:00:00Z +%s
  const auto text = replaced(smallScene(), "\"sky_lux\"",
                             "\"calendar_start\": \"2028-02-29T23:59:59Z\", \"sky_lux\"");
  CHECK(SceneFile::parse("small", text).calendarStart.time_since_epoch() ==
        std::chrono::seconds{1835481599});
}

TEST_CASE("A bad scene is refused with file, line, path and reason") {
  CHECK(mentions(complaint("\"sky_lux\"", "\"sky_lus\""), "sky_lux"));
  CHECK(mentions(complaint("\"speed_m_s\": 1.0}", "\"sped_m_s\": 1.0}"), "speed_m_s"));
  CHECK(mentions(complaint("[0.2, 0.2, 0.2]", "[0.2, 1.2, 0.2]"), "small:7: /objects/0/parts/0"));
  CHECK(mentions(complaint("[100, 100]", "[100, 0]"), "size_m"));
  CHECK(mentions(complaint("[100, 100]", "[100, 100, 100]"), "a list of 2 numbers"));
  CHECK(mentions(complaint("\"plane\"", "\"plain\""), "plane"));
  CHECK(mentions(complaint("\"bricks\"", "\"brick\""), "bricks"));
  CHECK(mentions(complaint("50000", "-1"), "illuminance_lux"));
  CHECK(mentions(complaint("\"elevation_deg\": 30", "\"elevation_deg\": -3"), "below the horizon"));
  CHECK(mentions(complaint("\"block\"", "\"ground\""), "'ground' is there twice"));
  CHECK(mentions(complaint("\"anna\"", "\"ground\""), "'ground' is there twice"));
  CHECK(mentions(complaint("\"anna\"", "\"Anna\""), "a-z"));
  CHECK(mentions(complaint("[4, 0], ", "[0, 0], "), "0.1 m"));
  CHECK(mentions(complaint("[[20, 0], [24, 0]]", "[[20, 0]]"), "waypoints"));
  CHECK(mentions(complaint("[24, 0]", "[24]"), "waypoint [x, y]"));
  CHECK(mentions(complaint("\"at_s\": 100", "\"at_s\": -1"), "at_s"));
}

TEST_CASE("A scene's site, its public and its mounts' state are read, or not known") {
  const SceneFile bare = SceneFile::parse("small", smallScene());
  CHECK_FALSE(bare.site);
  CHECK_FALSE(bare.publicPlace);
  CHECK(bare.notices.empty());
  CHECK(bare.mounts[0].outdoors);
  CHECK_FALSE(bare.mounts[0].filmOn);
  CHECK_FALSE(bare.mounts[0].portKit);
  CHECK_FALSE(bare.mounts[0].coverClosed);
  std::string text = replaced(smallScene(), "\"sky_lux\"",
                              R"("site": {"latitude_deg": -33.9, "longitude_deg": 18.4},
  "public": true, "sky_lux")");
  text = replaced(text, "\"name\": \"block\"", "\"name\": \"block\", \"notice\": true");
  text = replaced(text, "\"pitch_deg\": -10",
                  R"("pitch_deg": -10, "outdoors": false, "film_on": true, "port_kit": false,
   "cover_closed": true)");
  const SceneFile full = SceneFile::parse("small", text);
  REQUIRE(full.site);
  CHECK(full.site->latitudeDeg == -33.9);
  CHECK(full.site->longitudeDeg == 18.4);
  CHECK(full.publicPlace == true);
  REQUIRE(full.notices.size() == 1);
  CHECK(full.objectNames[full.notices[0]] == "block");
  CHECK_FALSE(full.mounts[0].outdoors);
  CHECK(full.mounts[0].filmOn == true);
  CHECK(full.mounts[0].portKit == false);
  CHECK(full.mounts[0].coverClosed == true);
}

TEST_CASE("A bad site is refused with file, line, path and reason") {
  const auto told = [](const std::string& site) {
    return complaint("\"sky_lux\"", "\"site\": " + site + ", \"sky_lux\"");
  };
  const std::string far = told(R"({"latitude_deg": 90.5, "longitude_deg": 0})");
  CHECK(mentions(far, "small:4: /site/latitude_deg"));
  CHECK(mentions(far, "-90 to 90"));
  CHECK(mentions(told(R"({"latitude_deg": 50, "longitude_deg": 181})"), "-180 to 180"));
  CHECK(mentions(told(R"({"latitude_deg": 50})"), "longitude_deg"));
  CHECK(mentions(told(R"({"latitude_deg": 50, "longitud_deg": 8})"), "longitude_deg"));
  CHECK(mentions(told(R"({"latitude_deg": 50, "longitude_deg": 8, "height_m": 3})"), "height_m"));
  CHECK(mentions(told("[50, 8]"), "/site"));
  CHECK(mentions(complaint("\"sky_lux\"", "\"public\": 1, \"sky_lux\""), "/public"));
  CHECK(mentions(complaint("\"pitch_deg\": -10", "\"film_on\": \"no\""), "film_on"));
  CHECK(mentions(complaint("\"name\": \"block\"", "\"name\": \"block\", \"notice\": 1"), "notice"));
}

TEST_CASE("A scene without mounts is refused") {
  const std::string text = smallScene();
  const size_t begin = text.find("[{\"name\": \"west\""), end = text.find("}],", begin) + 2;
  REQUIRE_THROWS_AS(SceneFile::parse("small", std::string(text).replace(begin, end - begin, "[]")),
                    InputError);
}

TEST_CASE("A calendar that is no time is refused") {
  for (const char* bad : {"2026-02-30T10:00:00Z", "2026-06-01 10:00:00", "2026-06-01T24:00:00Z",
                          "2026-06-01T10:00:00Zz", "", "1999-06-01T10:00:00Z",
                          "2026-06-01T10: 0:00Z", "2026-+6-01T10:00:00Z", "2026-06-01T10:00:-0Z"})
    CHECK(mentions(
        complaint("\"sky_lux\"", "\"calendar_start\": \"" + std::string(bad) + "\", \"sky_lux\""),
        "calendar_start"));
}

TEST_CASE("The plain yard is a good scene with two mounts and a walker") {
  const auto scene = SceneFile::load(TWEELENS_SOURCE_DIR "/scenes/plain_yard.scene.json");
  CHECK(scene.mounts.size() == 2);
  CHECK(scene.actors.front().name == "walker");
}
