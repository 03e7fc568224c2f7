// A card that fails in one place while it is in use: that place is passed by.
#include "tests/unit/fw_storage/damaged_rig.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::test;

TEST_CASE("a slot that is given up never overwrites the one record that is on the card") {
  DamagedRig rig;
  for (uint32_t i = 0; i < rig.layout.videoSlots; ++i) rig.record(2, 0x11);
  const uint64_t first = rig.layout.slotSector(0);
  for (uint64_t at = first + 24; at < first + 2048; ++at) rig.device().unwritable.insert(at);
  const ClipId clip = rig.begin(3, 0xEE);  // over the first clip
  REQUIRE(rig.store().close(clip).ok());
  uint32_t acknowledged = 0;
  std::vector<uint64_t> places;
  for (size_t seen = rig.device().written.size(); places.size() < 2;) {
    REQUIRE(rig.step());
    acknowledged += rig.takeEvents();
    for (; seen < rig.device().written.size(); ++seen)
      for (const uint64_t copy : {0, 1})
        if (rig.device().written[seen].first == rig.layout.recordSector(0, copy))
          places.push_back(copy);
  }
  CHECK(acknowledged == 1);
  CHECK(places[0] != places[1]);
  rig.device().unwritable.clear();
  rig.device().losePower(0);  // nothing of what is not flushed arrives
  rig.restart();
  CHECK(rig.fragmentsOf(clip) == 1);
  CHECK_FALSE(rig.store().find(1));
}

TEST_CASE("a record or directory sector that cannot be written costs its slots, not the card") {
  for (const bool record : {true, false}) {
    DamagedRig rig;
    for (int i = 0; i < 3; ++i) rig.record(2);
    const VolumeLayout& l = rig.layout;
    rig.device().unwritable = {record ? l.recordSector(3, 1) : l.groupSector(3)};
    for (int round = 0; round < 3; ++round) {
      ClipId clip = 0;
      for (int i = 0; i < 6 && rig.fragmentsOf(clip) == 0; ++i) {
        clip = rig.begin(1, 2);
        rig.settle();
      }
      CHECK(rig.fragmentsOf(clip) == 1);
      CHECK(rig.cards->state() == CardState::kInUse);
      rig.restart();
    }
    for (const ClipId clip : {1, 2, 3}) CHECK(rig.fragmentsOf(clip) == 2);
  }
}

TEST_CASE("a read that waits behind a slot that is given up brings nothing") {
  DamagedRig rig;
  for (uint32_t i = 0; i < rig.layout.videoSlots; ++i) rig.record(8, 0x0D);
  const uint64_t first = rig.layout.slotSector(0);
  for (uint64_t at = first + 14; at < first + 2048; ++at) rig.device().unwritable.insert(at);
  const ClipId clip = rig.begin(2, 0xEE);
  REQUIRE(rig.store().close(clip).ok());
  const auto info = rig.store().find(clip).value();
  REQUIRE(rig.store().startRead(clip, 0, static_cast<uint32_t>(info.bytes)).ok());
  rig.settle();
  const auto read = rig.store().takeRead();
  REQUIRE(read);
  CHECK(read->bytes.error().code == Errc::kIo);
}

TEST_CASE("what made a card an error is in its health when it is in use again") {
  DamagedRig rig;
  rig.record(2);
  const uint64_t before = rig.cards->health().writeErrors;
  rig.device().failWith = failing('w');
  while (rig.cards->state() == CardState::kInUse) {
    rig.begin(1, 2);
    rig.settle();
  }
  rig.device().failWith = nullptr;
  rig.wait(CardManager::kTryAgainAfter + 1s);
  REQUIRE(rig.cards->state() == CardState::kInUse);
  const uint64_t since = rig.cards->health().writeErrors - before;
  CHECK(since >= BlockRunner::kTries * (RingStore::kMostBadInARow + 1));
  rig.restart();
  CHECK(rig.cards->health().writeErrors == before + since);
}

TEST_CASE("recording goes on while no directory can be read: files keep their old names") {
  DamagedRig rig;
  rig.device().failWith = failing('r');
  for (int i = 0; i < 12; ++i) CHECK(rig.fragmentsOf(rig.record(2)) == 2);
  const ClipId picture = rig.store().storePicture({}, Bytes(100, 'j')).value();
  rig.settle();
  CHECK(rig.store().badSlots() == 0);
  CHECK(rig.cards->state() == CardState::kInUse);
  const auto names = [&] {
    std::set<std::string> all;
    const FatReader volume = rig.volume();
    for (const auto& [name, file] : volume.files()) all.insert(name);
    return all;
  };
  for (const ClipInfo& clip : rig.store().list()) CHECK_FALSE(names().contains(clip.file));
  rig.device().failWith = nullptr;
  rig.restart();  // and then get theirs
  REQUIRE(rig.store().find(picture));
  for (const ClipInfo& clip : rig.store().list()) CHECK(names().contains(clip.file));
}

