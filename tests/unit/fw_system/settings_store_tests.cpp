#include "firmware_core/system/settings_store.h"

#include "firmware_core/base/crc32.h"
#include "tests/support/catch.h"
#include "tests/support/fake_chip.h"
#include "tests/support/fake_flash.h"

using namespace tw;
using namespace tw::fw;
using hal::FlashPartition;
using test::Torn;

namespace {

Settings named(const std::string& ssid) {
  Settings s;
  s.wifiSsid = ssid;
  s.timezoneOffset = 120;
  return s;
}

struct Camera {
  test::FakeFlash& flash;
  test::FakeConsole console;
  SettingsStore store;
  SettingsOrigin origin;

  explicit Camera(test::FakeFlash& f, const Settings& defaults = named("default"))
      : flash(f), store(f, defaults, console), origin(store.load()) {}

  void settle() {
    store.poll(Instant{});
    while (flash.complete()) store.poll(Instant{});
  }
  void write(const Settings& settings) {
    store.change(settings);
    settle();
  }
};

// A flash that holds `older` and `newer` in its two slots.
test::FakeFlash twoSlots() {
  test::FakeFlash flash;
  Camera camera(flash);
  camera.write(named("older"));
  camera.write(named("old"));
  flash.forgetOperations();
  return flash;
}

// Cuts power at `operation` after `bytes`, starts again, and says what holds then.
Settings afterCut(test::FakeFlash& flash, int operation, size_t bytes, Torn torn) {
  flash.forgetOperations();
  flash.cutAt(operation, bytes, torn);
  {
    Camera camera(flash);
    camera.write(named("new"));
  }
  REQUIRE(flash.powerless());
  flash.powerUp();
  return Camera(flash).store.current();
}

}  // namespace

TEST_CASE("an empty flash gives the defaults of the product") {
  test::FakeFlash flash;
  Camera camera(flash);
  CHECK(camera.origin == SettingsOrigin::kDefaults);
  CHECK(camera.store.current() == named("default"));
  CHECK(flash.operations() == 0);
}

TEST_CASE("what was written is there after a restart, the slots taking turns") {
  test::FakeFlash flash;
  for (int i = 0; i < 6; ++i) {
    const std::string ssid = "net" + std::to_string(i);
    Camera(flash).write(named(ssid));
    Camera next(flash);
    CHECK(next.origin == SettingsOrigin::kNewest);
    CHECK(next.store.current() == named(ssid));
    CHECK(next.store.sequence() == static_cast<uint32_t>(i) + 1);
  }
}

TEST_CASE("power cut at any byte of any operation of a write leaves the old or the new settings") {
  const test::FakeFlash fresh = twoSlots();
  Camera probe(*std::make_unique<test::FakeFlash>(fresh));
  const size_t payload = [&] {
    test::FakeFlash flash = fresh;
    Camera camera(flash);
    camera.store.change(named("new"));
    camera.store.poll(Instant{});
    flash.complete();
    camera.store.poll(Instant{});
    return flash.lengthOfLast();
  }();
  const size_t lengths[] = {4096, payload, SettingsStore::kHeaderBytes};
  int old = 0, fresher = 0;
  for (int operation = 0; operation < 3; ++operation) {
    for (Torn torn : {Torn::kUntouched, Torn::kGarbage, Torn::kZero}) {
      const size_t step = operation == 0 ? 7 : 1;
      for (size_t bytes = 0; bytes <= lengths[operation]; bytes += step) {
        INFO("operation " << operation << " byte " << bytes << " torn " << static_cast<int>(torn));
        test::FakeFlash flash = fresh;
        const Settings after = afterCut(flash, operation, bytes, torn);
        const bool isOld = after == named("old"), isNew = after == named("new");
        REQUIRE((isOld || isNew));
        isOld ? ++old : ++fresher;
        const bool allWritten = operation == 2 && bytes == lengths[2] && torn == Torn::kUntouched;
        if (allWritten) CHECK(isNew);
        if (operation < 2) CHECK(isOld);
        // And the camera goes on: the next change holds.
        Camera(flash).write(named("next"));
        REQUIRE(Camera(flash).store.current() == named("next"));
      }
    }
  }
  CHECK(old > 1000);
  CHECK(fresher > 0);
}

TEST_CASE("cut upon cut, before the first write and at every start, never mixes settings") {
  test::FakeFlash flash;
  Settings expected = named("default");
  uint32_t dice = 7;
  for (int round = 0; round < 3000; ++round) {
    dice = dice * 1664525u + 1013904223u;
    Settings wanted = named("round" + std::to_string(round));
    flash.forgetOperations();
    flash.cutAt(static_cast<int>(dice >> 8 & 3), dice >> 12 & 1023,
                static_cast<Torn>((dice >> 24) % 3));
    {
      Camera camera(flash);
      REQUIRE(camera.store.current() == expected);
      camera.write(wanted);
    }
    flash.powerUp();
    const Settings after = Camera(flash).store.current();
    REQUIRE((after == expected || after == wanted));
    expected = after;
  }
}

TEST_CASE("any single damaged byte of the newer slot is noticed; the other slot holds") {
  const test::FakeFlash fresh = twoSlots();
  int noticed = 0;
  for (size_t at = 0; at < 1024; ++at) {
    test::FakeFlash flash = fresh;
    flash.slot(FlashPartition::kSettingsB)[at] ^= 0x10;
    Camera camera(flash);
    const bool newest = camera.store.current() == named("old");
    const bool other = camera.store.current() == named("older");
    REQUIRE((newest || other));
    CHECK((camera.origin == SettingsOrigin::kOther) == other);
    if (other) ++noticed;
  }
  CHECK(noticed > 400);  // all of header and text
}

