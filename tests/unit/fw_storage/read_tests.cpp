// Clips read back from the card, by their number and by time.
#include "tests/support/catch.h"
#include "tests/unit/fw_storage/card_rig.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::test;

namespace {

constexpr uint64_t kSmall = 64'000'000;

struct Library : CardRig {
  Library() : CardRig(kSmall) { initialise(); }

  RingStore& store() { return *cards->store(); }
  ClipId open(hal::LensId lens = hal::LensId::kWide) {
    const ClipId clip = store().open({lens, ClipReason::kEvent, calendar.time}).value();
    REQUIRE(store().append(clip, testHead(1)).ok());
    return clip;
  }
  void grow(ClipId clip, int fragments, size_t bytes = 5000) {
    for (int i = 0; i < fragments; ++i)
      REQUIRE(store().append(clip, testFragment(static_cast<uint8_t>(i), bytes)).ok());
    settle();
  }
  Result<Bytes> read(ClipId clip, uint64_t offset, uint32_t length) {
    const auto ticket = store().startRead(clip, offset, length);
    if (!ticket) return ticket.error();
    settle();
    auto done = store().takeRead();
    REQUIRE(done);
    CHECK(done->ticket == ticket.value());
    return std::move(done->bytes);
  }
  Bytes onCard(const ClipInfo& clip) {
    Bytes file = volume().content(clip.file);
    file.resize(clip.bytes);
    return file;
  }
};

}  // namespace

TEST_CASE("what is read of a clip, in pieces of any size, is what lies on the card") {
  Library library;
  const ClipId clip = library.open();
  library.grow(clip, 6, 70'001);
  REQUIRE(library.store().close(clip).ok());
  library.settle();
  const ClipInfo info = library.store().find(clip).value();
  const Bytes expected = library.onCard(info);
  REQUIRE(expected.size() > 400'000);
  for (const uint32_t piece : {RingStore::kMaxReadBytes, 99'999u}) {
    Bytes all;
    while (all.size() < info.bytes) append(all, library.read(clip, all.size(), piece).value());
    CHECK(all == expected);
  }
  for (const uint64_t offset : {0, 1, 511, 512, 513, 70'000})
    for (const uint32_t length : {1u, 511u, 512u, 1025u}) {
      const Bytes got = library.read(clip, offset, length).value();
      CHECK(got == Bytes(expected.begin() + static_cast<std::ptrdiff_t>(offset),
                         expected.begin() + static_cast<std::ptrdiff_t>(offset + length)));
    }
}

TEST_CASE("of a clip that is being recorded what is acknowledged can be read, whole boxes") {
  Library library;
  const ClipId clip = library.open();
  library.grow(clip, 2);
  const uint64_t safe = library.store().find(clip)->bytes;
  REQUIRE(library.store().append(clip, testFragment(9)).ok());  // not yet on the card
  CHECK(library.store().find(clip)->bytes == safe);
  CHECK(library.read(clip, safe, 1).error().code == Errc::kOutOfRange);
  const Bytes file = library.read(clip, 0, RingStore::kMaxReadBytes).value();
  CHECK(file.size() == safe);
  const auto boxes = walkBoxes(file);
  CHECK(boxes.back().type != "broken");
  CHECK(std::count_if(boxes.begin(), boxes.end(),
                      [](const BoxSeen& box) { return box.type == "mdat"; }) == 2);
}

TEST_CASE("reads that cannot be are refused, and harm nothing") {
  Library library;
  const ClipId clip = library.open();
  library.grow(clip, 1);
  const uint64_t bytes = library.store().find(clip)->bytes;
  const auto refusal = [&](ClipId id, uint64_t offset, uint32_t length) {
    return library.store().startRead(id, offset, length).error().code;
  };
  CHECK(refusal(clip + 1, 0, 10) == Errc::kNotFound);
  CHECK(refusal(0, 0, 10) == Errc::kNotFound);
  CHECK(refusal(clip, 0, 0) == Errc::kOutOfRange);
  CHECK(refusal(clip, 0, RingStore::kMaxReadBytes + 1) == Errc::kOutOfRange);
  CHECK(refusal(clip, bytes, 1) == Errc::kOutOfRange);
  CHECK(refusal(clip, ~uint64_t{0}, 1) == Errc::kOutOfRange);
  CHECK(library.read(clip, bytes - 1, 100).value().size() == 1);
  for (size_t i = 0; i < RingStore::kMaxReads; ++i)
    REQUIRE(library.store().startRead(clip, i, 1).ok());
  CHECK(refusal(clip, 0, 1) == Errc::kBusy);
  library.settle();
  CHECK(refusal(clip, 0, 1) == Errc::kBusy);  // not yet taken
  while (library.store().takeRead()) {
  }
  CHECK(library.read(clip, 0, 1).ok());
}

TEST_CASE("recording and reading share the card, both to their ends") {
  Library library;
  const ClipId old = library.open();
  library.grow(old, 5, 50'000);
  REQUIRE(library.store().close(old).ok());
  library.settle();
  const ClipInfo info = library.store().find(old).value();
  const ClipId young = library.open(hal::LensId::kPtz);
  Bytes all;
  for (int second = 0; all.size() < info.bytes; ++second) {
    REQUIRE(library.store().append(young, testFragment(3, 20'000)).ok());
    append(all, library.read(old, all.size(), 40'000).value());
  }
  CHECK(all == library.onCard(info));
  CHECK(library.store().find(young)->fragments == 7);
}

TEST_CASE("a clip is found by lens and time, from its first frame to its last") {
  Library library;
  const CalendarTime start = *library.calendar.time;
  const ClipId wide = library.open();
  const ClipId ptz = library.open(hal::LensId::kPtz);
  library.grow(wide, 8);
  REQUIRE(library.store().close(wide).ok());
  library.settle();
  const auto found = [&](hal::LensId lens, Duration after) -> ClipId {
    const auto clip = library.store().covering(lens, start + after);
    return clip ? clip->id : 0;
  };
  CHECK(found(hal::LensId::kWide, -1ns) == 0);
  CHECK(found(hal::LensId::kWide, 0s) == wide);
  CHECK(found(hal::LensId::kWide, 8s - 1ns) == wide);
  CHECK(found(hal::LensId::kWide, 8s) == 0);
  CHECK(found(hal::LensId::kPtz, 0s) == 0);  // nothing of it is safe yet
  library.grow(ptz, 3);
  CHECK(found(hal::LensId::kPtz, 2s) == ptz);
  library.calendar.set(start + 5s);
  const ClipId second = library.open();  // its pre-record overlaps
  library.grow(second, 8);
  CHECK(found(hal::LensId::kWide, 4s) == wide);
  CHECK(found(hal::LensId::kWide, 6s) == second);
}