TEST_CASE("a slot that failed before anything was safe looks like no clip to a PC") {
  DamagedRig rig;
  const uint64_t first = rig.layout.slotSector(0);
  rig.device().unwritable = {first + 1, first + 2, first + 3};
  const ClipId clip = rig.begin(2, 1);
  rig.settle();
  REQUIRE(rig.cards->state() == CardState::kInUse);
  CHECK(rig.store().badSlots() == 1);
  CHECK_FALSE(rig.store().find(clip));
  size_t clips = 0;
  const FatReader volume = rig.volume();
  for (const auto& [name, file] : volume.files()) clips += name.ends_with(".mp4") ? 1 : 0;
  CHECK(clips == 0);
}

TEST_CASE("who writes a clip hears of its slot's failure before he can go on with it") {
  DamagedRig rig;
  const uint64_t first = rig.layout.slotSector(0);
  for (uint64_t at = first + 14; at < first + 2048; ++at) rig.device().unwritable.insert(at);
  const ClipId clip = rig.begin(3, 1);
  bool failed = false;
  while (!failed) {
    REQUIRE(rig.step());
    while (auto event = rig.store().takeEvent(StoreClient::kRecorder))
      failed |= event->kind == StoreEvent::Kind::kFailed;
    const auto appended = rig.store().append(clip, testFragment(1));
    CHECK(failed == (!appended && appended.error().code == Errc::kNotFound));
  }
}

TEST_CASE("one sector of its health that cannot be written does not keep a card in error") {
  for (const uint64_t copy : {0, 1}) {
    DamagedRig rig;
    rig.record(1);
    rig.device().unwritable = {rig.layout.healthSector(copy)};
    rig.restart();
    rig.record(1);
    REQUIRE(rig.cards->state() == CardState::kInUse);
    rig.device().failWith = failing('f');
    rig.begin(1, 2);
    rig.settle();
    REQUIRE(rig.cards->state() == CardState::kError);
    rig.device().failWith = nullptr;
    rig.wait(4 * CardManager::kTryAgainAfter);
    CHECK(rig.cards->state() == CardState::kInUse);
  }
}

TEST_CASE("a read-only card is in use again only when it has taken a write") {
  DamagedRig rig;
  rig.record(2);
  rig.device().writeProtected = true;  // and does not say so, as one at the end of its life
  rig.begin(1, 3);
  rig.settle();
  REQUIRE(rig.cards->state() == CardState::kReadOnly);
  for (int i = 0; i < 100; ++i) {
    rig.wait(1min);
    CHECK(rig.cards->state() != CardState::kInUse);
  }
  CHECK(rig.log.count("state=in_use") == 1);
  rig.device().writeProtected = false;
  rig.wait(CardManager::kTryAgainAtMost);
  CHECK(rig.cards->state() == CardState::kInUse);
}

TEST_CASE("a read-only card is not written, whatever it is asked") {
  DamagedRig rig;
  const ClipId clip = rig.record(2);
  rig.restart();
  rig.device().writeProtected = true;
  rig.begin(1, 3);
  rig.settle();
  REQUIRE(rig.cards->state() == CardState::kReadOnly);
  int writes = 0;
  rig.device().failWith = [&](char kind, uint64_t) -> std::optional<Errc> {
    writes += kind == 'w' ? 1 : 0;
    return {};
  };
  CHECK(rig.cards->initialise().error().code == Errc::kDenied);
  const uint32_t generation = rig.cards->generation();
  REQUIRE(rig.store().startRead(clip, 0, 100).ok());
  rig.settle();
  CHECK(writes == 0);
  CHECK(rig.cards->generation() == generation);
}

TEST_CASE("a card whose size is not what it claims is not initialised by its claim") {
  DamagedRig rig;
  rig.record(1);
  rig.slot.described.capacityBytes = 61'000'000;
  CHECK(rig.cards->initialise().error().code == Errc::kUnsupported);
  CHECK(rig.store().list().size() == 1);
  rig.restart();
  CHECK(rig.cards->state() == CardState::kError);
  CHECK(rig.cards->initialise().error().code == Errc::kUnsupported);
}

TEST_CASE("a card that denies reads is an error") {
  DamagedRig rig;
  rig.device().failWith = failing('r', Errc::kDenied);
  rig.restart();
  CHECK(rig.cards->state() == CardState::kError);
}
