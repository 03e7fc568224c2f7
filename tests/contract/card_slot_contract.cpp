// What every hal::CardSlot promises, whichever it is.
#include "tests/support/catch.h"
#include "tests/unit/sim_card/card_bench.h"

using namespace tw;

namespace {

// One implementation under test, its slot empty at first.
struct CardSlotUnderTest {
  hal::CardSlot& slot;
  std::function<void()> insert, pull;
  std::function<void(Duration)> pass;
  std::function<int()> wakes;
};

void cardSlotContract(CardSlotUnderTest t) {
  using namespace std::chrono_literals;
  CHECK_FALSE(t.slot.cardPresent());
  CHECK(t.slot.info().error().code == Errc::kNotReady);
  CHECK(t.slot.blocks().sectorCount() == 0);
  CHECK(t.slot.blocks().startRead(0, 1).error().code == Errc::kNotReady);
  CHECK(t.slot.blocks().startFlush().error().code == Errc::kNotReady);

  const uint32_t insertions = t.slot.insertions();
  for (uint32_t round = 1; round <= 3; ++round) {
    int wakes = t.wakes();
    t.insert();
    CHECK(t.wakes() > wakes);
    CHECK(t.slot.cardPresent());
    CHECK(t.slot.insertions() == insertions + round);
    CHECK(t.slot.info().error().code == Errc::kNotReady);
    t.pass(300ms);
    REQUIRE(t.slot.info().ok());
    const hal::CardInfo info = t.slot.info().value();
    CHECK_FALSE(info.serial.empty());
    CHECK(info.capacityBytes == t.slot.blocks().sectorCount() * hal::kSectorSize);
    CHECK((info.speedClass == 2 || info.speedClass == 4 || info.speedClass == 6 ||
           info.speedClass == 10));

    REQUIRE(t.slot.blocks().startRead(0, 1).ok());
    wakes = t.wakes();
    t.pull();
    CHECK(t.wakes() > wakes);
    CHECK_FALSE(t.slot.cardPresent());
    REQUIRE(t.slot.blocks().state() == hal::IoState::kDone);
    CHECK(t.slot.blocks().take().error().code == Errc::kNotReady);
    CHECK(t.slot.blocks().sectorCount() == 0);
    CHECK(t.slot.info().error().code == Errc::kNotReady);
  }
}

}  // namespace

TEST_CASE("CardSlot contract: the virtual slot") {
  test::CardBench b;
  cardSlotContract({b.slot, [&b] { b.slot.insert({}); }, [&b] { b.slot.pull(); },
                    [&b](Duration d) { b.run(d); }, [&b] { return b.wakes; }});
}
