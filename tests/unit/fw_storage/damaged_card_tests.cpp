// A card that is damaged in one place loses what lies in that place, and nothing else.
#include "firmware_core/storage/slot_framing.h"
#include "tests/support/catch.h"
#include "tests/unit/fw_storage/card_rig.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::test;

namespace {

constexpr uint64_t kSize = 64'000'000;

struct DamagedRig : CardRig {
  explicit DamagedRig(uint64_t bytes = kSize)
      : CardRig(bytes), layout(VolumeLayout::plan(bytes / hal::kSectorSize).value()) {
    initialise();
  }
  VolumeLayout layout;

  RingStore& store() { return *cards->store(); }
  FakeBlocks& device() { return slot.device; }

  // Queues it all; settle() writes it.
  ClipId begin(int fragments, uint8_t mark) {
    const ClipId clip =
        store().open({hal::LensId::kPtz, ClipReason::kEvent, *calendar.now()}).value();
    REQUIRE(store().append(clip, testHead(mark)).ok());
    for (int i = 0; i < fragments; ++i) REQUIRE(store().append(clip, testFragment(mark)).ok());
    return clip;
  }
  ClipId record(int fragments, uint8_t mark = 1) {
    const ClipId clip = begin(fragments, mark);
    REQUIRE(store().close(clip).ok());
    settle();
    takeEvents();
    return clip;
  }
  ClipId cutOff(int fragments, uint8_t mark = 1) {
    const ClipId clip = begin(fragments, mark);
    settle();
    takeEvents();
    return clip;
  }
  uint32_t takeEvents() {
    uint32_t acknowledged = 0;
    while (auto event = store().takeEvent(StoreClient::kRecorder))
      acknowledged += event->kind == StoreEvent::Kind::kAcknowledged ? 1 : 0;
    return acknowledged;
  }
  void restart() {
    device().comeBack();
    start();
    settle();
  }
  uint32_t fragmentsOf(ClipId clip) {
    const auto found = store().find(clip);
    return found ? found->fragments : 0;
  }
  Bytes read(ClipId clip) {
    const auto found = store().find(clip).value();
    REQUIRE(store().startRead(clip, 0, static_cast<uint32_t>(found.bytes)).ok());
    settle();
    return store().takeRead()->bytes.value();
  }
  void flip(uint64_t sector, size_t byte) {
    Bytes bytes = device().peek(sector, 1);
    bytes[byte] ^= 1;
    device().poke(sector, bytes);
  }
  // Where a fragment of a clip begins; 0 is the head.
  uint64_t fragmentSector(uint32_t slotNumber, uint32_t number) {
    uint64_t at = layout.slotSector(slotNumber);
    for (uint32_t i = 0; i < number; ++i) {
      const Bytes sector = device().peek(at, 1);
      const auto mark =
          i == 0 ? readHeadMark(sector, store().volumeId()) : readMark(sector, store().volumeId());
      at += mark.value().bytes / hal::kSectorSize;
    }
    return at;
  }
};

size_t countOf(const Bytes& bytes, uint8_t value) {
  return static_cast<size_t>(std::count(bytes.begin(), bytes.end(), value));
}

}  // namespace

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

TEST_CASE("footage of before an initialisation never comes back") {
  for (int clips = 1; clips < 5; ++clips) {
    DamagedRig rig;
    for (int i = 0; i < clips; ++i) rig.record(3, 0x50);
    REQUIRE(rig.cards->initialise().ok());
    rig.settle();
    for (int i = 1; i < clips; ++i) rig.record(1, 0xA0);
    const auto slotNumber = static_cast<uint32_t>(clips - 1);
    const Bytes old = rig.device().peek(rig.layout.slotSector(slotNumber), 64);
    const ClipId clip = rig.cutOff(0, 0xB0);
    rig.device().losePower(1);
    rig.device().poke(rig.layout.slotSector(slotNumber), old);  // nothing but its record arrived
    rig.restart();
    REQUIRE(rig.cards->state() == CardState::kInUse);
    CHECK_FALSE(rig.store().find(clip));
    CHECK(rig.store().list().size() == slotNumber);
  }
}

TEST_CASE("one sector that cannot be read takes no clip with it but its own") {
  DamagedRig model;
  const VolumeLayout& l = model.layout;
  const uint64_t places[] = {0,
                             l.partitionStart,
                             l.indexSector(0),
                             l.indexSector(1),
                             l.healthSector(0),
                             l.healthSector(1),
                             l.recordSector(0, 0),
                             l.recordSector(0, 1),
                             l.recordSector(3, 0),
                             l.recordSector(3, 1),
                             l.recordSector(40, 0),
                             l.groupSector(0),
                             l.groupSector(40),
                             l.clusterSector(l.folderFirstCluster(0)) + 63};
  for (const uint64_t sector : places) {
    INFO(sector);
    DamagedRig rig;
    for (int i = 0; i < 3; ++i) rig.record(2);
    const ClipId cut = rig.cutOff(4);
    rig.device().losePower(1);
    rig.device().unreadable = {sector};
    rig.restart();
    REQUIRE(rig.cards->state() == CardState::kInUse);
    for (const ClipId clip : {1, 2, 3}) CHECK(rig.fragmentsOf(clip) == 2);
    CHECK(rig.fragmentsOf(cut) == 4);
    rig.record(1);
    CHECK(rig.cards->state() == CardState::kInUse);
  }
}

