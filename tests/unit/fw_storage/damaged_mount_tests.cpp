// A card that is damaged in one place, and mounted: it loses what lies in that place, nothing else.
#include "tests/unit/fw_storage/damaged_rig.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::test;

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
  const uint64_t places[] = {
      l.indexSector(0),     l.indexSector(1),     l.healthSector(0),
      l.healthSector(1),    l.recordSector(0, 0), l.recordSector(0, 1),
      l.recordSector(3, 0), l.recordSector(3, 1), l.recordSector(40, 0),
      l.groupSector(0),     l.groupSector(40),    l.clusterSector(l.folderFirstCluster(0)) + 63};
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

TEST_CASE("while nobody can read whose the card is it is an error, and is not written") {
  for (const bool boot : {false, true}) {
    for (const bool ours : {true, false}) {
      DamagedRig rig;
      rig.record(2);
      rig.device().losePower(1);
      const uint64_t sector = boot ? rig.layout.partitionStart : 0;
      const Bytes before = rig.device().peek(sector, 1);
      Bytes other(hal::kSectorSize);  // a volume that a PC has made; all else is still as it was
      other[450] = 0x07;
      if (!ours) rig.device().poke(sector, other);
      const uint64_t writes = rig.device().writes;
      rig.device().unreadable = {sector};
      rig.restart();
      CHECK(rig.cards->state() == CardState::kError);
      rig.device().unreadable.clear();
      rig.wait(CardManager::kTryAgainAfter + 1s);
      CHECK(rig.cards->state() == (ours ? CardState::kInUse : CardState::kUninitialised));
      CHECK(rig.device().peek(sector, 1) == (ours ? before : other));
      if (ours) CHECK(rig.fragmentsOf(1) == 2);
      if (!ours) CHECK(rig.device().writes == writes);
    }
  }
}

TEST_CASE("a card of which nothing can be read is an error, not one to be initialised") {
  DamagedRig rig;
  rig.device().failWith = failing('r');
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
    const auto record = rig.recordAt(0, copy);
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
  mounted(0, 450);
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

TEST_CASE("what cannot be mended does not count as mended") {
  for (const bool protectedCard : {true, false}) {
    DamagedRig rig;
    rig.record(2);
    rig.device().losePower(1);
    const uint64_t sector = rig.layout.groupSector(1);
    rig.flip(sector, rig.layout.groupOffset(1) + 3 * 32 + 26);
    rig.flip(0, 454);
    rig.slot.described.writeProtected = protectedCard;
    if (!protectedCard) rig.device().unwritable = {0, sector};
    const uint64_t writes = rig.device().writes;
    rig.restart();
    CHECK(rig.cards->state() == (protectedCard ? CardState::kReadOnly : CardState::kInUse));
    CHECK(rig.store().list().size() == 1);
    CHECK(rig.cards->recovery().mended == 0);
    CHECK(rig.device().writes == writes);
  }
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
    CHECK(rig.fragmentsOf(clip) == (number == 0 ? 10 : 9));
    rig.device().unreadable.clear();
    rig.restart();
    CHECK(rig.fragmentsOf(clip) == 10);
    REQUIRE(rig.store().find(picture));
    CHECK(rig.read(picture) == Bytes(3000, 'j'));
  }
}

TEST_CASE("what stands where a clip's entries were is left as a PC made it") {
  DamagedRig rig;
  for (int i = 0; i < 3; ++i) rig.record(2);
  rig.device().losePower(1);
  const uint64_t sector = rig.layout.groupSector(0);
  Bytes entries = rig.device().peek(sector, 1);
  for (size_t i = 0; i < VolumeLayout::kGroupBytes; ++i)
    entries[rig.layout.groupOffset(0) + i] = static_cast<uint8_t>('A' + i % 23);
  rig.device().poke(sector, entries);
  rig.restart();
  CHECK_FALSE(rig.store().find(1));
  CHECK(rig.fragmentsOf(2) == 2);
  CHECK(rig.cards->recovery().missingFiles == 1);
  CHECK(rig.device().peek(sector, 1) == entries);
}

