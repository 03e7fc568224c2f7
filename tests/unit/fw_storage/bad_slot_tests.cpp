#include <set>

#include "firmware_core/storage/card_health.h"
#include "tests/support/catch.h"
#include "tests/unit/fw_storage/card_rig.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::test;

namespace {

constexpr uint64_t kSize = 64'000'000;

struct WornRig : CardRig {
  WornRig() : CardRig(kSize), layout(VolumeLayout::plan(kSize / hal::kSectorSize).value()) {
    initialise();
    slot.device.failWith = [this](char kind, uint64_t sector) -> std::optional<Errc> {
      for (const uint32_t bad : badSlots) {
        const uint64_t first = layout.slotSector(bad);
        const uint64_t end = first + layout.slotBytes(bad) / hal::kSectorSize;
        if (kind == 'w' && sector >= first + goodSectors && sector < end) return Errc::kIo;
      }
      if (kind == 'r' && sector >= unreadableFrom) return Errc::kIo;
      return {};
    };
  }
  VolumeLayout layout;
  std::set<uint32_t> badSlots;
  uint64_t goodSectors = 0;  // at a bad slot's beginning
  uint64_t unreadableFrom = ~uint64_t{0};

  RingStore& store() { return *cards->store(); }
  ClipId begin() {
    const ClipId clip = store().open({hal::LensId::kWide, ClipReason::kManual, {}}).value();
    REQUIRE(store().append(clip, testHead(1)).ok());
    return clip;
  }
  std::vector<StoreEvent> events() {
    std::vector<StoreEvent> all;
    while (auto event = store().takeEvent(StoreClient::kRecorder)) all.push_back(*event);
    return all;
  }
};

}  // namespace

TEST_CASE("a slot that cannot be written costs its clip's rest, not the card") {
  WornRig rig;
  rig.badSlots = {0};
  rig.goodSectors = 14;  // room for the head and one fragment
  const ClipId clip = rig.begin();
  for (int i = 0; i < 3; ++i) REQUIRE(rig.store().append(clip, testFragment(1)).ok());
  rig.settle();
  REQUIRE(rig.cards->state() == CardState::kInUse);
  const auto events = rig.events();
  REQUIRE(events.size() == 3);
  CHECK(events[1].kind == StoreEvent::Kind::kAcknowledged);
  CHECK(events[2].kind == StoreEvent::Kind::kFailed);
  CHECK(events[2].fragment == 1);
  CHECK(rig.store().append(clip, testFragment(1)).error().code == Errc::kNotFound);
  CHECK(rig.store().close(clip).error().code == Errc::kNotFound);
  CHECK(rig.store().badSlots() == 1);
  CHECK(rig.cards->health().writeErrors == BlockRunner::kTries);

  const ClipId next = rig.begin();
  REQUIRE(rig.store().append(next, testFragment(2)).ok());
  REQUIRE(rig.store().close(next).ok());
  rig.settle();
  rig.start();  // and after a restart
  rig.settle();
  const auto clips = rig.store().list();
  REQUIRE(clips.size() == 2);
  CHECK(clips[0].fragments == 1);
  CHECK(clips[1].slot == 1);
  CHECK(rig.store().badSlots() == 1);
}

TEST_CASE("what fails after a clip was closed is taken back") {
  WornRig rig;
  rig.badSlots = {0};
  rig.goodSectors = 14;
  const ClipId clip = rig.begin();
  for (int i = 0; i < 2; ++i) REQUIRE(rig.store().append(clip, testFragment(1)).ok());
  REQUIRE(rig.store().close(clip).ok());
  CHECK(rig.store().list().at(0).fragments == 2);
  rig.settle();
  CHECK(rig.store().list().at(0).fragments == 1);
  CHECK(rig.events().back().kind == StoreEvent::Kind::kFailed);
}

TEST_CASE("the ring passes bad slots by, round and round") {
  WornRig rig;
  rig.badSlots = {2, 5};
  for (uint32_t i = 0; i < 2 * rig.layout.videoSlots; ++i) {
    const ClipId clip = rig.begin();
    REQUIRE(rig.store().append(clip, testFragment(3)).ok());
    rig.settle();
    if (rig.store().find(clip)) {
      REQUIRE(rig.store().close(clip).ok());
      rig.settle();
    }
    REQUIRE(rig.cards->state() == CardState::kInUse);
  }
  CHECK(rig.store().badSlots() == 2);
  CHECK(rig.store().full());
  for (const ClipInfo& clip : rig.store().list()) CHECK_FALSE(rig.badSlots.contains(clip.slot));
  CHECK(rig.store().list().size() == rig.layout.videoSlots - 2);
}

