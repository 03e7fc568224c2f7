#include "firmware_core/system/factory_reset.h"

#include "firmware_core/system/restart_reason.h"
#include "tests/support/catch.h"
#include "tests/support/fake_chip.h"
#include "tests/support/fake_flash.h"

using namespace tw;
using namespace tw::fw;
using hal::FlashPartition;
using test::Torn;

namespace {

Settings owned() {
  Settings s;
  s.accountId = "owner-and-key";
  s.wifiSsid = "home";
  s.wifiPassphrase = "correct horse";
  return s;
}

struct Camera {
  test::FakeFlash& flash;
  test::FakeConsole console;
  test::FakeSystem system;
  SettingsStore store;
  FactoryReset reset;

  explicit Camera(test::FakeFlash& f)
      : flash(f), store(f, Settings{}, console), reset(store, f, system, console) {
    store.load();
    reset.resumeWiping();
  }
  void poll() {
    store.poll(Instant{});
    reset.poll(Instant{});
  }
  void settle() {
    poll();
    poll();
    while (flash.complete()) {
      poll();
      poll();  // what the one gave free, the other takes up
    }
  }
};

bool contains(const Bytes& bytes, std::string_view text) {
  return asText(bytes).find(text) != std::string_view::npos;
}

bool secretsLeft(test::FakeFlash& flash) {
  for (auto partition :
       {FlashPartition::kSettingsA, FlashPartition::kSettingsB, FlashPartition::kJournal})
    for (std::string_view secret : {"owner-and-key", "correct horse", "message of the owner"})
      if (contains(flash.slot(partition), secret)) return true;
  return false;
}

// Bound, both slots written, messages in the journal.
test::FakeFlash inUse() {
  test::FakeFlash flash;
  Camera camera(flash);
  Settings s = owned();
  camera.store.change(s);
  camera.settle();
  s.sleep = true;
  camera.store.change(s);
  camera.settle();
  const std::string message = "message of the owner";
  std::copy(message.begin(), message.end(), flash.slot(FlashPartition::kJournal).begin());
  return flash;
}

}  // namespace

TEST_CASE("a reset restarts the camera, unbound, with defaults and none of the owner's secrets") {
  test::FakeFlash flash = inUse();
  REQUIRE(secretsLeft(flash));
  Camera camera(flash);
  camera.reset.start();
  camera.settle();
  CHECK(camera.system.restarts == 1);
  CHECK(camera.reset.running());
  CHECK_FALSE(secretsLeft(flash));
  camera.system.cause = hal::ResetCause::kRequested;
  CHECK(takeRestartReason(camera.system).cause == RestartCause::kFactoryReset);
  Camera next(flash);
  CHECK(next.store.current() == Settings{});
  CHECK_FALSE(next.reset.running());
}

TEST_CASE("a reset is not undone by a change that comes while it runs") {
  test::FakeFlash flash = inUse();
  Camera camera(flash);
  camera.reset.start();
  camera.reset.start();
  camera.store.change(owned());
  camera.settle();
  CHECK(camera.system.restarts == 1);
  CHECK(Camera(flash).store.current() == Settings{});
}

TEST_CASE("power cut at any point of a reset leaves it undone or completes it at the next start") {
  const test::FakeFlash used = inUse();
  Settings before = owned();
  before.sleep = true;
  int undone = 0, done = 0;
  // Erase, text, header, erase of the other slot, erase of the journal.
  for (int operation = 0; operation < 5; ++operation) {
    for (Torn torn : {Torn::kUntouched, Torn::kGarbage}) {
      for (size_t bytes : {0u, 1u, 20u, 23u, 24u, 100u, 256u, 300u, 4096u}) {
        INFO("operation " << operation << " byte " << bytes << " torn " << static_cast<int>(torn));
        test::FakeFlash flash = used;
        flash.forgetOperations();
        flash.cutAt(operation, bytes, torn);
        Camera first(flash);
        first.reset.start();
        first.settle();
        REQUIRE(flash.powerless());
        CHECK(first.system.restarts == 0);
        flash.powerUp();
        Camera second(flash);
        second.settle();
        CHECK(second.system.restarts == 0);
        if (second.store.current() == before) {
          ++undone;
          CHECK(operation <= 2);
        } else {
          ++done;
          CHECK(second.store.current() == Settings{});
          CHECK_FALSE(secretsLeft(flash));
          CHECK(operation >= 2);
        }
      }
    }
  }
  CHECK(undone > 0);
  CHECK(done > 0);
}

TEST_CASE("a flash that refuses the defaults restarts the camera and says so; all stays") {
  test::FakeFlash flash = inUse();
  flash.failOperations(100);
  Camera camera(flash);
  camera.reset.start();
  camera.settle();
  CHECK(camera.system.restarts == 1);
  CHECK(camera.system.kept.text.find("old settings hold") != std::string::npos);
  flash.failOperations(0);
  CHECK(Camera(flash).store.current().bound());
}

TEST_CASE("a new owner's settings and messages are not wiped at later starts") {
  test::FakeFlash flash = inUse();
  {
    Camera camera(flash);
    camera.reset.start();
    camera.settle();
  }
  {
    Camera camera(flash);
    camera.store.change(owned());
    camera.settle();
    flash.slot(FlashPartition::kJournal)[0] = 'm';
  }
  Camera camera(flash);
  camera.settle();
  CHECK_FALSE(camera.reset.running());
  CHECK(camera.store.current() == owned());
  CHECK(flash.slot(FlashPartition::kJournal)[0] == 'm');
}

TEST_CASE("a reset asked for while an old journal is being wiped is carried out") {
  test::FakeFlash flash = inUse();
  {
    Camera camera(flash);
    camera.reset.start();
    camera.settle();
  }
  flash.slot(FlashPartition::kJournal)[5] = 1;
  Camera camera(flash);
  camera.poll();
  REQUIRE(camera.reset.running());
  camera.reset.start();
  camera.settle();
  CHECK(camera.system.restarts == 1);
  CHECK(flash.blank(FlashPartition::kJournal));
}
