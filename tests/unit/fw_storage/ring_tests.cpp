#include "firmware_core/storage/slot_framing.h"
#include "tests/support/catch.h"
#include "tests/unit/fw_storage/card_rig.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::test;

namespace {

constexpr uint64_t kSmall = 64'000'000;

ClipStart startOf(hal::LensId lens, CardRig& rig) {
  return {lens, ClipReason::kManual, *rig.calendar.now()};
}

std::vector<StoreEvent> eventsOf(CardRig& rig) {
  std::vector<StoreEvent> all;
  if (RingStore* store = rig.cards->store())
    while (auto event = store->takeEvent(StoreClient::kRecorder)) all.push_back(*event);
  return all;
}

// Records a clip of so many fragments to its end.
ClipInfo record(CardRig& rig, uint8_t mark, int fragments) {
  RingStore& store = *rig.cards->store();
  const ClipId clip = store.open(startOf(hal::LensId::kWide, rig)).value();
  REQUIRE(store.append(clip, testHead(mark)).ok());
  for (int i = 0; i < fragments; ++i) REQUIRE(store.append(clip, testFragment(mark)).ok());
  REQUIRE(store.close(clip).ok());
  rig.settle();
  rig.calendar.set(*rig.calendar.time + std::chrono::seconds{10});
  return store.list().back();
}

// What a player finds in a file: the mark of each mdat.
std::vector<uint8_t> played(const Bytes& file) {
  std::vector<uint8_t> marks;
  for (const BoxSeen& box : walkBoxes(file))
    if (box.type == "mdat") marks.push_back(box.body.front());
  return marks;
}

}  // namespace

TEST_CASE("a clip's file is whole boxes to its very end") {
  CardRig rig(kSmall);
  rig.initialise();
  const ClipInfo clip = record(rig, 7, 3);
  CHECK(clip.frames == 45);
  CHECK(clip.fragments == 3);
  CHECK(clip.length == std::chrono::seconds{3});
  CHECK(clip.file == "CLIPS000/2026-06-01_10-00-00_wide_manual.mp4");
  const Bytes file = rig.volume().content(clip.file);
  CHECK(file.size() == 1024 * 1024);
  const auto boxes = walkBoxes(file);
  REQUIRE(boxes.size() > 6);
  CHECK(boxes.front().type == "ftyp");
  CHECK(boxes.back().type == "free");
  CHECK(played(file) == std::vector<uint8_t>{7, 7, 7});
}

TEST_CASE("fragments are acknowledged in order, each after its own flush") {
  CardRig rig(kSmall);
  rig.initialise();
  RingStore& store = *rig.cards->store();
  const ClipId clip = store.open(startOf(hal::LensId::kPtz, rig)).value();
  REQUIRE(store.append(clip, testHead(1)).ok());
  for (int i = 0; i < 3; ++i) REQUIRE(store.append(clip, testFragment(1)).ok());
  uint32_t expected = 1;
  uint64_t flushes = rig.slot.device.flushes;
  for (bool more = true; more;) {
    more = rig.step();
    for (const StoreEvent& event : eventsOf(rig)) {
      if (event.kind != StoreEvent::Kind::kAcknowledged) continue;
      CHECK(event.fragment == expected++);
      CHECK(event.frames == 15);
      CHECK(rig.slot.device.flushes >= flushes + 2);
      flushes = rig.slot.device.flushes;
    }
  }
  CHECK(expected == 4);
}

TEST_CASE("while a clip grows only its slot is written") {
  CardRig rig(kSmall);
  rig.initialise();
  RingStore& store = *rig.cards->store();
  const ClipId clip = store.open(startOf(hal::LensId::kWide, rig)).value();
  REQUIRE(store.append(clip, testHead(1)).ok());
  rig.settle();
  rig.slot.device.written.clear();
  for (int i = 0; i < 20; ++i) {
    REQUIRE(store.append(clip, testFragment(1, 20000)).ok());
    rig.settle();
  }
  const VolumeLayout l = VolumeLayout::plan(kSmall / 512).value();
  const uint32_t slot = store.list().back().slot;
  REQUIRE(rig.slot.device.written.size() == 40);
  for (const auto& [sector, count] : rig.slot.device.written) {
    CHECK(sector >= l.slotSector(slot));
    CHECK(sector + count <= l.slotSector(slot) + l.slotBytes(slot) / 512);
  }
}

