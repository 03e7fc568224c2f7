// Cards whose index says, with right checksums, what no camera has written.
#include "firmware_core/base/crc32.h"
#include "firmware_core/storage/card_health.h"
#include "firmware_core/storage/slot_framing.h"
#include "tests/support/catch.h"
#include "tests/unit/fw_storage/card_rig.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::test;

namespace {

constexpr uint64_t kSmall = 64'000'000;

struct ForgedRig : CardRig {
  ForgedRig() : CardRig(kSmall) {
    initialise();
    record();
  }
  VolumeLayout layout = VolumeLayout::plan(kSmall / hal::kSectorSize).value();

  RingStore& store() { return *cards->store(); }
  ClipId record() {
    const ClipId clip =
        store().open({hal::LensId::kWide, ClipReason::kEvent, *calendar.now()}).value();
    REQUIRE(store().append(clip, testHead(1)).ok());
    REQUIRE(store().append(clip, testFragment(2)).ok());
    REQUIRE(store().close(clip).ok());
    settle();
    return clip;
  }
  ClipRecord forged(uint32_t at, ClipId clip) const {
    ClipRecord record;
    record.slot = at;
    record.writes = 1;
    record.state = ClipRecord::State::kClosed;
    record.clip = clip;
    record.bytes = 4096;
    record.fragments = 1;
    record.name = "2020-01-01_00-00-0" + std::to_string(at % 10) + "_wide_event.mp4";
    return record;
  }
  void put(const ClipRecord& record) { put(record, record.writes); }
  void put(const ClipRecord& record, uint64_t place) {
    slot.device.poke(layout.recordSector(record.slot, place),
                     encodeRecord(record, store().volumeId()));
  }
  void restart() {
    start();
    settle();
    REQUIRE(cards->state() == CardState::kInUse);
  }
};

}  // namespace

TEST_CASE("a record that does not fit its slot is none, and nothing behind the slot is read") {
  ForgedRig rig;
  ClipRecord record = rig.forged(20, 90);
  rig.put(record);
  rig.restart();
  CHECK(rig.store().find(90));
  for (const uint64_t bytes : {uint64_t{rig.layout.videoSlotBytes} + 1, uint64_t{1} << 63}) {
    record.bytes = bytes;
    rig.put(record);
    rig.restart();
    CHECK(rig.store().list().size() == 1);
    CHECK(rig.store().startRead(90, bytes - 1, 1).error().code == Errc::kNotFound);
  }
}

TEST_CASE("a record of a clip without a number, or of negative length, is none") {
  ForgedRig rig;
  ClipRecord record = rig.forged(20, 0);
  rig.put(record);
  record = rig.forged(21, 91);
  record.length = -1s;
  rig.put(record);
  rig.restart();
  CHECK(rig.store().list().size() == 1);
}

TEST_CASE("a picture outlives a restart where its slot's write count wraps round") {
  ForgedRig rig;
  for (uint32_t at = rig.layout.videoSlots; at < rig.layout.slots(); ++at) {
    ClipRecord record = rig.forged(at, 10 + at);
    record.writes = ~uint64_t{0} - 1;
    rig.put(record);
    record.writes = 2;
    rig.put(record, 1);  // in the other's place
  }
  rig.restart();
  const auto picture = rig.store().storePicture({}, Bytes(100, 'j'));
  REQUIRE(picture.ok());
  rig.settle();
  rig.restart();
  CHECK(rig.store().find(picture.value()));
}

TEST_CASE("a card's health is saved, too, when its write count wraps round") {
  ForgedRig rig;
  CardHealth health;
  health.writes = ~uint64_t{0};
  health.starts = 7;
  rig.slot.device.poke(rig.layout.healthSector(health.writes),
                       encodeHealth(health, rig.store().volumeId()));
  health.writes = ~uint64_t{0} - 1;
  health.starts = 6;
  rig.slot.device.poke(rig.layout.healthSector(health.writes),
                       encodeHealth(health, rig.store().volumeId()));
  rig.restart();
  rig.record();
  rig.restart();
  CHECK(rig.cards->health().starts == 9);
}

TEST_CASE("the ring's count never wraps round: a number beyond all is none, the last is the last") {
  ForgedRig rig;
  rig.put(rig.forged(20, ~uint64_t{0}));
  rig.put(rig.forged(21, kMaxClip + 1));
  rig.restart();
  CHECK(rig.store().list().size() == 1);
  CHECK(rig.record() == 2);
  rig.put(rig.forged(20, kMaxClip));
  rig.restart();
  CHECK(rig.store().list().size() == 3);
  CHECK(rig.store().open({}).error().code == Errc::kNoSpace);
  CHECK(rig.store().storePicture({}, Bytes(100)).error().code == Errc::kNoSpace);
}

TEST_CASE("records that claim the same clip: one counts, and what is listed is found") {
  ForgedRig rig;
  ClipRecord emptied;
  emptied.slot = 10;
  emptied.writes = 1;
  emptied.clip = 90;
  rig.put(emptied);
  rig.put(rig.forged(20, 90));
  rig.put(rig.forged(21, 90));
  rig.put(rig.forged(22, 91));
  rig.restart();
  CHECK(rig.store().list().size() == 3);
  REQUIRE(rig.store().find(90));
  CHECK(rig.store().find(90)->slot == 20);
  CHECK(rig.store().find(91));
  CHECK(rig.record() == 92);
}

TEST_CASE("a clip whose end is no time any more is found by the times that there are") {
  ForgedRig rig;
  ClipRecord record = rig.forged(20, 90);
  record.start.startedAt = CalendarTime::max() - 2s;
  record.length = 10s;
  rig.put(record);
  record = rig.forged(21, 91);
  record.start.startedAt = CalendarTime::min();
  record.length = Duration::max();
  rig.put(record);
  rig.restart();
  const auto found = [&](CalendarTime at) -> ClipId {
    const auto clip = rig.store().covering(hal::LensId::kWide, at);
    return clip ? clip->id : 0;
  };
  CHECK(found(CalendarTime::max() - 1s) == 90);
  CHECK(found(CalendarTime::max() - 3s) == 0);
  CHECK(found(CalendarTime::min() + 1s) == 91);
  CHECK(found(CalendarTime{1ns}) == 0);
}

TEST_CASE("a mark of more than an hour is none") {
  FragmentMark mark;
  mark.clip = 9;
  mark.length = kMaxFragmentLength;
  Bytes framed = frameFragment(mark, testHead(1).bytes);
  REQUIRE(readHeadMark(framed, 0));
  CHECK(readHeadMark(framed, 0)->length == kMaxFragmentLength);
  const size_t lengthAt = kFtypBytes + 36, sumAt = kFtypBytes + 56;
  for (const uint64_t microseconds : {uint64_t{3'600'000'001}, uint64_t{1} << 62, ~uint64_t{0}}) {
    putLittle<uint64_t>(framed, lengthAt, microseconds);
    const auto sector = std::span<const uint8_t>(framed).first(hal::kSectorSize);
    putLittle<uint32_t>(framed, sumAt,
                        crc32(sector.subspan(sumAt + 4), crc32(sector.first(sumAt))));
    CHECK_FALSE(readHeadMark(framed, 0));
  }
}
