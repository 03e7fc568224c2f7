#include "firmware_core/system/alarm.h"

#include "tests/support/catch.h"
#include "tests/support/fake_chip.h"
#include "tests/support/fake_lights.h"

using namespace tw;
using namespace tw::fw;

namespace {

struct Street {
  Instant now{};
  test::FakeConsole console;
  test::FakeLight red{now}, blue{now};
  test::FakeSiren siren;
  Alarm alarm{red, blue, siren, console};

  explicit Street(const AlarmSetup& setup = {.lights = true, .siren = 0.4}) {
    alarm.configure(setup);
  }
  // Polled as it asks; what every instant must fulfil is looked at just before and at each poll.
  void run(Duration time) {
    for (const Instant end = now + time; now < end;) {
      const Instant next = std::min(alarm.poll(now), end);
      REQUIRE(next > now);
      look();
      now = next - 1ns;
      look();
      now = next;
    }
    alarm.poll(now);
    look();
  }
  void look() {
    CHECK_FALSE((red.on() && blue.on()));
    CHECK((!red.on() || red.endsByItself()));
    CHECK((!blue.on() || blue.endsByItself()));
  }
  bool dark() const { return !red.on() && !blue.on(); }
};

}  // namespace

TEST_CASE("DET-4: red and blue burn in turn, 400 ms each, never both") {
  Street street;
  street.alarm.sighted(street.now);
  for (int phase = 0; phase < 12; ++phase) {
    street.run(1ns);
    CHECK(street.red.on() == (phase % 2 == 0));
    CHECK(street.blue.on() == (phase % 2 == 1));
    street.run(400ms - 2ns);
    CHECK(street.red.on() == (phase % 2 == 0));
    CHECK(street.blue.on() == (phase % 2 == 1));
    street.run(1ns);
  }
}

TEST_CASE("a firmware that polls late keeps the beat, one that hangs leaves no light burning") {
  Street street;
  street.alarm.sighted(street.now);
  street.alarm.poll(street.now);
  street.now += 410ms;
  street.alarm.poll(street.now);
  CHECK(street.blue.on());
  CHECK(street.alarm.poll(street.now) == Instant{800ms});
  street.now = Instant{799ms};
  CHECK(street.blue.on());
  street.now = Instant{800ms};
  CHECK(street.dark());
  street.now = Instant{1h};
  CHECK(street.dark());
}

TEST_CASE("an alarm that is ended and begun again and again flashes no faster") {
  Street street;
  int onsets = 0;
  bool lit = false;
  for (int step = 0; step < 400; ++step) {  // of 25 ms: 10 s
    if (step % 6 == 0) street.alarm.startByHand(street.now);
    if (step % 6 == 3) street.alarm.stopByHand();
    street.run(25ms);
    const bool now = street.red.on() || street.blue.on();
    if (now && !lit) ++onsets;
    lit = now;
  }
  CHECK(onsets >= 10);
  CHECK(onsets <= 25);
}

TEST_CASE("the alarm ends 15 s after the last sighting") {
  Street street;
  for (int i = 0; i < 20; ++i) {
    street.alarm.sighted(street.now);
    street.run(1s);
    CHECK(street.alarm.active());
    CHECK(street.siren.level == 0.4);
  }
  street.run(14s - 1ns);
  CHECK(street.alarm.active());
  CHECK(street.alarm.detection());
  street.run(1ns);
  CHECK_FALSE(street.alarm.active());
  CHECK_FALSE(street.alarm.detection());
  CHECK(street.dark());
  CHECK(street.siren.level == 0);
  CHECK(street.alarm.poll(street.now) == kNever);
}

TEST_CASE("the siren of one event ends after 60 s, the lights go on") {
  Street street;
  for (int i = 0; i < 90; ++i) {
    street.alarm.sighted(street.now);
    street.run(1s);
    CHECK((street.siren.level > 0) == (street.now < Instant{60s}));
    CHECK_FALSE(street.dark());
  }
  street.run(16s);
  street.alarm.sighted(street.now);  // another event
  street.run(1s);
  CHECK(street.siren.level == 0.4);
  CHECK(street.siren.changes == 3);
}

TEST_CASE("DET-3: what the settings do not allow is neither seen nor heard") {
  for (const bool lights : {false, true})
    for (const double siren : {0.0, 0.4, 1.0}) {
      Street street({.lights = lights, .siren = siren});
      street.alarm.sighted(street.now);
      street.run(5s);
      CHECK((street.red.changes + street.blue.changes > 0) == lights);
      CHECK(street.siren.level == siren);
      CHECK((street.siren.changes > 0) == (siren > 0));
      CHECK(street.alarm.detection());
    }
}

TEST_CASE("a setting that changes during the alarm counts at once") {
  Street street;
  street.alarm.sighted(street.now);
  street.run(1s);
  street.alarm.configure({.lights = false, .siren = 0});
  street.run(1ns);
  CHECK(street.dark());
  CHECK(street.siren.level == 0);
  street.alarm.configure({.lights = true, .siren = 1});
  street.run(1ns);
  CHECK(street.siren.level == 1);
  CHECK(street.dark());  // the last flash began 0.2 s ago
  street.run(200ms);
  CHECK(street.red.on());
}

TEST_CASE("asleep there is no alarm, not even by hand") {
  Street street({.lights = true, .siren = 1, .asleep = true});
  street.alarm.sighted(street.now);
  street.alarm.startByHand(street.now);
  street.run(5s);
  CHECK(street.red.changes + street.blue.changes == 0);
  CHECK(street.siren.changes == 0);
}

TEST_CASE("LIV-13: the app's alarm flashes and sounds until it is stopped, at most 60 s") {
  Street street({.lights = false, .siren = 0, .byHandSiren = 0.8});
  street.alarm.startByHand(street.now);
  street.run(5s + 1ns);
  CHECK_FALSE(street.dark());
  CHECK(street.siren.level == 0.8);
  CHECK_FALSE(street.alarm.detection());
  SECTION("stopped") { street.alarm.stopByHand(); }
  SECTION("forgotten") { street.run(55s - 2ns); }
  street.run(1ns);
  CHECK(street.dark());
  CHECK(street.siren.level == 0);
}

TEST_CASE("stopping by hand silences a detection's alarm until that is over") {
  Street street;
  street.alarm.sighted(street.now);
  street.run(2s);
  street.alarm.stopByHand();
  for (int i = 0; i < 5; ++i) {
    street.alarm.sighted(street.now);
    street.run(1s);
    CHECK(street.dark());
    CHECK(street.siren.level == 0);
    CHECK(street.alarm.detection());
  }
  street.run(15s);
  street.alarm.sighted(street.now);
  street.run(1ns);
  CHECK(street.alarm.active());
}
