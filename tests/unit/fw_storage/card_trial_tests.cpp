#include "firmware_core/storage/card_trial.h"
#include "tests/support/catch.h"
#include "tests/unit/fw_storage/card_rig.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::test;

namespace {

constexpr uint64_t kClaims = 2'000'000'000;
constexpr uint64_t kSectors = kClaims / hal::kSectorSize;

struct Trial {
  Trial() : device(clock, kSectors) {}
  FakeClock clock;
  FakeBlocks device;
  Instant now{};

  CardTrial run() {
    CardTrial trial(kSectors, 42, now);
    BlockRunner runner(device);
    double last = 0;
    for (;;) {
      now = clock.time;
      const auto outcome = runner.work(trial, clock.time);
      CHECK(trial.progress() >= last);
      last = trial.progress();
      if (outcome == BlockRunner::Outcome::kDone) break;
      REQUIRE(outcome == BlockRunner::Outcome::kWorking);
      clock.time = device.dueAt();
    }
    CHECK(trial.progress() == 1);
    return trial;
  }
};

}  // namespace

TEST_CASE("an honest card passes its trial in bounded time") {
  Trial t;
  const CardTrial trial = t.run();
  CHECK(trial.honest());
  CHECK(trial.keeps() == kSectors);
  CHECK(t.device.sectorsWritten < 8192 + 8192);
  CHECK(toSeconds(t.clock.time - Instant{}) < 3);
}

TEST_CASE("a card that wraps round is caught, with the size that it has") {
  for (const uint64_t size : std::initializer_list<uint64_t>{
           16384ull, 16385ull, 65536ull, 1'000'003ull, 1u << 21, kSectors - 8192}) {
    Trial t;
    t.device.wrapsAt = size;
    const CardTrial trial = t.run();
    CAPTURE(size);
    CHECK_FALSE(trial.honest());
    CHECK(trial.keeps() == size);
  }
}

TEST_CASE("a card that drops what it has no room for is caught, down to its last sector") {
  for (const uint64_t size :
       std::initializer_list<uint64_t>{0ull, 100ull, 8192ull, 1'000'003ull, kSectors - 1}) {
    Trial t;
    t.device.endsAt = size;
    const CardTrial trial = t.run();
    CAPTURE(size);
    CHECK_FALSE(trial.honest());
    CHECK(trial.keeps() >= size);
    CHECK(trial.keeps() < size + 8192);
  }
}

TEST_CASE("the trial measures how fast a card writes") {
  Trial t;
  t.device.latency =
      std::chrono::milliseconds{100};    // a mebibyte each, and four flushes among them
  const double seconds = 0.1 * (3 + 1);  // of the last three, after the first
  CHECK(t.run().megabytesPerSecond() == Approx(3 * 1.048576 / seconds).epsilon(0.01));
}

TEST_CASE("a counterfeit card is refused with what it claims and what it keeps") {
  CardRig rig(kClaims);
  rig.slot.device.wrapsAt = 512'000'000 / hal::kSectorSize;
  rig.settle();
  REQUIRE(rig.cards->initialise().ok());
  rig.settle();
  CHECK(rig.cards->state() == CardState::kUnsupported);
  CHECK(rig.cards->reason() == "counterfeit: claims 2.0 GB, keeps 0.5 GB");
  CHECK(rig.cards->store() == nullptr);
  rig.slot.insertAgain();  // it does not hide as one of ours afterwards
  rig.settle();
  CHECK(rig.cards->state() == CardState::kUninitialised);
}

TEST_CASE("a card that writes slowly is used with a warning, after a restart too") {
  CardRig rig(kClaims);
  rig.slot.device.latency = std::chrono::milliseconds{200};
  rig.initialise();
  CHECK(rig.cards->warning() ==
        "slow: writes 3.9 MB/s, class 10 is 10 MB/s: recordings may have gaps");
  rig.start();
  rig.settle();
  CHECK(rig.cards->state() == CardState::kInUse);
  CHECK(rig.cards->warning().find("3.9 MB/s") != std::string::npos);
}

TEST_CASE("the power cut at any operation of an initialisation leaves a new card or one in use") {
  CardRig whole(60'000'000);
  whole.settle();
  REQUIRE(whole.cards->initialise().ok());
  whole.settle();
  const uint64_t writes = whole.slot.device.writes;
  for (uint64_t cut = 0; cut < writes; ++cut) {
    CardRig rig(60'000'000);
    rig.settle();
    REQUIRE(rig.cards->initialise().ok());
    rig.slot.device.cutAtWrite = cut;
    rig.settle();
    rig.slot.device.losePower(cut);
    rig.slot.device.comeBack();
    rig.start();
    rig.settle();
    CAPTURE(cut);
    const CardState state = rig.cards->state();
    CHECK((state == CardState::kUninitialised || state == CardState::kInUse));
    REQUIRE(rig.cards->initialise().ok());
    rig.settle();
    CHECK(rig.cards->state() == CardState::kInUse);
  }
}
