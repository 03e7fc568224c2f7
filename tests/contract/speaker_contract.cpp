// Every speaker: hal::Speaker.
#include "sim/devices/speaker.h"

#include "tests/contract/rig.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::contract;

namespace {

const hal::AudioBlock kBlock{{}, std::vector<int16_t>(hal::kAudioBlockSamples, 1000)};

void speakerContract(const MakeRig<Rig<hal::Speaker>>& make) {
  const auto rig = make();
  hal::Speaker& speaker = rig->device();

  SECTION("is silent at first") { CHECK_FALSE(speaker.playing()); }
  SECTION("plays a block for 64 ms") {
    REQUIRE(speaker.play(kBlock));
    rig->advance(63ms);
    CHECK(speaker.playing());
    rig->advance(1ms);
    CHECK_FALSE(speaker.playing());
  }
  SECTION("plays blocks one after the other without a gap") {
    for (int i = 0; i < 5; ++i) REQUIRE(speaker.play(kBlock));
    rig->advance(5 * 64ms - 1ns);
    CHECK(speaker.playing());
    rig->advance(1ns);
    CHECK_FALSE(speaker.playing());
  }
  SECTION("takes blocks until a second is queued, and again when there is room") {
    for (int i = 0; i < 16; ++i) REQUIRE(speaker.play(kBlock));
    CHECK(speaker.play(kBlock).error().code == Errc::kNoSpace);
    rig->advance(64ms);
    CHECK(speaker.play(kBlock));
  }
  SECTION("the siren drops the blocks and keeps new ones out until it is off") {
    REQUIRE(speaker.play(kBlock));
    speaker.setSiren(1);
    CHECK_FALSE(speaker.playing());
    CHECK(speaker.play(kBlock).error().code == Errc::kBusy);
    speaker.setSiren(0);
    CHECK(speaker.play(kBlock));
  }
  SECTION("is silent after a power cut and a restart") {
    for (const bool cut : {true, false}) {
      REQUIRE(speaker.play(kBlock));
      cut ? rig->powerCycle() : rig->restart();
      CHECK_FALSE(speaker.playing());
      speaker.setSiren(0.5);
      cut ? rig->powerCycle() : rig->restart();
      CHECK(speaker.play(kBlock));  // the siren is off
    }
  }
  SECTION("refuses levels beyond its range") {
    CHECK_THROWS_AS(speaker.setSiren(1.1), CheckFailed);
    CHECK_THROWS_AS(speaker.setSiren(-0.1), CheckFailed);
  }
}

}  // namespace

TEST_CASE("contract: the virtual speaker") {
  speakerContract(
      [] { return std::make_unique<VirtualRig<sim::VirtualSpeaker, Rig<hal::Speaker>>>(); });
}
