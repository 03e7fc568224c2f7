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
  CHECK(early.cameras[0].redLit);
  CHECK_FALSE(early.cameras[0].blueLit);
  REQUIRE(early.signals.size() == twin.signals().size());
  const SignalId ready = *twin.signals().find("cam/firmware.start_up");
  CHECK(twin.signals().textOf(ready, early.signals[ready]) == "axes");

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
  CHECK(infrared->infraredWSr == Approx(value(twin, "cam/infrared.intensity_w_sr")));
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
