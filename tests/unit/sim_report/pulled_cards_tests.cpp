// The cards that leave a running twin, and what is looked at when it comes down.
#include "sim/scenario/report_pulled_cards.h"

#include <memory>

#include "tests/unit/sim_report/shell.h"
#include "tests/unit/sim_twin/twin_rig.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;

TEST_CASE("A pulled card's image is kept, with its number, beside the one that is in at the end") {
  ScratchFolder scratch;
  RunFolder run(scratch / "out/test");
  Twin twin(yard());
  PulledCards cards(twin, run);
  act(twin, "insert_card", {{"capacity_gb", 0.1}});
  act(twin, "pull_card");
  act(twin, "insert_card", {{"capacity_gb", 0.1}});
  const auto kept = cards.finish();
  REQUIRE(kept.size() == 2);
  CHECK(kept[0].file == "sdcard.pulled1.img");
  CHECK(kept[0].pulled == 1);
  CHECK(kept[1].file == "sdcard.img");
  CHECK(kept[1].pulled == 0);
}

TEST_CASE("A twin that outlives the look at its cards can still move them") {
  ScratchFolder scratch;
  RunFolder run(scratch / "out/test");
  Twin twin(yard());
  auto cards = std::make_unique<PulledCards>(twin, run);
  act(twin, "insert_card", {{"capacity_gb", 0.1}});
  cards->finish();
  cards.reset();
  act(twin, "pull_card");
  CHECK_FALSE(std::filesystem::exists(run.folder() / "sdcard.pulled1.img"));
}

TEST_CASE("A run may end in the middle of a recording") {
  ScratchFolder scratch;
  RunFolder run(scratch / "out/test");
  TwinSetup setup = yard();
  setup.pictures = Pictures::kPattern;
  auto twin = std::make_unique<Twin>(setup);
  auto cards = std::make_unique<PulledCards>(*twin, run);
  bringOnline(*twin);
  initialiseCard(*twin, {{"capacity_gb", 0.3}});
  act(*twin, "start_recording");
  twin->runUntil(twin->now() + 3s);
  REQUIRE(value(*twin, "cam/firmware.acknowledged_fragments") > 0);
  CHECK(cards->finish().size() == 1);
  cards.reset();
  twin.reset();  // closes what was open, and says so in signals
}