TEST_CASE("an unreadable slot counts as damaged") {
  test::FakeFlash flash = twoSlots();
  flash.makeUnreadable(FlashPartition::kSettingsB);
  Camera camera(flash);
  CHECK(camera.store.current() == named("older"));
  CHECK(camera.origin == SettingsOrigin::kOther);
}

TEST_CASE("changes during a write go in one further write, the last one wins") {
  test::FakeFlash flash;
  Camera camera(flash);
  camera.store.change(named("one"));
  camera.store.poll(Instant{});
  for (const char* name : {"two", "three", "four"}) camera.store.change(named(name));
  CHECK(camera.store.current() == named("four"));
  CHECK_FALSE(camera.store.saved());
  camera.settle();
  CHECK(camera.store.saved());
  CHECK(camera.store.writes() == 2);
  CHECK(Camera(flash).store.current() == named("four"));
}

TEST_CASE("a change to what holds already writes nothing") {
  test::FakeFlash flash = twoSlots();
  Camera camera(flash);
  camera.write(camera.store.current());
  CHECK(flash.operations() == 0);
}

TEST_CASE("a failing operation is tried three times, then given up; the old settings stay whole") {
  for (int failures = 1; failures <= 4; ++failures) {
    INFO(failures << " failures");
    test::FakeFlash flash = twoSlots();
    flash.failOperations(failures);
    Camera camera(flash);
    camera.write(named("new"));
    const bool givenUp = failures >= SettingsStore::kAttempts;
    CHECK(camera.store.failed() == givenUp);
    CHECK(camera.store.saved());
    CHECK(camera.console.complaints.empty() != givenUp);
    flash.failOperations(0);
    CHECK(Camera(flash).store.current() == named(givenUp ? "old" : "new"));
    camera.write(named("new"));  // tried anew, though nothing differs
    CHECK_FALSE(camera.store.failed());
    CHECK(Camera(flash).store.current() == named("new"));
  }
}

TEST_CASE("somebody else's flash operation is waited for and never taken away") {
  test::FakeFlash flash;
  Camera camera(flash);
  REQUIRE(flash.startErase(FlashPartition::kJournal).ok());
  camera.store.change(named("new"));
  CHECK(camera.store.poll(Instant{1s}) == Instant{1s} + SettingsStore::kBusyRetry);
  flash.complete();
  CHECK(camera.store.poll(Instant{2s}) == Instant{2s} + SettingsStore::kBusyRetry);
  CHECK(flash.state() == hal::IoState::kDone);  // still theirs
  REQUIRE(flash.take().ok());
  camera.settle();
  CHECK(Camera(flash).store.current() == named("new"));
}

TEST_CASE("a slot of a newer format is left alone and not believed") {
  test::FakeFlash flash = twoSlots();
  Bytes& slot = flash.slot(FlashPartition::kSettingsB);
  putLittle<uint16_t>(slot, 4, SettingsStore::kVersion + 1);
  putLittle<uint32_t>(slot, 20, crc32(std::span(slot).first(20)));
  CHECK(Camera(flash).store.current() == named("older"));
}

TEST_CASE("a whole slot with settings out of range is not believed") {
  test::FakeFlash flash = twoSlots();
  Bytes& slot = flash.slot(FlashPartition::kSettingsB);
  const std::string text = R"({"timezone_minutes":5000})";
  std::copy(text.begin(), text.end(), slot.begin() + SettingsStore::kPayloadOffset);
  putLittle<uint32_t>(slot, 12, static_cast<uint32_t>(text.size()));
  putLittle<uint32_t>(slot, 16, crc32(asBytes(text)));
  putLittle<uint32_t>(slot, 20, crc32(std::span(slot).first(20)));
  Camera camera(flash);
  CHECK(camera.store.current() == named("older"));
  CHECK_FALSE(camera.console.complaints.empty());
}

TEST_CASE("settings that an older firmware did not know take the product's defaults") {
  test::FakeFlash flash = twoSlots();
  Bytes& slot = flash.slot(FlashPartition::kSettingsB);
  const std::string text = R"({"sleep":true})";
  std::copy(text.begin(), text.end(), slot.begin() + SettingsStore::kPayloadOffset);
  putLittle<uint32_t>(slot, 12, static_cast<uint32_t>(text.size()));
  putLittle<uint32_t>(slot, 16, crc32(asBytes(text)));
  putLittle<uint32_t>(slot, 20, crc32(std::span(slot).first(20)));
  Settings expected = named("default");
  expected.sleep = true;
  CHECK(Camera(flash).store.current() == expected);
}

TEST_CASE("the sequence number runs over without losing the order") {
  test::FakeFlash flash = twoSlots();
  for (auto [partition, sequence] : {std::pair{FlashPartition::kSettingsA, 0xFFFFFFFEu},
                                     {FlashPartition::kSettingsB, 0xFFFFFFFFu}}) {
    Bytes& slot = flash.slot(partition);
    putLittle<uint32_t>(slot, 8, sequence);
    putLittle<uint32_t>(slot, 20, crc32(std::span(slot).first(20)));
  }
  CHECK(Camera(flash).store.current() == named("old"));
  Camera(flash).write(named("new"));
  CHECK(Camera(flash).store.current() == named("new"));
  CHECK(Camera(flash).store.sequence() == 0);
}
