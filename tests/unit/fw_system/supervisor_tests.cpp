#include "firmware_core/system/supervisor.h"

#include "firmware_core/system/restart_reason.h"
#include "tests/support/catch.h"
#include "tests/support/fake_chip.h"

using namespace tw;
using namespace tw::fw;

namespace {

struct Rig {
  test::FakeWatchdog watchdog;
  test::FakeSystem system;
  test::FakeConsole console;
  Supervisor supervisor{watchdog, system, console};
  PartId network = supervisor.add("network", 10s);
  PartId storage = supervisor.add("storage", 3s);

  // Both parts report every half second, but not after `until`.
  Instant run(Instant from, Instant to, Instant networkUntil = kNever,
              Instant storageUntil = kNever) {
    Instant now = from;
    for (; now < to; now += 500ms) {
      if (now <= networkUntil) supervisor.reportIn(network, now);
      if (now <= storageUntil) supervisor.reportIn(storage, now);
      supervisor.poll(now);
    }
    return now;
  }
};

}  // namespace

TEST_CASE("the watchdog is kicked four times in its time-out while all parts are well") {
  Rig rig;
  rig.supervisor.start(Instant{0s}, 4s);
  CHECK(rig.watchdog.timeout == Duration{4s});
  rig.run(Instant{0s}, Instant{100s});
  CHECK(rig.watchdog.kicks >= 98);
  CHECK(rig.watchdog.kicks <= 100);
  CHECK(rig.supervisor.healthy());
  CHECK(rig.supervisor.poll(Instant{100s}) <= Instant{101s});
}

TEST_CASE("a silent part ends the kicking for good and is named in the note") {
  Rig rig;
  rig.supervisor.start(Instant{0s});
  rig.run(Instant{0s}, Instant{30s}, kNever, Instant{20s});
  CHECK(rig.supervisor.hung() == "storage");
  const int kicks = rig.watchdog.kicks;
  rig.run(Instant{30s}, Instant{60s});
  CHECK(rig.watchdog.kicks == kicks);
  CHECK(rig.supervisor.hung() == "storage");
  CHECK(rig.console.complaints.size() == 1);

  rig.system.cause = hal::ResetCause::kWatchdog;
  const RestartReason reason = takeRestartReason(rig.system);
  CHECK(reason.cause == RestartCause::kTaskHung);
  CHECK(reason.text == "watchdog: task storage hung");
}

TEST_CASE("a part may be silent for exactly as long as it is allowed") {
  Rig rig;
  rig.supervisor.start(Instant{0s});
  rig.supervisor.reportIn(rig.network, Instant{3s});
  rig.supervisor.poll(Instant{3s});
  CHECK(rig.supervisor.healthy());
  rig.supervisor.poll(Instant{3s + 1ns});
  CHECK_FALSE(rig.supervisor.healthy());
}

TEST_CASE("of several silent parts the one longest beyond its time is named") {
  Rig rig;
  rig.supervisor.start(Instant{0s});
  rig.supervisor.poll(Instant{60s});
  CHECK(rig.supervisor.hung() == "storage");
}

TEST_CASE("nothing is watched or kicked before the start") {
  Rig rig;
  CHECK(rig.supervisor.poll(Instant{100s}) == kNever);
  CHECK(rig.watchdog.kicks == 0);
  CHECK_FALSE(rig.watchdog.timeout.has_value());
}

TEST_CASE("each way of restarting is told apart at the next start, once") {
  using hal::ResetCause;
  struct Case {
    ResetCause reset;
    RestartCause note;
    RestartCause expected;
  };
  for (const Case& c :
       {Case{ResetCause::kRequested, RestartCause::kFactoryReset, RestartCause::kFactoryReset},
        {ResetCause::kRequested, RestartCause::kAppRequest, RestartCause::kAppRequest},
        {ResetCause::kRequested, RestartCause::kUpdate, RestartCause::kUpdate},
        {ResetCause::kWatchdog, RestartCause::kTaskHung, RestartCause::kTaskHung},
        {ResetCause::kWatchdog, RestartCause::kAppRequest, RestartCause::kWatchdog},
        {ResetCause::kRequested, RestartCause::kTaskHung, RestartCause::kOther},
        {ResetCause::kPowerOn, RestartCause::kTaskHung, RestartCause::kPowerOn}}) {
    INFO(toString(c.note) << " -> " << toString(c.expected));
    test::FakeSystem system;
    leaveNote(system, c.note, "detail");
    system.cause = c.reset;
    const RestartReason reason = takeRestartReason(system);
    CHECK(reason.cause == c.expected);
    CHECK_FALSE(reason.text.empty());
    CHECK(system.kept.code == 0);
    CHECK(system.kept.text.empty());
  }
}

TEST_CASE("a restart without a note is told by the chip's own register") {
  test::FakeSystem system;
  system.cause = hal::ResetCause::kWatchdog;
  CHECK(takeRestartReason(system).cause == RestartCause::kWatchdog);
  system.cause = hal::ResetCause::kRequested;
  CHECK(takeRestartReason(system).cause == RestartCause::kOther);
  system.kept = {0xDEADBEEF, "noise"};
  CHECK(takeRestartReason(system).text.find("noise") == std::string::npos);
  system.kept = {0x52450063, "a cause that there is not"};
  CHECK(takeRestartReason(system).cause == RestartCause::kOther);
}

TEST_CASE("a note that is too long is cut to what the chip can hold") {
  test::FakeSystem system;
  restartBecause(system, RestartCause::kAppRequest, std::string(500, 'x'));
  CHECK(system.restarts == 1);
  CHECK(system.kept.text.size() == hal::SystemControl::kMaxNoteBytes);
}
