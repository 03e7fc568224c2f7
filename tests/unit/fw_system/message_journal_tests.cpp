#include "firmware_core/system/message_journal.h"

#include "tests/support/catch.h"
#include "tests/support/fake_chip.h"
#include "tests/support/fake_flash.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::test;

namespace {

Bytes text(std::string_view words) { return Bytes(words.begin(), words.end()); }

// Polls until nothing is under way or the power is gone.
void settle(MessageJournal& journal, FakeFlash& flash) {
  const Instant late{10s};
  journal.poll(late);
  while (flash.complete()) journal.poll(late);
}

Bytes reloaded(FakeFlash& flash) {
  FakeConsole console;
  return MessageJournal(flash, console).load();
}

}  // namespace

TEST_CASE("what was kept last is read back, after any number of records and erasures") {
  FakeFlash flash;
  FakeConsole console;
  MessageJournal journal(flash, console);
  CHECK(journal.load().empty());
  for (int i = 0; i < 100; ++i) {
    const Bytes payload(static_cast<size_t>(i * 37 % 900), static_cast<uint8_t>(i));
    journal.keep(payload, Instant{});
    settle(journal, flash);
    CHECK(journal.saved());
    REQUIRE(reloaded(flash) == payload);
  }
}

TEST_CASE("changes within a second go in one write") {
  FakeFlash flash;
  FakeConsole console;
  MessageJournal journal(flash, console);
  journal.load();
  journal.keep(text("one"), Instant{});
  CHECK(journal.poll(Instant{}) == Instant{} + MessageJournal::kSettle);
  journal.keep(text("one, two"), Instant{500ms});
  settle(journal, flash);
  CHECK(flash.operations() == 1);
  CHECK(reloaded(flash) == text("one, two"));
}

TEST_CASE("a power cut at any byte of a record leaves the old messages or the new ones") {
  const Bytes before = text("the message that waits"), after = text("that one and another");
  const Torn torn = GENERATE(Torn::kUntouched, Torn::kGarbage, Torn::kZero);
  for (size_t cut = 0; cut <= MessageJournal::kHeaderBytes + after.size(); ++cut) {
    FakeFlash flash;
    FakeConsole console;
    MessageJournal journal(flash, console);
    journal.load();
    journal.keep(before, Instant{});
    settle(journal, flash);
    flash.forgetOperations();
    flash.cutAt(0, cut, torn);
    journal.keep(after, Instant{});
    settle(journal, flash);
    flash.powerUp();
    const Bytes found = reloaded(flash);
    INFO("cut after " << cut << " bytes");
    CHECK((found == before || found == after));

    MessageJournal next(flash, console);  // and goes on from there
    next.load();
    next.keep(text("third"), Instant{});
    settle(next, flash);
    CHECK(reloaded(flash) == text("third"));
  }
}

TEST_CASE("a flash that somebody else uses is waited for") {
  FakeFlash flash;
  FakeConsole console;
  MessageJournal journal(flash, console);
  journal.load();
  REQUIRE(flash.startErase(hal::FlashPartition::kSettingsA).ok());
  journal.keep(text("later"), Instant{});
  CHECK(journal.poll(Instant{5s}) == Instant{5s} + MessageJournal::kBusyRetry);
  flash.complete();
  REQUIRE(flash.take().ok());
  settle(journal, flash);
  CHECK(reloaded(flash) == text("later"));
}

TEST_CASE("a queue larger than the journal is not kept, and harms nothing") {
  FakeFlash flash;
  FakeConsole console;
  MessageJournal journal(flash, console);
  journal.load();
  journal.keep(Bytes(5000, 1), Instant{});
  settle(journal, flash);
  CHECK(journal.saved());
  CHECK(flash.operations() == 0);
}
