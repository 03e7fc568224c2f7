// Every infrared cut filter: hal::IrCut.
#include "sim/devices/ir_cut.h"

#include "tests/contract/rig.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::contract;
using hal::IrCutPosition;

namespace {

void irCutContract(const MakeRig<Rig<hal::IrCut>>& make) {
  const auto rig = make();
  hal::IrCut& filter = rig->device();

  SECTION("a move takes 50 to 100 ms and its end raises the wake line") {
    for (const IrCutPosition to : {IrCutPosition::kOut, IrCutPosition::kIn}) {
      const int wakes = rig->wakes();
      REQUIRE(filter.start(to));
      CHECK(filter.moving());
      CHECK(filter.position() == to);
      rig->advance(49ms);
      CHECK(filter.moving());
      CHECK(rig->wakes() == wakes);
      rig->advance(51ms);
      CHECK_FALSE(filter.moving());
      CHECK(rig->wakes() == wakes + 1);
      CHECK(filter.position() == to);
    }
  }
  SECTION("is busy while it moves, and goes on") {
    REQUIRE(filter.start(IrCutPosition::kOut));
    CHECK(filter.start(IrCutPosition::kIn).error().code == Errc::kBusy);
    rig->advance(100ms);
    CHECK(filter.position() == IrCutPosition::kOut);
    CHECK(filter.start(IrCutPosition::kIn));
  }
  SECTION("moves no more after a power cut or a restart") {
    for (const bool cut : {true, false}) {
      REQUIRE(filter.start(IrCutPosition::kOut));
      cut ? rig->powerCycle() : rig->restart();
      CHECK_FALSE(filter.moving());
      CHECK(filter.position() == IrCutPosition::kIn);
      const int wakes = rig->wakes();
      rig->advance(1s);
      CHECK(rig->wakes() == wakes);
    }
  }
}

}  // namespace

TEST_CASE("contract: the virtual infrared cut filter") {
  irCutContract([] { return std::make_unique<VirtualRig<sim::VirtualIrCut, Rig<hal::IrCut>>>(); });
}
