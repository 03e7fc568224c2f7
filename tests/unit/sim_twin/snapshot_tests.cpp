#include "sim/twin/snapshot.h"

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
