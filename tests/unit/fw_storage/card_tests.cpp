#include "tests/support/catch.h"
#include "tests/unit/fw_storage/card_rig.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::test;

namespace {
constexpr uint64_t kSmall = 64'000'000;

ClipId beginClip(CardRig& rig) {
  RingStore& store = *rig.cards->store();
  const ClipId clip = store.open({hal::LensId::kWide, ClipReason::kManual, {}}).value();
  REQUIRE(store.append(clip, testHead(1)).ok());
  REQUIRE(store.append(clip, testFragment(1)).ok());
  return clip;
}

// One slot after another cannot be written.
void recordUntilError(CardRig& rig) {
  for (int i = 0; i <= RingStore::kMostBadInARow; ++i) {
    REQUIRE(rig.cards->state() == CardState::kInUse);
    beginClip(rig);
    rig.settle();
  }
  REQUIRE(rig.cards->state() == CardState::kError);
}
}  // namespace

TEST_CASE("an empty slot has no card, and nothing can be done to it") {
  CardRig rig(kSmall);
  rig.slot.pull();
  rig.settle();
  CHECK(rig.cards->state() == CardState::kNone);
  CHECK(rig.cards->initialise().error().code == Errc::kNotReady);
  CHECK(rig.cards->store() == nullptr);
}

TEST_CASE("a new card is uninitialised until its owner asks, then in use") {
  CardRig rig(kSmall);
  rig.settle();
  CHECK(rig.cards->state() == CardState::kUninitialised);
  CHECK(rig.slot.device.writes == 0);
  CHECK(rig.cards->store() == nullptr);
  REQUIRE(rig.cards->initialise().ok());
  CHECK(rig.cards->state() == CardState::kInitialising);
  CHECK(rig.cards->initialise().error().code == Errc::kBusy);
  rig.settle();
  CHECK(rig.cards->state() == CardState::kInUse);
  CHECK(rig.cards->generation() == 1);
  rig.start();  // the camera starts again
  rig.settle();
  CHECK(rig.cards->state() == CardState::kInUse);
}

TEST_CASE("a card that is slow to answer is waited for, one that never does is an error") {
  CardRig rig(kSmall);
  rig.slot.silent = Errc::kNotReady;
  rig.wait(std::chrono::milliseconds{300});
  CHECK(rig.cards->state() == CardState::kStarting);
  rig.slot.silent.reset();
  rig.settle();
  CHECK(rig.cards->state() == CardState::kUninitialised);
  rig.slot.silent = Errc::kIo;
  rig.start();
  rig.wait(std::chrono::seconds{4});
  CHECK(rig.cards->state() == CardState::kError);
  CHECK(rig.cards->initialise().error().code == Errc::kNotReady);
}

TEST_CASE("an operation that fails twice is tried a third time") {
  CardRig rig(kSmall);
  rig.initialise();
  for (char kind : {'w', 'f', 'r'}) {
    int failures = 2;
    rig.slot.device.failWith = [&, kind](char k, uint64_t) -> std::optional<Errc> {
      if (k != kind || failures == 0) return {};
      --failures;
      return Errc::kIo;
    };
    REQUIRE(rig.cards->store()->close(beginClip(rig)).ok());
    rig.settle();
    CHECK(failures == 0);
    CHECK(rig.cards->state() == CardState::kInUse);
  }
  CHECK(rig.cards->store()->list().size() == 3);
}

TEST_CASE("writes before a flush that failed are written again") {
  CardRig rig(kSmall);
  rig.initialise();
  bool failed = false;
  rig.slot.device.failWith = [&](char k, uint64_t) -> std::optional<Errc> {
    if (k != 'f' || std::exchange(failed, true)) return {};
    return Errc::kIo;
  };
  const uint64_t before = rig.slot.device.writes;
  REQUIRE(rig.cards->store()->open({}).ok());
  rig.settle();
  CHECK(rig.slot.device.writes == before + 5);  // index, index again, slot, name; health
}

TEST_CASE("an operation that goes on failing makes the card an error, however often it is tried") {
  CardRig rig(kSmall);
  rig.initialise();
  const uint32_t generation = rig.cards->generation();
  rig.slot.device.failWith = failing('w');
  recordUntilError(rig);
  CHECK(rig.cards->store() == nullptr);
  CHECK(rig.cards->generation() == generation + 1);
  rig.wait(std::chrono::minutes{5});
  CHECK(rig.cards->state() == CardState::kError);
  rig.slot.pull();
  rig.settle();
  CHECK(rig.cards->state() == CardState::kNone);
  rig.slot.device.failWith = nullptr;
  rig.slot.insertAgain();
  rig.settle();
  CHECK(rig.cards->state() == CardState::kInUse);
}

