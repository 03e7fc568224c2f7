#include "sim/twin/snapshot.h"

#include <algorithm>

#include "tests/unit/sim_twin/twin_rig.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;

TEST_CASE("a snapshot stays as it was while the twin goes on") {
  Twin twin(yard());
  act(twin, "plug_in");
  twin.runUntil(Instant{1s});
  const Snapshot early = twin.snapshot();
  act(twin, "start_walk", {{"actor", "walker"}}, "");
  twin.runUntil(Instant{15s});
  const Snapshot late = twin.snapshot();

  CHECK(early.at == Instant{1s});
  REQUIRE(early.cameras.size() == 1);
  CHECK(early.cameras[0].name == "cam");
  REQUIRE(early.cameras[0].glows.size() == 1);  // the LED, red while it starts
  CHECK(early.cameras[0].glows[0].colour.r == 1);
  CHECK_FALSE(early.scene == late.scene);                                      // somebody walks
  CHECK_FALSE(early.cameras[0].lensPoses[1] == late.cameras[0].lensPoses[1]);  // the axes home
}

TEST_CASE("the camera's lamps shine into the scene, each with its own light") {
  TwinSetup setup = yard();
  setup.scene = kSource / "scenes/house_front_night.scene.json";
  setup.cameras[0].mount = "wall";
  Twin twin(setup);
  const size_t ofPlace = twin.snapshot().scene->lamps.size();
  bringOnline(twin);
  auto lamps = twin.snapshot().scene->lamps;
  REQUIRE(lamps.size() == ofPlace + 1);
  const auto infrared = std::find_if(lamps.begin(), lamps.end(),
                                     [](const Lamp& lamp) { return lamp.infraredWSr > 0; });
  REQUIRE(infrared != lamps.end());
  // As the sensor sees it: most of what is not at 850 nm itself it sees a little less.
  CHECK(infrared->infraredWSr / value(twin, "cam/infrared.intensity_w_sr") ==
        Approx(0.98).margin(0.01));
  const Pose body = twin.snapshot().cameras[0].body;
  CHECK(length(infrared->pose.position - (body * Pose{{0.081, -0.031, 0.012}}).position) < 1e-9);
  CHECK(infrared->infraredWSr > 0.5);
  CHECK(infrared->intensityCd == 0);
  CHECK(infrared->halfAngleDeg == 45);
  act(twin, "change_setting", {{"name", "night_mode"}, {"value", "colour"}});
  twin.runUntil(twin.now() + 3s);
  lamps = twin.snapshot().scene->lamps;
  REQUIRE(lamps.size() == ofPlace + 1);
  CHECK(std::count_if(lamps.begin(), lamps.end(), [&](const Lamp& lamp) {
          return lamp.intensityCd == value(twin, "cam/spotlight.intensity_cd");
        }) == 1);
}

namespace {

const SettingLook& setting(const SettingLooks& all, const std::string& name) {
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const SettingLook& one) { return one.name == name; });
  REQUIRE(found != all.end());
  return *found;
}

}  // namespace

TEST_CASE("a snapshot has the firmware's settings, the same ones until one is changed") {
  Twin twin(yard());
  CHECK(twin.snapshot().cameras[0].settings == nullptr);  // it has not started yet
  bringOnline(twin);
  const auto before = twin.snapshot().cameras[0].settings;
  REQUIRE(before);
  CHECK(twin.snapshot().cameras[0].settings == before);
  const SettingLook& sensitivity = setting(*before, "human_sensitivity");
  CHECK(sensitivity.kind == SettingKind::kWhole);
  CHECK(sensitivity.min == 1);
  CHECK(sensitivity.max == 6);
  CHECK(setting(*before, "night_mode").choices.size() == 3);

  act(twin, "change_setting", {{"name", "human_sensitivity"}, {"value", 5}});
  twin.runUntil(twin.now() + 2s);
  const auto after = twin.snapshot().cameras[0].settings;
  CHECK(setting(*after, "human_sensitivity").value == 5);
  CHECK(sensitivity.value == 3);
  act(twin, "unplug");
  twin.runUntil(twin.now() + 2s);
  CHECK(twin.snapshot().cameras[0].settings == after);  // as they were
}

TEST_CASE("a snapshot tells of secrets only whether there are any, and nothing of the account") {
  Twin twin(yard());
  bringOnline(twin);
  const auto secret = [&] {
    return setting(*twin.snapshot().cameras[0].settings, "wifi_passphrase");
  };
  CHECK(secret().secret == SettingSecret::kNotSet);
  act(twin, "change_setting", {{"name", "wifi_passphrase"}, {"value", "do not tell"}});
  twin.runUntil(twin.now() + 2s);
  CHECK(secret().secret == SettingSecret::kSet);
  CHECK(secret().value.is_null());
  for (const SettingLook& one : *twin.snapshot().cameras[0].settings) CHECK(one.name != "account");
}

TEST_CASE("looking at the settings changes nothing of the run") {
  const auto hashes = [](bool looks) {
    Twin twin(yard());
    bringOnline(twin);
    for (int i = 0; i < 20; ++i) {
      if (i == 5) act(twin, "change_setting", {{"name", "alarm_lights"}, {"value", true}});
      if (looks) twin.snapshot();
      twin.runUntil(twin.now() + 1s);
    }
    return twin.hashes();
  };
  CHECK(hashes(true) == hashes(false));
}

TEST_CASE("the twin names those of its scene, and a snapshot says who of them is on the way") {
  Twin twin(yard());
  CHECK(twin.actorNames() == std::vector<std::string>{"walker", "visitor"});
  act(twin, "start_walk", {{"actor", "walker"}}, "");
  twin.runUntil(Instant{1s});
  const std::vector<ActorLook> actors = twin.snapshot().actors;
  REQUIRE(actors.size() == 2);
  CHECK(actors[0].walks);
  CHECK_FALSE(actors[1].walks);
  act(twin, "stop_walk", {{"actor", "walker"}}, "");
  twin.runUntil(Instant{2s});
  CHECK_FALSE(twin.snapshot().actors[0].walks);
}