TEST_CASE("a full ring overwrites the oldest clip, never the newest") {
  CardRig rig(kSmall);
  rig.initialise();
  const uint32_t slots = VolumeLayout::plan(kSmall / 512).value().videoSlots;
  std::vector<ClipId> made;
  for (uint32_t i = 0; i < slots + 10; ++i) {
    made.push_back(record(rig, static_cast<uint8_t>(i + 1), 1).id);
    const auto list = rig.cards->store()->list();
    CHECK(list.back().id == made.back());
    CHECK(list.size() == std::min(i + 1, slots));
  }
  const auto list = rig.cards->store()->list();
  for (size_t i = 0; i < list.size(); ++i) CHECK(list[i].id == made[made.size() - slots + i]);
}

TEST_CASE("old footage never plays in a slot that was used again") {
  CardRig rig(kSmall);
  rig.initialise();
  const uint32_t slots = VolumeLayout::plan(kSmall / 512).value().videoSlots;
  for (uint32_t i = 0; i < slots; ++i) record(rig, 100, 10);
  const ClipInfo clip = record(rig, 200, 2);  // the same layout, shorter
  CHECK(clip.slot == 0);
  CHECK(played(rig.volume().content(clip.file)) == std::vector<uint8_t>{200, 200});
}

TEST_CASE("a slot that is full says so and its clip stays whole") {
  CardRig rig(kSmall);
  rig.initialise();
  RingStore& store = *rig.cards->store();
  const ClipId clip = store.open(startOf(hal::LensId::kWide, rig)).value();
  REQUIRE(store.append(clip, testHead(1)).ok());
  int fragments = 0;
  for (;; ++fragments) {
    rig.settle();
    const auto appended = store.append(clip, testFragment(1, 100000));
    if (appended.ok()) continue;
    CHECK(appended.error().code == Errc::kNoSpace);
    break;
  }
  CHECK(fragments == 10);
  // To the last byte: a fragment that exactly fills the slot leaves no room for a tail.
  const VolumeLayout layout = VolumeLayout::plan(kSmall / 512).value();
  const uint64_t left = layout.slotBytes(0) - store.find(clip)->bytes;
  const fw::Fragment last = testFragment(1, left - kMarkBytes - 116);  // its own boxes' headers
  REQUIRE(store.append(clip, last).ok());
  CHECK(store.append(clip, testFragment(1, 1)).error().code == Errc::kNoSpace);
  REQUIRE(store.close(clip).ok());
  rig.settle();
  const auto file = rig.volume().content(store.list().back().file);
  CHECK(walkBoxes(file).back().type == "mdat");
  CHECK(played(file).size() == 11);
}

TEST_CASE("clips of one second and lens have names of their own") {
  CardRig rig(kSmall);
  rig.initialise();
  RingStore& store = *rig.cards->store();
  for (int i = 0; i < 3; ++i) REQUIRE(store.open(startOf(hal::LensId::kWide, rig)).ok());
  rig.calendar.time.reset();
  REQUIRE(store.open({hal::LensId::kWide, ClipReason::kManual, {}}).ok());
  rig.settle();
  const auto files = rig.volume().files();
  CHECK(files.count("CLIPS000/2026-06-01_10-00-00_wide_manual.mp4") == 1);
  CHECK(files.count("CLIPS000/2026-06-01_10-00-00_wide_manual_2.mp4") == 1);
  CHECK(files.count("CLIPS000/2026-06-01_10-00-00_wide_manual_3.mp4") == 1);
  CHECK(files.count("CLIPS000/undated_000000004_wide_manual.mp4") == 1);
}