TEST_CASE("a card of which nothing can be read is an error, not one to be initialised") {
  DamagedRig rig;
  rig.device().failWith = [](char kind, uint64_t) -> std::optional<Errc> {
    return kind == 'r' ? std::optional(Errc::kIo) : std::nullopt;
  };
  rig.restart();
  CHECK(rig.cards->state() == CardState::kError);
}

TEST_CASE("either record of a clip may be lost, or both: the slot says whose it is") {
  for (const int lost : {0, 1, 2}) {
    DamagedRig rig;
    for (int i = 0; i < 3; ++i) rig.record(2);
    rig.device().losePower(1);
    for (const uint64_t copy : {0, 1})
      if (lost == 2 || copy == static_cast<uint64_t>(lost))
        rig.device().poke(rig.layout.recordSector(2, copy), Bytes(hal::kSectorSize, 0xFF));
    rig.restart();
    REQUIRE(rig.fragmentsOf(3) == 2);
    const ClipInfo clip = rig.store().find(3).value();
    CHECK(clip.start.lens == hal::LensId::kPtz);
    CHECK(clip.start.reason == ClipReason::kEvent);
    CHECK(clip.start.startedAt == rig.calendar.now());
    CHECK(clip.length == 2s);
    CHECK(rig.record(1) == 4);
  }
}

TEST_CASE("a record that is older than the slot's content names nothing") {
  DamagedRig rig;
  for (uint32_t i = 0; i < rig.layout.videoSlots; ++i) rig.record(1, 0x11);
  const ClipId clip = rig.cutOff(2, 0xEE);  // in the first one's slot
  rig.device().losePower(1);
  for (const uint64_t copy : {0, 1}) {
    const auto record = decodeRecord(rig.device().peek(rig.layout.recordSector(0, copy), 1), 0,
                                     rig.store().volumeId());
    if (record && record->clip == clip)
      rig.device().unreadable = {rig.layout.recordSector(0, copy)};
  }
  REQUIRE(rig.device().unreadable.size() == 1);
  rig.restart();
  CHECK_FALSE(rig.store().find(1));
  CHECK(rig.fragmentsOf(clip) == 2);
}

TEST_CASE("a picture outlives the loss of either of its records") {
  for (const uint64_t copy : {0, 1}) {
    DamagedRig rig;
    const Bytes jpeg(3000, 'j');
    const ClipId picture = rig.store().storePicture({}, jpeg).value();
    rig.settle();
    rig.device().losePower(1);
    const uint32_t slotNumber = rig.store().find(picture)->slot;
    rig.flip(rig.layout.recordSector(slotNumber, copy), 100);
    rig.restart();
    REQUIRE(rig.store().find(picture));
    CHECK(rig.read(picture) == jpeg);
    rig.flip(rig.layout.slotSector(slotNumber), 5);  // both: nothing vouches for it
    rig.flip(rig.layout.recordSector(slotNumber, copy), 100);
    rig.flip(rig.layout.recordSector(slotNumber, copy), 101);
    rig.restart();
    CHECK_FALSE(rig.store().find(picture));
  }
}

TEST_CASE("a flipped bit in a boot sector is mended, another one's volume is not ours") {
  DamagedRig rig;
  for (int i = 0; i < 3; ++i) rig.record(2);
  rig.device().losePower(1);
  const uint64_t boot = rig.layout.partitionStart;
  const auto mounted = [&](uint64_t sector, size_t byte) {
    const Bytes before = rig.device().peek(sector, 1);
    rig.flip(sector, byte);
    rig.restart();
    CHECK(rig.cards->state() == CardState::kInUse);
    CHECK(rig.store().list().size() == 3);
    CHECK(rig.cards->recovery().mended == 1);
    CHECK(rig.device().peek(sector, 1) == before);
    CHECK(rig.log.count("mended") > 0);
  };
  mounted(0, 454);
  mounted(boot, 14);
  const Bytes ours = rig.device().peek(boot, 1);
  const uint64_t writes = rig.device().writes;
  Bytes other(hal::kSectorSize);  // as who makes a volume of another kind may leave it
  for (const bool backupToo : {false, true}) {
    rig.device().poke(boot, other);
    if (backupToo) rig.device().poke(boot + VolumeLayout::kBackupBoot, other);
    rig.restart();
    CHECK(rig.cards->state() == CardState::kUninitialised);
    other = ours;
    other[14] = 0;
  }
  CHECK(rig.device().writes == writes);
}

