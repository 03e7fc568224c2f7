// Every flash: hal::FlashStore. A rig's factory partition begins with "factory".
#include "sim/devices/flash_store.h"

#include "tests/contract/rig.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::contract;
using hal::FlashPartition;
using hal::IoState;

namespace {

constexpr FlashPartition kWritable[] = {FlashPartition::kSettingsA, FlashPartition::kSettingsB,
                                        FlashPartition::kImageA, FlashPartition::kImageB,
                                        FlashPartition::kJournal};
constexpr FlashPartition kSlot = FlashPartition::kSettingsA;

Bytes text(std::string_view words) {
  const auto bytes = asBytes(words);
  return {bytes.begin(), bytes.end()};
}

// Ends the operation under way and says how long it took, in steps of 0.1 ms.
Duration finish(Rig<hal::FlashStore>& rig) {
  const Instant start = rig.now();
  const int wakes = rig.wakes();
  CHECK(rig.device().state() == IoState::kBusy);
  while (rig.device().state() == IoState::kBusy) rig.advance(100us);
  REQUIRE(rig.device().state() == IoState::kDone);
  CHECK(rig.wakes() == wakes + 1);
  return rig.now() - start;
}

void erase(Rig<hal::FlashStore>& rig, FlashPartition partition) {
  REQUIRE(rig.device().startErase(partition));
  finish(rig);
  REQUIRE(rig.device().take());
}

void program(Rig<hal::FlashStore>& rig, FlashPartition partition, uint32_t offset,
             const Bytes& data) {
  REQUIRE(rig.device().startProgram(partition, offset, data));
  finish(rig);
  REQUIRE(rig.device().take());
}

Bytes all(hal::FlashStore& flash, FlashPartition partition) {
  return flash.read(partition, 0, flash.size(partition)).value();
}

void checkWriting(Rig<hal::FlashStore>& rig) {
  hal::FlashStore& flash = rig.device();
  SECTION("erasing sets the whole slot to 0xFF and no other") {
    program(rig, FlashPartition::kSettingsB, 3, text("stays"));
    program(rig, kSlot, 0, text("goes"));
    erase(rig, kSlot);
    CHECK(all(flash, kSlot) == Bytes(flash.size(kSlot), 0xFF));
    CHECK(flash.read(FlashPartition::kSettingsB, 3, 5).value() == text("stays"));
  }
  SECTION("programming clears bits and sets none") {
    erase(rig, kSlot);
    program(rig, kSlot, 10, {0xF0, 0xFF, 0x00});
    program(rig, kSlot, 10, {0x3C, 0x81, 0xFF});
    CHECK(flash.read(kSlot, 9, 5).value() == Bytes{0xFF, 0x30, 0x81, 0x00, 0xFF});
  }
  SECTION("what was programmed is read back, over page and block borders") {
    Bytes data(5000);
    for (size_t i = 0; i < data.size(); ++i) data[i] = static_cast<uint8_t>(i * 7 + i / 256);
    erase(rig, kSlot);
    program(rig, kSlot, 4000, data);
    CHECK(flash.read(kSlot, 4000, 5000).value() == data);
    CHECK(flash.read(kSlot, 3999, 1).value() == Bytes{0xFF});
    CHECK(flash.read(kSlot, 9000, 1).value() == Bytes{0xFF});
  }
  SECTION("what was taken survives power cuts and restarts") {
    program(rig, FlashPartition::kJournal, 0, text("kept"));
    rig.powerCycle();
    rig.restart();
    CHECK(flash.read(FlashPartition::kJournal, 0, 4).value() == text("kept"));
  }
  SECTION("the data is copied at the start") {
    Bytes data = text("early");
    REQUIRE(flash.startProgram(kSlot, 0, data));
    data = text("LATER");
    finish(rig);
    REQUIRE(flash.take());
    CHECK(flash.read(kSlot, 0, 5).value() == text("early"));
  }
}

void checkTimes(Rig<hal::FlashStore>& rig) {
  hal::FlashStore& flash = rig.device();
  SECTION("erasing takes 40 ms a 4 KiB") {
    REQUIRE(flash.startErase(kSlot));
    const double blocks = flash.size(kSlot) / 4096.0;
    CHECK(toSeconds(finish(rig)) == Approx(0.040 * blocks).margin(2e-4));
  }
  SECTION("programming takes 0.5 ms a 256 bytes") {
    for (const size_t bytes : {1, 256, 257, 2560}) {
      REQUIRE(flash.startProgram(kSlot, 0, Bytes(bytes, 0)));
      const auto pages = static_cast<double>((bytes + 255) / 256);
      CHECK(toSeconds(finish(rig)) == Approx(0.0005 * pages).margin(2e-4));
      REQUIRE(flash.take());
    }
  }
}

void checkRefusals(Rig<hal::FlashStore>& rig) {
  hal::FlashStore& flash = rig.device();
  SECTION("the factory partition is read only") {
    CHECK(flash.read(FlashPartition::kFactory, 0, 7).value() == text("factory"));
    CHECK(flash.startErase(FlashPartition::kFactory).error().code == Errc::kDenied);
    CHECK(flash.startProgram(FlashPartition::kFactory, 0, Bytes{0}).error().code == Errc::kDenied);
    CHECK(flash.state() == IoState::kIdle);
  }
  SECTION("nothing lies beyond a partition's end") {
    for (const FlashPartition partition : kWritable) {
      const uint32_t size = flash.size(partition);
      REQUIRE(size >= 4096);
      CHECK(flash.read(partition, size - 1, 1));
      CHECK(flash.read(partition, size, 1).error().code == Errc::kOutOfRange);
      CHECK(flash.read(partition, 0xFFFFFFFF, 2).error().code == Errc::kOutOfRange);
      CHECK(flash.startProgram(partition, size - 1, Bytes(2)).error().code == Errc::kOutOfRange);
    }
    CHECK(flash.state() == IoState::kIdle);
  }
  SECTION("one operation at a time, until it is taken") {
    REQUIRE(flash.startProgram(kSlot, 0, Bytes{1}));
    CHECK(flash.startErase(FlashPartition::kJournal).error().code == Errc::kBusy);
    finish(rig);
    CHECK(flash.startProgram(kSlot, 0, Bytes{1}).error().code == Errc::kBusy);
    REQUIRE(flash.take());
    CHECK(flash.startProgram(kSlot, 0, Bytes{1}));
  }
  SECTION("taking what is not done is a bug") {
    CHECK_THROWS_AS(flash.take(), CheckFailed);
    REQUIRE(flash.startErase(kSlot));
    CHECK_THROWS_AS(flash.take(), CheckFailed);
  }
}

// A cut in the middle: whole bytes of the old or the new content outside of where it was.
void checkTearing(Rig<hal::FlashStore>& rig) {
  hal::FlashStore& flash = rig.device();
  for (const bool cut : {true, false}) {
    erase(rig, kSlot);
    const Bytes data(4096, 0x00);
    REQUIRE(flash.startProgram(kSlot, 512, data));
    rig.advance(4ms);  // half of it
    cut ? rig.powerCycle() : rig.restart();
    CHECK(flash.state() == IoState::kIdle);
    const Bytes left = all(flash, kSlot);
    CHECK(std::count(left.begin(), left.begin() + 512, 0xFF) == 512);
    CHECK(std::count(left.begin() + 512, left.begin() + 512 + 1792, 0x00) == 1792);
    CHECK(std::count(left.begin() + 512 + 4096, left.end(), 0xFF) ==
          static_cast<long>(left.size()) - 4608);
    CHECK(std::count(left.begin() + 512 + 2304, left.begin() + 512 + 4096, 0xFF) == 1792);
  }
}

void flashStoreContract(const MakeRig<Rig<hal::FlashStore>>& make) {
  const auto rig = make();
  checkWriting(*rig);
  checkTimes(*rig);
  checkRefusals(*rig);
  SECTION("a cut in the middle keeps what was done and leaves what was not begun") {
    checkTearing(*rig);
  }
}

}  // namespace

TEST_CASE("contract: the virtual flash") {
  flashStoreContract([] {
    return std::make_unique<VirtualRig<sim::VirtualFlashStore, Rig<hal::FlashStore>>>(
        sim::FlashParameters{.factory = text("factory")});
  });
}