TEST_CASE("a clip without frames leaves its slot empty") {
  CardRig rig(kSmall);
  rig.initialise();
  RingStore& store = *rig.cards->store();
  const ClipId clip = store.open(startOf(hal::LensId::kWide, rig)).value();
  REQUIRE(store.append(clip, testHead(1)).ok());
  REQUIRE(store.close(clip).ok());
  rig.settle();
  CHECK(store.list().empty());
  CHECK(rig.volume().files().count("CLIPS000/reserved_for_footage_00000.free") == 1);
}

TEST_CASE("pictures lie in a ring of their own as files that begin with the JPEG") {
  CardRig rig(kSmall);
  rig.initialise();
  RingStore& store = *rig.cards->store();
  const uint32_t slots = VolumeLayout::plan(kSmall / 512).value().pictureSlots;
  for (uint32_t i = 0; i < slots + 3; ++i) {
    ClipStart start{hal::LensId::kPtz, ClipReason::kSnapshot, *rig.calendar.now()};
    REQUIRE(store.storePicture(start, Bytes(3000 + i, static_cast<uint8_t>(i))).ok());
    rig.settle();
  }
  CHECK(store.list().size() == slots);
  const ClipInfo last = store.list().back();
  const Bytes file = rig.volume().content(last.file);
  CHECK(last.bytes == 3000 + slots + 2);
  CHECK(Bytes(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(last.bytes)) ==
        Bytes(last.bytes, static_cast<uint8_t>(slots + 2)));
  CHECK(file[last.bytes] == 0);
  CHECK(store.storePicture({}, Bytes(600'000)).error().code == Errc::kOutOfRange);
}

TEST_CASE("the queue is bounded and says when it is full") {
  CardRig rig(kSmall);
  rig.initialise();
  RingStore& store = *rig.cards->store();
  const ClipId clip = store.open(startOf(hal::LensId::kWide, rig)).value();
  REQUIRE(store.append(clip, testHead(1)).ok());
  int taken = 0;
  while (store.append(clip, testFragment(1, 1000)).ok()) ++taken;
  CHECK(taken == static_cast<int>(RingStore::kMaxJobs) - 3);
  CHECK(store.append(clip, testFragment(1)).error().code == Errc::kBusy);
  CHECK(store.open({}).error().code == Errc::kBusy);
  CHECK(store.close(clip).ok());
  rig.settle();
  CHECK(store.list().back().fragments == static_cast<uint32_t>(taken));
}

TEST_CASE("whenever the power goes, every acknowledged fragment is there after the next start") {
  constexpr int kFragments = 4;
  uint64_t cuts = 0, recovered = 0;
  for (uint64_t cutAt = 0;; ++cutAt) {
    CardRig rig(kSmall);
    rig.initialise();
    // Slots with an old clip of the same layout below the new ones.
    const uint32_t slots = VolumeLayout::plan(kSmall / 512).value().videoSlots;
    for (uint32_t i = 0; i < slots; ++i) record(rig, 100, kFragments + 2);
    RingStore& store = *rig.cards->store();
    eventsOf(rig);
    rig.slot.device.cutAtWrite = rig.slot.device.writes + cutAt;
    const ClipId wide = store.open(startOf(hal::LensId::kWide, rig)).value();
    const ClipId ptz = store.open(startOf(hal::LensId::kPtz, rig)).value();
    REQUIRE(store.append(wide, testHead(201)).ok());
    REQUIRE(store.append(ptz, testHead(202)).ok());
    for (int i = 0; i < kFragments; ++i) {
      REQUIRE(store.append(wide, testFragment(201)).ok());
      REQUIRE(store.append(ptz, testFragment(202)).ok());
    }
    REQUIRE(store.close(wide).ok());
    REQUIRE(store.close(ptz).ok());
    std::map<ClipId, uint32_t> acknowledged{{wide, 0}, {ptz, 0}};
    const auto listen = [&] {
      for (const StoreEvent& event : eventsOf(rig))
        if (event.kind == StoreEvent::Kind::kAcknowledged)
          acknowledged[event.clip] = event.fragment;
    };
    while (rig.step()) listen();
    listen();
    if (!rig.slot.device.cut) break;  // behind the last write
    ++cuts;
    rig.slot.device.losePower(cutAt * 977 + 13);
    rig.slot.device.comeBack();
    // As the card lies there, a slot plays its old clip or its new one, never both.
    const VolumeLayout layout = VolumeLayout::plan(kSmall / 512).value();
    for (uint32_t slot : {0u, 1u}) {
      auto marks =
          played(rig.slot.device.peek(layout.slotSector(slot), layout.slotBytes(slot) / 512));
      INFO("cut at write " << cutAt << " slot " << slot);
      CHECK(std::adjacent_find(marks.begin(), marks.end(), std::not_equal_to<>()) == marks.end());
    }
    rig.start();
    rig.settle();
    REQUIRE(rig.cards->state() == CardState::kInUse);
    const FatReader volume = rig.volume();
    std::map<ClipId, uint32_t> found;
    for (const ClipInfo& clip : rig.cards->store()->list()) {
      if (clip.id < wide) continue;
      const auto marks = played(volume.content(clip.file));
      const uint8_t mark = clip.id == wide ? 201 : 202;
      INFO("cut at write " << cutAt);
      CHECK(marks == std::vector<uint8_t>(clip.fragments, mark));
      CHECK(walkBoxes(volume.content(clip.file)).back().type == "free");
      found[clip.id] = clip.fragments;
      ++recovered;
    }
    for (const auto& [clip, fragments] : acknowledged) {
      INFO("cut at write " << cutAt << " clip " << clip);
      CHECK(found[clip] >= fragments);
      CHECK(found[clip] <= fragments + 1);
    }
    CHECK(volume.files().size() == VolumeLayout::plan(kSmall / 512).value().slots() + 2);
  }
  CHECK(cuts > 20);
  CHECK(recovered > 20);
}

TEST_CASE("a fragment's mark is read from a whole sector of its own volume only") {
  FragmentMark mark;
  mark.volumeId = 5;
  mark.clip = 9;
  mark.start = {hal::LensId::kPtz, ClipReason::kEvent, CalendarTime{std::chrono::seconds{3}}};
  mark.number = 2;
  mark.frames = 15;
  mark.length = std::chrono::seconds{1};
  const Bytes framed = frameFragment(mark, testFragment(1, 700).bytes);
  CHECK(framed.size() == framedBytes(testFragment(1, 700).bytes.size()));
  const auto read = readMark(framed, 5);
  REQUIRE(read);
  CHECK(read->bytes == framed.size());
  CHECK(read->frames == 15);
  CHECK(read->length == std::chrono::seconds{1});
  CHECK(read->clip == 9);
  CHECK(read->number == 2);
  CHECK(read->start.lens == hal::LensId::kPtz);
  CHECK(read->start.reason == ClipReason::kEvent);
  CHECK(read->start.startedAt == mark.start.startedAt);
  CHECK_FALSE(readMark(framed, 6));
  CHECK_FALSE(readHeadMark(framed, 5));
  for (size_t i = 0; i < 512; ++i) {
    Bytes torn = framed;
    torn[i] ^= 1;
    if (i >= 4 && i < 8) continue;  // the box's name is checked by the sum as all else
    CHECK_FALSE(readMark(torn, 5));
  }
  for (size_t payload = 32; payload < 1100; ++payload) {
    const uint64_t size = framedBytes(payload);
    CHECK(size % 512 == 0);
    const uint64_t filling = size - payload - kMarkBytes;
    CHECK((filling == 0 || filling >= 8));
  }
}
