// Mounting what a power cut, a PC and damage have left together.
#include "firmware_core/storage/fat32_records.h"
#include "tests/unit/fw_storage/damaged_rig.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::test;

namespace {

// Where a record stands that is written when a clip is opened, and not yet the tail behind it.
ClipId cutBehindRecord(DamagedRig& rig) {
  rig.device().cutAtWrite = rig.device().writes + 1;
  const ClipId clip =
      rig.store().open({hal::LensId::kPtz, ClipReason::kEvent, *rig.calendar.now()}).value();
  rig.settle();
  rig.device().losePower(1);
  return clip;
}

std::set<std::string> filesOf(DamagedRig& rig) {
  std::set<std::string> names;
  const FatReader volume = rig.volume();
  for (const auto& [name, file] : volume.files()) names.insert(name);
  return names;
}

}  // namespace

TEST_CASE("a page of the index that cannot be read costs no footage, however much there is") {
  DamagedRig rig(256'000'000'000);
  constexpr uint32_t kClips = 1000, kFragments = 70;
  for (uint32_t i = 0; i < kClips; ++i) {
    const ClipId clip = rig.begin(0, 1);
    for (uint32_t number = 1; number <= kFragments; ++number) {
      REQUIRE(rig.store().append(clip, testFragment(1, 100)).ok());
      if (number % 16 == 0) rig.settle();
      if (number % 16 == 0) rig.takeEvents();
    }
    REQUIRE(rig.store().close(clip).ok());
    rig.settle();
    rig.takeEvents();
  }
  rig.device().losePower(1);
  for (uint32_t i = 0; i < 32; ++i) rig.device().unreadable.insert(rig.layout.recordSector(i, 0));
  for (int i = 0; i < 2; ++i) {
    rig.restart();
    REQUIRE(rig.cards->state() == CardState::kInUse);
    uint32_t whole = 0;
    for (ClipId clip = 1; clip <= kClips; ++clip)
      whole += rig.fragmentsOf(clip) == kFragments ? 1 : 0;
    CHECK(whole == kClips);
    rig.device().unreadable.clear();
  }
}

TEST_CASE("more than one mounting can look through is left alone until the next") {
  DamagedRig rig(256'000'000'000);
  const uint32_t fragments = rig.layout.videoSlotBytes / 512 / 2;  // of a sector each
  const uint32_t clips = MountTask::kMostScanned / fragments + 2;
  for (uint32_t i = 0; i < clips; ++i) {
    const ClipId clip = rig.begin(0, 1);
    rig.settle();
    rig.takeEvents();
    uint64_t at = rig.fragmentSector(i, 1);
    for (uint32_t number = 1; number <= fragments; ++number) {
      FragmentMark mark{.volumeId = rig.store().volumeId(), .clip = clip, .number = number};
      mark.start = {hal::LensId::kPtz, ClipReason::kEvent, *rig.calendar.now()};
      mark.frames = 1;
      rig.device().poke(at++, frameFragment(mark, Bytes(100)));
    }
  }
  rig.device().losePower(1);
  rig.restart();
  REQUIRE(rig.cards->state() == CardState::kInUse);
  uint32_t whole = 0;
  for (ClipId clip = 1; clip <= clips; ++clip) {
    const uint32_t found = rig.fragmentsOf(clip);
    CHECK((found == fragments || found == 0));
    whole += found == fragments ? 1 : 0;
  }
  CHECK(whole > 0);
  CHECK(whole < clips);
  rig.wait(CardManager::kTryAgainAfter + 30min);
  REQUIRE(rig.cards->state() == CardState::kInUse);
  for (ClipId clip = 1; clip <= clips; ++clip) CHECK(rig.fragmentsOf(clip) == fragments);
}

TEST_CASE("what lies in a slot does not make mounting write without end") {
  DamagedRig rig(256'000'000'000);
  const ClipId clip = rig.cutOff(0);
  rig.device().losePower(1);
  const uint64_t first = rig.layout.slotSector(0);
  uint64_t at = readHeadMark(rig.device().peek(first, 1), rig.store().volumeId())->bytes;
  uint32_t number = 0;
  while (at + SlotScan::kLookOnBytes <= rig.layout.videoSlotBytes) {
    const uint32_t jump = SlotScan::kLookOnBytes - hal::kSectorSize;
    number += jump / hal::kSectorSize + 1;
    FragmentMark mark{.volumeId = rig.store().volumeId(), .clip = clip, .number = number};
    mark.start = {hal::LensId::kPtz, ClipReason::kEvent, *rig.calendar.now()};
    const Bytes framed = frameFragment(mark, Bytes(100));
    rig.device().poke(first + (at + jump) / hal::kSectorSize, framed);
    at += jump + framed.size();
  }
  const uint64_t writes = rig.device().writes;
  rig.restart();
  CHECK(rig.device().writes - writes < SlotScan::kMostGaps + 10);
}

TEST_CASE("what a PC put in place of a clip's entries beside a cut-off clip stays") {
  DamagedRig rig;
  for (int i = 0; i < 4; ++i) rig.record(2);
  rig.cutOff(2);
  rig.device().losePower(1);
  const uint64_t place = rig.layout.groupSector(3);
  REQUIRE(place == rig.layout.groupSector(4));
  Bytes sector = rig.device().peek(place, 1);
  const uint32_t at = rig.layout.groupOffset(3);
  for (uint32_t i = 0; i < 4; ++i) {
    const std::string name = "PHOTO00" + std::to_string(i) + "JPG ";
    const auto entry = std::span(sector).subspan(at + i * 32, 32);
    std::fill(entry.begin(), entry.end(), uint8_t{0});
    std::copy(name.begin(), name.end(), entry.begin());
    putLittle<uint16_t>(entry, 26, static_cast<uint16_t>(100 + i));
    putLittle<uint32_t>(entry, 28, 100'000);
  }
  rig.device().poke(place, sector);
  rig.restart();
  const Bytes now = rig.device().peek(place, 1);
  CHECK(std::equal(now.begin() + at, now.begin() + at + 128, sector.begin() + at));
  CHECK(rig.cards->recovery().missingFiles == 1);
}

TEST_CASE("what a cut made of a directory sector is made anew") {
  for (const uint8_t garbage : {0x00, 0xFF, 0xA7}) {
    DamagedRig rig;
    for (int i = 0; i < 4; ++i) rig.record(2);
    rig.cutOff(2);
    rig.device().losePower(1);
    const Bytes whole = rig.device().peek(rig.layout.groupSector(3), 1);
    rig.device().poke(rig.layout.groupSector(3), Bytes(hal::kSectorSize, garbage));
    rig.restart();
    CHECK(rig.store().list().size() == 5);
    CHECK(rig.device().peek(rig.layout.groupSector(3), 1) == whole);
  }
}

TEST_CASE("a picture is not lost to a number that can be read again") {
  DamagedRig rig;
  rig.record(1);
  cutBehindRecord(rig);
  rig.device().unreadable = {rig.layout.recordSector(1, 1)};
  rig.restart();
  const ClipId picture = rig.store().storePicture({}, Bytes(3000, 'j')).value();
  rig.settle();
  rig.device().unreadable.clear();
  for (int i = 0; i < 2; ++i) {
    rig.restart();
    CHECK(rig.store().find(picture));
    CHECK(rig.store().storePicture({}, Bytes(3000, 'k')).ok());
    rig.settle();
  }
}

TEST_CASE("an old name that could not be changed at one mounting is changed at the next") {
  DamagedRig rig;
  rig.device().unreadable = {rig.layout.groupSector(0)};
  const ClipId clip = rig.cutOff(2);
  rig.device().losePower(1);
  rig.restart();
  REQUIRE(rig.fragmentsOf(clip) == 2);
  CHECK_FALSE(filesOf(rig).contains(rig.store().find(clip)->file));
  rig.device().unreadable.clear();
  rig.restart();
  CHECK(filesOf(rig).contains(rig.store().find(clip)->file));
  const uint64_t writes = rig.device().writes;
  rig.restart();
  CHECK(rig.device().writes == writes);  // it is known that it was
}

TEST_CASE("a file without a clip does not keep a clip's name for ever") {
  DamagedRig rig;
  for (uint32_t i = 0; i < rig.layout.videoSlots; ++i) rig.record(1);
  cutBehindRecord(rig);
  rig.device().unreadable = {rig.layout.groupSector(0)};
  rig.restart();
  REQUIRE(rig.cards->state() == CardState::kInUse);
  rig.device().unreadable.clear();
  rig.restart();
  CHECK_FALSE(rig.store().find(1));
  CHECK(filesOf(rig).contains(folderName(rig.layout, 0) + "/" + emptySlotName(0)));
}

TEST_CASE("a cut-off clip outlives a flipped bit in its first sector") {
  for (const size_t byte : {40u, 70u, 90u}) {
    DamagedRig rig;
    const ClipId clip = rig.cutOff(3, 0x77);
    rig.device().losePower(1);
    const Bytes whole = rig.device().peek(rig.layout.slotSector(0), 1);
    rig.flip(rig.layout.slotSector(0), byte);
    rig.restart();
    CHECK(rig.fragmentsOf(clip) == 3);
    CHECK((rig.device().peek(rig.layout.slotSector(0), 1) == whole) == (byte < 92));
    for (const uint64_t copy : {0, 1})  // the mark says it all again
      rig.device().poke(rig.layout.recordSector(0, copy), Bytes(hal::kSectorSize, 0xFF));
    rig.restart();
    CHECK(rig.fragmentsOf(clip) == 3);
  }
}

TEST_CASE("fragments of a clip are counted alike at each mounting") {
  DamagedRig rig;
  const ClipId clip = rig.cutOff(5, 0x77);
  const uint64_t sector = rig.fragmentSector(0, 3);
  rig.device().losePower(1);
  rig.device().poke(sector, Bytes(hal::kSectorSize, 0xFF));
  rig.restart();
  CHECK(rig.fragmentsOf(clip) == 4);
  for (const uint64_t copy : {0, 1})
    rig.device().poke(rig.layout.recordSector(0, copy), Bytes(hal::kSectorSize, 0xFF));
  rig.restart();
  CHECK(rig.fragmentsOf(clip) == 4);
}
