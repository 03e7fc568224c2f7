#include "sim/devices/flash_store.h"

#include <algorithm>

#include "tests/support/catch.h"
#include "tests/support/test_bench.h"

using namespace tw;
using namespace tw::sim;
using hal::FlashPartition;

namespace {

constexpr FlashPartition kSlot = FlashPartition::kSettingsA;
constexpr size_t kData = 3000;

struct Flash {
  explicit Flash(uint64_t seed = 1) : bench(seed), store(bench.bench) {}
  Result<void> finish() {
    bench.runFor(10s);
    return store.take();
  }
  void program(const Bytes& data) {
    REQUIRE(store.startProgram(kSlot, 0, data));
    REQUIRE(finish());
  }
  TestBench bench;
  VirtualFlashStore store;
};

Bytes pattern() {
  Bytes data(kData);
  for (size_t i = 0; i < data.size(); ++i) data[i] = static_cast<uint8_t>(i * 31);
  return data;
}

// Old and new content mixed: every bit is the one or the other.
bool isTorn(const Bytes& before, const Bytes& after, const Bytes& found) {
  for (size_t i = 0; i < found.size(); ++i) {
    const uint8_t same = static_cast<uint8_t>(~(before[i] ^ after[i]));
    if ((found[i] & same) != (before[i] & same)) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("flash cut at any instant of an operation holds only old and new bits, in order") {
  for (const bool erase : {true, false})
    for (uint64_t seed = 1; seed <= 60; ++seed) {
      Flash flash(seed);
      if (erase) flash.program(pattern());
      const Bytes before = flash.store.contents(kSlot);
      Bytes after(before.size(), 0xFF);
      const Bytes fresh = pattern();
      if (!erase) std::copy(fresh.begin(), fresh.end(), after.begin());
      const Result<void> begun =
          erase ? flash.store.startErase(kSlot) : flash.store.startProgram(kSlot, 0, fresh);
      REQUIRE(begun);
      flash.bench.runFor(erase ? 2600us * seed : 100us * seed);
      flash.store.powerOff();
      REQUIRE(isTorn(before, after, flash.store.contents(kSlot)));
    }
}

TEST_CASE("a tear repeats with its seed and differs with another") {
  const auto torn = [](uint64_t seed) {
    Flash flash(seed);
    REQUIRE(flash.store.startProgram(kSlot, 0, Bytes(kData, 0x00)));
    flash.bench.runFor(1100us);
    flash.store.powerOff();
    return flash.store.contents(kSlot);
  };
  CHECK(torn(1) == torn(1));
  CHECK(torn(1) != torn(2));
}

TEST_CASE("every erasure and programming counts as a write when it begins") {
  Flash flash;
  CHECK(flash.bench.value("flash.writes") == 0);
  REQUIRE(flash.store.startErase(kSlot));
  CHECK(flash.bench.value("flash.writes") == 1);
  CHECK(flash.bench.value("flash.busy") == 1);
  REQUIRE(flash.finish());
  CHECK(flash.bench.value("flash.busy") == 0);
  flash.program(pattern());
  CHECK(flash.bench.value("flash.writes") == 2);
}

TEST_CASE("power may be cut from within the write's own signal") {
  Flash flash;
  const SignalId writes = flash.bench.signal("flash.writes");
  flash.bench.signals.listen([&](SignalId id) {
    if (id == writes) flash.store.powerOff();
  });
  REQUIRE(flash.store.startProgram(kSlot, 0, pattern()));
  CHECK(flash.store.state() == hal::IoState::kIdle);
  const Bytes left = flash.store.contents(kSlot);
  CHECK(std::count(left.begin() + 256, left.end(), 0xFF) == static_cast<long>(left.size()) - 256);
}

TEST_CASE("an erased flash takes no memory: two image slots of 4 MiB are there at once") {
  Flash flash;
  CHECK(flash.store.size(FlashPartition::kImageA) == 4u << 20);
  CHECK(flash.store.contents(FlashPartition::kImageB) == Bytes(4u << 20, 0xFF));
}