TEST_CASE("a card whose files were taken away is nobody's, and is not written") {
  DamagedRig rig;
  rig.record(2);
  rig.device().losePower(1);
  for (uint32_t slotNumber = 0; slotNumber < rig.layout.slots(); ++slotNumber)
    rig.device().poke(rig.layout.groupSector(slotNumber), Bytes(hal::kSectorSize));
  const uint64_t writes = rig.device().writes;
  rig.restart();
  CHECK(rig.cards->state() == CardState::kUninitialised);
  CHECK(rig.cards->reason() == "most of its files were taken away");
  CHECK(rig.device().writes == writes);
}

TEST_CASE("an index of another layout or of a card of another size is not ours") {
  DamagedRig rig;
  rig.record(2);
  rig.device().losePower(1);
  const auto header = decodeHeader(rig.device().peek(rig.layout.indexSector(0), 1)).value();
  for (const int other : {0, 1, 2}) {
    IndexHeader forged = header;
    if (other == 1) ++forged.version;
    if (other == 2) --forged.cardSectors;
    for (const int copy : {0, 1})
      rig.device().poke(rig.layout.indexSector(copy), encodeHeader(forged));
    rig.restart();
    CHECK(rig.cards->state() == (other == 0 ? CardState::kInUse : CardState::kUninitialised));
  }
}

TEST_CASE("with one record lost and its head unreadable, the other record is believed") {
  for (const uint64_t lost : {0, 1}) {
    DamagedRig rig;
    for (int i = 0; i < 3; ++i) rig.record(2);
    rig.device().losePower(1);
    rig.flip(rig.layout.recordSector(1, lost), 100);
    rig.device().unreadable = {rig.layout.slotSector(1)};
    rig.restart();
    CHECK(rig.fragmentsOf(2) == 2);
  }
}

TEST_CASE("a clip whose slot another had begun to take is gone with the other's record") {
  DamagedRig rig;
  for (uint32_t i = 0; i < rig.layout.videoSlots; ++i) rig.record(2, 0x11);
  const ClipId clip =
      rig.store().open({hal::LensId::kPtz, ClipReason::kEvent, *rig.calendar.now()}).value();
  rig.settle();
  rig.device().losePower(1);
  for (const uint64_t copy : {0, 1}) {
    const auto record = rig.recordAt(0, copy);
    if (record && record->clip == clip) rig.flip(rig.layout.recordSector(0, copy), 100);
  }
  rig.restart();
  CHECK_FALSE(rig.store().find(1));
  CHECK_FALSE(rig.store().find(clip));
  CHECK(rig.store().list().size() == rig.layout.videoSlots - 1);
}

TEST_CASE("a file that holds no clip is not named like one") {
  DamagedRig rig;
  const ClipId clip = rig.cutOff(0);
  rig.device().losePower(1);
  rig.flip(rig.layout.slotSector(0), 20);
  rig.restart();
  CHECK_FALSE(rig.store().find(clip));
  const FatReader volume = rig.volume();
  for (const auto& [name, file] : volume.files()) CHECK_FALSE(name.ends_with(".mp4"));
}

TEST_CASE("what could not be read at mounting is looked for again when nothing is recorded") {
  DamagedRig rig;
  const ClipId cut = rig.cutOff(10);
  rig.device().losePower(1);
  rig.device().unreadable = {rig.fragmentSector(0, 4)};
  rig.restart();
  REQUIRE(rig.fragmentsOf(cut) == 9);
  rig.device().unreadable.clear();
  const ClipId clip = rig.begin(1, 2);
  rig.wait(std::chrono::minutes{10});
  CHECK(rig.fragmentsOf(cut) == 9);
  REQUIRE(rig.store().close(clip).ok());
  rig.wait(CardManager::kTryAgainAfter + 1s);
  REQUIRE(rig.cards->state() == CardState::kInUse);
  CHECK(rig.fragmentsOf(cut) == 10);
  CHECK(rig.fragmentsOf(clip) == 1);
}

TEST_CASE("a sector that can never be read is not looked for for ever") {
  DamagedRig rig;
  rig.record(2);
  rig.device().losePower(1);
  rig.device().unreadable = {rig.layout.groupSector(1)};
  rig.restart();
  const uint32_t before = rig.cards->generation();
  rig.wait(std::chrono::hours{24});
  CHECK(rig.cards->state() == CardState::kInUse);
  const uint32_t looks = (rig.cards->generation() - before) / 2;  // one store goes, another comes
  CHECK(looks == CardManager::kMostLooks);
  CHECK(rig.fragmentsOf(1) == 2);
}