TEST_CASE("a flipped bit in a directory entry is mended") {
  DamagedRig rig;
  for (int i = 0; i < 3; ++i) rig.record(2);
  rig.device().losePower(1);
  rig.flip(rig.layout.groupSector(1), rig.layout.groupOffset(1) + 3 * 32 + 26);
  rig.restart();
  CHECK(rig.store().list().size() == 3);
  CHECK(rig.cards->recovery().missingFiles == 0);
  CHECK(rig.cards->recovery().mended == 1);
  rig.restart();
  CHECK(rig.cards->recovery().mended == 0);
}

TEST_CASE("behind a damaged fragment of a clip that was cut off the others are found") {
  for (const std::vector<uint32_t>& damaged :
       {std::vector<uint32_t>{3}, {1}, {3, 4}, {2, 5, 9}, {10}, {3, 4, 5, 6, 7, 8, 9, 10}}) {
    DamagedRig rig;
    const ClipId clip = rig.cutOff(10, 7);
    rig.device().losePower(1);
    for (auto number = damaged.rbegin(); number != damaged.rend(); ++number)
      rig.flip(rig.fragmentSector(0, *number), 300);
    rig.restart();
    CHECK(rig.fragmentsOf(clip) == 10 - damaged.size());
    Bytes file = rig.device().peek(rig.layout.slotSector(0), rig.layout.videoSlotBytes / 512);
    size_t fragments = 0;
    for (const BoxSeen& box : walkBoxes(file)) {
      CHECK(box.type != "broken");
      fragments += box.type == "moof" ? 1 : 0;
    }
    CHECK(fragments == 10 - damaged.size());
    rig.restart();
    CHECK(rig.cards->recovery().clips == 0);
    CHECK(rig.fragmentsOf(clip) == 10 - damaged.size());
  }
}

TEST_CASE("a clip that was cut off in a slot that cannot be written any more can be read") {
  DamagedRig rig;
  const ClipId clip = rig.cutOff(2);
  rig.device().losePower(1);
  const uint64_t first = rig.layout.slotSector(0);
  for (uint64_t at = first; at < first + 2048; ++at) rig.device().unwritable.insert(at);
  for (int i = 0; i < 2; ++i) {
    rig.restart();
    REQUIRE(rig.cards->state() == CardState::kInUse);
    CHECK(rig.fragmentsOf(clip) == 2);
    CHECK(rig.store().badSlots() == 1);
  }
  const ClipId next = rig.record(1);
  CHECK(rig.store().find(next)->slot == 1);
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

TEST_CASE("beside a clip that was cut off, what a PC took away stays away") {
  DamagedRig rig;
  for (int i = 0; i < 4; ++i) rig.record(2);
  rig.cutOff(2);
  rig.device().losePower(1);
  const VolumeLayout& l = rig.layout;
  uint32_t victim = 3;
  REQUIRE(l.groupSector(victim) == l.groupSector(4));
  Bytes sector = rig.device().peek(l.groupSector(victim), 1);
  for (size_t entry = 0; entry < 4; ++entry) sector[l.groupOffset(victim) + entry * 32] = 0xE5;
  rig.device().poke(l.groupSector(victim), sector);
  rig.restart();
  CHECK_FALSE(rig.store().find(victim + 1));
  CHECK(rig.cards->recovery().missingFiles == 1);
  CHECK(rig.device().peek(l.groupSector(victim), 1)[l.groupOffset(victim)] == 0xE5);
  CHECK(rig.fragmentsOf(5) == 2);
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
  if (read->bytes.ok()) CHECK(countOf(read->bytes.value(), 0x0D) == 0);
}

TEST_CASE("what made a card an error is in its health when it is in use again") {
  DamagedRig rig;
  rig.record(2);
  const uint64_t before = rig.cards->health().writeErrors;
  rig.device().failWith = [](char kind, uint64_t) -> std::optional<Errc> {
    return kind == 'w' ? std::optional(Errc::kIo) : std::nullopt;
  };
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

TEST_CASE("what could not be read is not written over: it may be whole another day") {
  for (const uint32_t number : {0u, 1u, 4u, 10u}) {
    DamagedRig rig;
    const ClipId clip = rig.cutOff(10, 7);
    const ClipId picture = rig.store().storePicture({}, Bytes(3000, 'j')).value();
    rig.settle();
    rig.device().losePower(1);
    const uint32_t slotOfPicture = rig.store().find(picture)->slot;
    rig.device().unreadable = {rig.fragmentSector(0, number),
                               rig.layout.slotSector(slotOfPicture) + 2,
                               rig.layout.recordSector(slotOfPicture, 0)};
    rig.restart();
    REQUIRE(rig.cards->state() == CardState::kInUse);
    CHECK(rig.fragmentsOf(clip) == (number == 0 ? 0 : 9));
    rig.device().unreadable.clear();
    rig.restart();
    CHECK(rig.fragmentsOf(clip) == 10);
    REQUIRE(rig.store().find(picture));
    CHECK(rig.read(picture) == Bytes(3000, 'j'));
  }
}

TEST_CASE("recording goes on while no directory can be read: files keep their old names") {
  DamagedRig rig;
  rig.device().failWith = [](char kind, uint64_t) -> std::optional<Errc> {
    return kind == 'r' ? std::optional(Errc::kIo) : std::nullopt;
  };
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