TEST_CASE("a card with one bad slot after another is itself what is broken") {
  WornRig rig;
  for (uint32_t i = 0; i < 10; ++i) rig.badSlots.insert(i);
  int tried = 0;
  for (; rig.cards->state() == CardState::kInUse; ++tried) {
    rig.begin();
    rig.settle();
  }
  CHECK(tried == RingStore::kMostBadInARow + 1);
  CHECK(rig.cards->state() == CardState::kError);
}

TEST_CASE("slots that failed are tried again once that is more than half of the ring") {
  WornRig rig;
  const auto fillOne = [&] {
    const ClipId clip = rig.begin();
    REQUIRE(rig.store().append(clip, testFragment(3)).ok());
    rig.settle();
    const bool well = rig.store().find(clip).has_value();
    if (well) REQUIRE(rig.store().close(clip).ok());
    rig.settle();
    return well;
  };
  const uint32_t slots = rig.layout.videoSlots;
  for (uint32_t i = 0; i < 4 * slots; ++i) {  // two of three fail, whichever they are
    rig.badSlots.clear();
    for (uint32_t slot = 0; i % 3 < 2 && slot < slots; ++slot) rig.badSlots.insert(slot);
    fillOne();
    REQUIRE(rig.cards->state() == CardState::kInUse);
  }
  CHECK(rig.store().badSlots() > slots / 2);
  rig.badSlots.clear();
  for (uint32_t i = 0; i < slots; ++i) CHECK(fillOne());
  CHECK(rig.store().badSlots() == slots / 2);
}

TEST_CASE("a picture's slot that cannot be written is passed by") {
  WornRig rig;
  rig.badSlots = {rig.layout.videoSlots};
  const ClipStart photo{hal::LensId::kPtz, ClipReason::kSnapshot, {}};
  const ClipId first = rig.store().storePicture(photo, Bytes(3000, 7)).value();
  rig.settle();
  REQUIRE(rig.cards->state() == CardState::kInUse);
  const auto event = rig.store().takeEvent(StoreClient::kSnapshots);
  REQUIRE(event);
  CHECK(event->kind == StoreEvent::Kind::kFailed);
  CHECK_FALSE(rig.store().find(first));
  REQUIRE(rig.store().storePicture(photo, Bytes(3000, 7)).ok());
  rig.settle();
  CHECK(rig.store().list().at(0).slot == rig.layout.videoSlots + 1);
}

TEST_CASE("a piece that cannot be read is told to who asked, and nothing stops") {
  WornRig rig;
  const ClipId clip = rig.begin();
  REQUIRE(rig.store().append(clip, testFragment(1)).ok());
  rig.settle();
  rig.unreadableFrom = rig.layout.slotSector(0);
  const ReadTicket ticket = rig.store().startRead(clip, 0, 1000).value();
  rig.settle();
  const auto read = rig.store().takeRead();
  REQUIRE(read);
  CHECK(read->ticket == ticket);
  CHECK(read->bytes.error().code == Errc::kIo);
  CHECK(rig.cards->state() == CardState::kInUse);
  CHECK(rig.cards->health().readErrors == BlockRunner::kTries);
}

TEST_CASE("a card's health outlives restarts; a torn copy of it leaves the other") {
  WornRig rig;
  const ClipId clip = rig.begin();
  REQUIRE(rig.store().append(clip, testFragment(1)).ok());
  rig.settle();  // not closed: cut off
  const CardHealth before = rig.cards->health();
  CHECK(before.starts == 1);
  CHECK(before.bytesWritten > 5000);
  rig.start();
  rig.settle();
  REQUIRE(rig.store().close(rig.begin()).ok());
  rig.settle();
  const CardHealth after = rig.cards->health();
  CHECK(after.starts == 2);
  CHECK(after.cutOffs == 1);
  CHECK(after.bytesWritten > before.bytesWritten - 5000);
  CHECK(after.megabytesPerSecond == before.megabytesPerSecond);

  const uint64_t newest = rig.layout.healthSector(after.writes);
  Bytes torn = rig.slot.device.peek(newest, 1);
  torn[200] ^= 1;
  rig.slot.device.poke(newest, torn);
  rig.start();
  rig.settle();
  CHECK(rig.cards->health().starts >= 2);
  CHECK(rig.cards->health().wear(1'000'000) > 0);
}