TEST_CASE("a card in error is tried again, with more and more patience, until it works") {
  CardRig rig(kSmall);
  rig.initialise();
  const auto mountsWithin = [&](Duration time) {
    size_t mounts = 0;
    rig.slot.device.failWith = [&](char k, uint64_t sector) -> std::optional<Errc> {
      if (k == 'r' && sector == 0) ++mounts;
      return Errc::kIo;
    };
    rig.wait(time);
    return mounts / BlockRunner::kTries;
  };
  CHECK(mountsWithin(Duration::zero()) == 0);
  recordUntilError(rig);
  CHECK(mountsWithin(CardManager::kTryAgainAfter * 3 / 2) == 1);
  CHECK(mountsWithin(std::chrono::hours{1}) == 4);  // 2, 4, 8 and 16 minutes later
  CHECK(mountsWithin(std::chrono::hours{24}) == 45);
  CHECK(rig.cards->state() == CardState::kError);
  CHECK(rig.log.count("state=error") == 1);
  rig.slot.device.failWith = nullptr;
  rig.wait(CardManager::kTryAgainAtMost + std::chrono::seconds{1});
  CHECK(rig.cards->state() == CardState::kInUse);
  REQUIRE(rig.cards->store()->close(beginClip(rig)).ok());
  rig.settle();
  rig.slot.device.failWith = [](char, uint64_t) { return std::optional(Errc::kIo); };
  recordUntilError(rig);
  rig.slot.device.failWith = nullptr;
  rig.wait(CardManager::kTryAgainAfter + std::chrono::seconds{1});  // it had worked meanwhile
  CHECK(rig.cards->state() == CardState::kInUse);
}

TEST_CASE("a card that was an error has no files before it has taken a write") {
  CardRig rig(kSmall);
  rig.initialise();
  rig.slot.device.failWith = failing('w');
  recordUntilError(rig);
  const uint32_t generation = rig.cards->generation();
  bool tried = false;
  rig.slot.device.failWith = [&](char k, uint64_t) -> std::optional<Errc> {
    tried |= k == 'w';
    return {};
  };
  do {
    CHECK(rig.cards->store() == nullptr);
  } while (rig.step() && rig.cards->state() == CardState::kError);
  CHECK(tried);
  CHECK(rig.cards->state() == CardState::kInUse);
  REQUIRE(rig.cards->store() != nullptr);
  CHECK(rig.cards->generation() != generation);
}

TEST_CASE("a read-only card that does not answer any more is an error, until it does") {
  CardRig rig(kSmall);
  rig.initialise();
  rig.slot.device.writeProtected = rig.slot.described.writeProtected = true;
  beginClip(rig);
  rig.settle();
  REQUIRE(rig.cards->state() == CardState::kReadOnly);
  rig.slot.silent = Errc::kTimeout;
  rig.wait(CardManager::kTryAgainAtMost);
  CHECK(rig.cards->state() == CardState::kError);
  CHECK(rig.cards->reason() == "the card does not answer");
  CHECK(rig.cards->store() == nullptr);
  rig.slot.silent.reset();
  rig.wait(CardManager::kTryAgainAtMost);
  CHECK(rig.cards->state() == CardState::kReadOnly);
}

TEST_CASE("a card that stays busy is an error within six seconds") {
  CardRig rig(kSmall);
  rig.initialise();
  rig.slot.device.stuck = true;
  beginClip(rig);
  rig.wait(std::chrono::seconds{4});
  CHECK(rig.cards->state() == CardState::kInUse);
  rig.wait(std::chrono::seconds{2});
  CHECK(rig.cards->state() == CardState::kError);
  // Told to initialise it while it still hangs, the manager waits and gives up again.
  REQUIRE(rig.cards->initialise().ok());
  rig.wait(std::chrono::seconds{6});
  CHECK(rig.cards->state() == CardState::kError);
  rig.slot.device.stuck = false;
  REQUIRE(rig.cards->initialise().ok());
  rig.settle();
  CHECK(rig.cards->state() == CardState::kInUse);
}

TEST_CASE("a stall of two seconds costs nothing but time") {
  CardRig rig(kSmall);
  rig.initialise();
  rig.slot.device.stuck = true;
  REQUIRE(rig.cards->store()->close(beginClip(rig)).ok());
  rig.wait(std::chrono::seconds{2});
  rig.slot.device.stuck = false;
  rig.settle();
  CHECK(rig.cards->state() == CardState::kInUse);
  CHECK(rig.cards->store()->list().size() == 1);
}

