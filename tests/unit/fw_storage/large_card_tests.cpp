#include "tests/support/catch.h"
#include "tests/unit/fw_storage/card_rig.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::test;

// Payload is a second a clip: what the ring does hangs on slots, not on how full they are.
TEST_CASE("a card of 512 GB filled and wrapped three times keeps the newest clip of every slot") {
  CardRig rig(512'000'000'000);
  rig.initialise();
  const uint32_t slots = VolumeLayout::plan(512'000'000'000 / 512).value().videoSlots;
  CHECK(slots > 3500);
  RingStore& store = *rig.cards->store();
  ClipId last = 0;
  for (uint32_t i = 0; i < 3 * slots; ++i) {
    CHECK(store.full() == (i >= slots));
    const auto lens = i % 2 == 0 ? hal::LensId::kWide : hal::LensId::kPtz;
    last = store.open({lens, ClipReason::kEvent, *rig.calendar.now()}).value();
    REQUIRE(store.append(last, testHead(1)).ok());
    REQUIRE(store.append(last, testFragment(1, 1000)).ok());
    REQUIRE(store.close(last).ok());
    rig.settle();
    while (store.takeEvent(StoreClient::kRecorder)) {
    }
    rig.calendar.set(*rig.calendar.time + std::chrono::seconds{60});
  }
  for (const bool restarted : {false, true}) {
    if (restarted) rig.start();
    rig.settle();
    const auto list = rig.cards->store()->list();
    REQUIRE(list.size() == slots);
    std::vector<bool> seen(slots);
    for (size_t i = 0; i < list.size(); ++i) {
      CHECK(list[i].id == last - slots + 1 + i);
      CHECK_FALSE(seen.at(list[i].slot));
      seen.at(list[i].slot) = true;
    }
  }
}

TEST_CASE("the index of the largest card takes less than a megabyte of memory") {
  const VolumeLayout layout = VolumeLayout::plan(CardManager::kMaxCapacityBytes / 512).value();
  constexpr size_t kName = 40;  // on the heap, at most
  CHECK(layout.slots() * (sizeof(ClipRecord) + kName) < 1'000'000);
}