TEST_CASE("a card pulled at any operation is none, and put back it is in use with what was safe") {
  for (int pullAt = 0; pullAt < 24; ++pullAt) {
    CardRig rig(kSmall);
    rig.initialise();
    const ClipId clip = beginClip(rig);
    REQUIRE(rig.cards->store()->append(clip, testFragment(1)).ok());
    REQUIRE(rig.cards->store()->close(clip).ok());
    bool safe = false;
    for (int i = 0; i < pullAt && rig.step(); ++i)
      while (auto event = rig.cards->store()->takeEvent(StoreClient::kRecorder))
        safe |= event->kind == StoreEvent::Kind::kAcknowledged;
    rig.slot.pull();
    rig.slot.device.losePower(static_cast<uint64_t>(pullAt));
    rig.cards->poll(rig.clock.time);
    CHECK(rig.cards->state() == CardState::kNone);
    CHECK(rig.cards->store() == nullptr);
    rig.slot.insertAgain();
    rig.settle();
    CHECK(rig.cards->state() == CardState::kInUse);
    CHECK((!safe || rig.cards->store()->list().size() == 1));
  }
}

TEST_CASE("a quick swap is noticed, though the slot was never seen empty") {
  CardRig rig(kSmall);
  rig.initialise();
  const uint32_t generation = rig.cards->generation();
  rig.slot.insertAgain();
  rig.settle();
  CHECK(rig.cards->state() == CardState::kInUse);
  CHECK(rig.cards->generation() == generation + 2);
}

TEST_CASE("a write-protected card is read-only: listed, not written, not initialised") {
  CardRig rig(kSmall);
  rig.initialise();
  REQUIRE(rig.cards->store()->close(beginClip(rig)).ok());
  rig.settle();
  beginClip(rig);
  rig.slot.device.writeProtected = true;
  rig.settle();
  CHECK(rig.cards->state() == CardState::kReadOnly);
  CHECK(rig.cards->initialise().error().code == Errc::kDenied);
  REQUIRE(rig.cards->store() != nullptr);
  CHECK(rig.cards->store()->list().size() == 1);
  CHECK(rig.cards->store()->open({}).error().code == Errc::kDenied);
}

TEST_CASE("a card is initialised as soon as its switch allows it") {
  CardRig rig(kSmall);
  rig.settle();
  rig.slot.device.writeProtected = rig.slot.described.writeProtected = true;
  CHECK(rig.cards->initialise().error().code == Errc::kDenied);
  rig.slot.device.writeProtected = rig.slot.described.writeProtected = false;
  CHECK(rig.cards->initialise().ok());
  rig.settle();
  CHECK(rig.cards->state() == CardState::kInUse);
}

TEST_CASE("a card that takes writes again is in use again, and the same store serves until then") {
  CardRig rig(kSmall);
  rig.initialise();
  beginClip(rig);
  rig.slot.device.writeProtected = rig.slot.described.writeProtected = true;
  rig.settle();
  REQUIRE(rig.cards->state() == CardState::kReadOnly);
  const uint32_t generation = rig.cards->generation();
  rig.wait(std::chrono::hours{2});
  CHECK(rig.cards->state() == CardState::kReadOnly);
  CHECK(rig.cards->generation() == generation);
  rig.slot.device.writeProtected = rig.slot.described.writeProtected = false;
  rig.wait(CardManager::kTryAgainAtMost);
  CHECK(rig.cards->state() == CardState::kInUse);
}

TEST_CASE("a slow card is used with a warning, an impossible one refused with the reason") {
  CardRig rig(kSmall);
  rig.slot.described.speedClass = 4;
  rig.initialise();
  CHECK(rig.cards->warning().find("class 10") != std::string::npos);
  rig.slot.described.capacityBytes = 1'000'000'000'000;
  rig.slot.insertAgain();
  rig.settle();
  CHECK(rig.cards->state() == CardState::kUnsupported);
  CHECK(rig.cards->reason() == "larger than 512 GB");
  CHECK(rig.cards->initialise().error().code == Errc::kUnsupported);
}

TEST_CASE("files that a PC took away are never written again") {
  CardRig rig(kSmall);
  rig.initialise();
  const VolumeLayout l = VolumeLayout::plan(kSmall / 512).value();
  Bytes sector = rig.slot.device.peek(l.groupSector(0), 1);
  for (size_t entry = 0; entry < 4; ++entry) sector[l.groupOffset(0) + entry * 32] = 0xE5;
  rig.slot.device.poke(l.groupSector(0), sector);
  rig.start();
  rig.settle();
  REQUIRE(rig.cards->state() == CardState::kInUse);
  REQUIRE(rig.cards->store()->close(beginClip(rig)).ok());
  rig.settle();
  CHECK(rig.cards->store()->list().back().slot == 1);
  CHECK(rig.log.count("missing files=1") == 1);
}
