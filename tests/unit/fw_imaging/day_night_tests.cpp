#include "firmware_core/imaging/day_night.h"

#include <cmath>
#include <functional>
#include <random>

#include "firmware_core/imaging/illumination.h"
#include "firmware_core/system/alarm.h"
#include "tests/support/catch.h"
#include "tests/support/fake_chip.h"
#include "tests/support/fake_lights.h"

using namespace tw;
using namespace tw::fw;

namespace {

struct Dusk {
  Instant now{};
  test::FakeAmbientLight sensor;
  DayNight dayNight{sensor};
  OwnLight own;

  // So long at this brightness, polled as often as it asks; true when it is night then.
  bool night(double lux, Duration time) {
    sensor.lux = lux;
    for (const Instant end = now + time; now < end;) {
      dayNight.poll(now);
      const Instant next = dayNight.lit(now, own);
      REQUIRE(next > now);
      now = std::min(next, end);
    }
    return dayNight.night();
  }
};

}  // namespace

TEST_CASE("the first reading decides at once, below 2 lx for the night") {
  for (const auto& [lux, night] : {std::pair{1.99, true}, {2.0, false}, {4.0, false}}) {
    Dusk dusk;
    CHECK_FALSE(dusk.dayNight.known());
    CHECK(dusk.night(lux, 1ms) == night);
    CHECK(dusk.dayNight.known());
  }
}

TEST_CASE("night falls below 2 lx and ends above 5 lx, each held for 5 s") {
  Dusk dusk;
  CHECK_FALSE(dusk.night(100, 10s));
  CHECK_FALSE(dusk.night(2.01, 1h));
  CHECK_FALSE(dusk.night(1.9, 5s));
  CHECK(dusk.night(1.9, 1s));
  CHECK(dusk.night(4.99, 1h));
  CHECK(dusk.night(5.1, 5s));
  CHECK_FALSE(dusk.night(5.1, 1s));
}

TEST_CASE("headlights that pass within the dwell change nothing") {
  Dusk dusk;
  CHECK(dusk.night(0.1, 10s));
  for (int car = 0; car < 50; ++car) {
    CHECK(dusk.night(40, 4s));
    CHECK(dusk.night(0.1, 2s));
  }
}

TEST_CASE("alarm lights never make it day, daylight does all the same") {
  Dusk dusk;
  CHECK(dusk.night(0.1, 10s));
  dusk.own.flashing = true;
  CHECK(dusk.night(667, 10h));
  CHECK_FALSE(dusk.night(1500, 7s));
  CHECK_FALSE(dusk.night(0.5, 1h));  // nor is it judged dark meanwhile
  dusk.own.flashing = false;
  CHECK(dusk.night(0.5, 7s));
}

TEST_CASE("a spotlight that nobody darkens never makes it day, nor does it as it goes off") {
  Dusk dusk;
  CHECK(dusk.night(0.1, 10s));
  dusk.own.white = 1;
  CHECK(dusk.night(667, 10h));
  dusk.own.white = 0;
  CHECK(dusk.night(667, 4s));  // the dwell begins anew
  CHECK(dusk.night(0.1, 60s));
}

TEST_CASE("a sensor that does not answer changes nothing") {
  Dusk dusk;
  CHECK(dusk.night(0.1, 10s));
  dusk.sensor.dead = true;
  CHECK(dusk.night(1000, 1h));
  dusk.sensor.dead = false;
  CHECK_FALSE(dusk.night(1000, 7s));
}

namespace {

// The lamps, and a sensor that sees daylight and what comes back of them: sampled five times a
// second, with a noise of its own.
struct Yard {
  Instant now{};
  test::FakeConsole console;
  test::FakeLight spotlight{now}, infrared{now}, red{now}, blue{now};
  test::FakeIrCut irCut{now};
  test::FakeAmbientLight sensor;
  Illumination light{spotlight, infrared, irCut, console};
  DayNight dayNight{sensor};
  LightWishes wishes{};

  std::function<double(Duration)> daylight = [](Duration) { return 0.1; };  // since the start
  double ownLux = 3;                                                        // at full duty
  double noise = 0.02;  // standard deviation, of a reading's own
  bool flashing = false;
  std::minstd_rand random{7};

  int switches = 0, looks = 0;  // looks: moments without the spotlight that somebody wants
  double luxAtSwitch = 0;
  Duration dark{};  // of all looks

  Duration time() const { return now.time_since_epoch(); }
  bool night() const { return dayNight.night(); }
  void run(Duration duration) {
    for (const Instant end = now + duration; now < end; now += 10ms) step();
  }
  void step() {
    if (time() % 200ms == 0ns) sample();
    const bool wasKnown = dayNight.known(), before = night(), looked = dayNight.wantsDark();
    flash();
    dayNight.poll(now);
    wishes.night = night();
    wishes.lookWithout = dayNight.wantsDark();
    light.poll(wishes);
    dayNight.lit(now, {.white = light.spotlightDuty(), .flashing = red.on() || blue.on()});
    if (wasKnown && night() != before) ++switches, luxAtSwitch = daylight(time());
    if (wishes.lookWithout) dark += 10ms, looks += looked ? 0 : 1;
  }
  void flash() {
    const bool first = time() / Alarm::kFlash % 2 == 0;
    red.set(flashing && first ? 1 : 0);
    blue.set(flashing && !first ? 1 : 0);
  }
  void sample() {
    const double lux =
        daylight(time()) + ownLux * (spotlight.duty() + 0.3 * red.duty() + 0.2 * blue.duty());
    std::normal_distribution<double> normal(1, noise);
    sensor.lux = std::max(0.0, lux * normal(random));
  }
};

// From one brightness to another, as twilight goes: so many times as bright each minute.
std::function<double(Duration)> ramp(double from, double to, Duration begin, Duration time) {
  return [=](Duration at) {
    const double share = std::clamp(toSeconds(at - begin) / toSeconds(time), 0.0, 1.0);
    return from * std::pow(to / from, share);
  };
}

constexpr NightMode kModes[] = {NightMode::kInfrared, NightMode::kColour, NightMode::kSmart};
// Nothing near; a drive; a fence; a wall at 0.3 m, which has 667 lx and sends half of it back.
constexpr double kSurroundings[] = {0, 3, 40, 333};

}  // namespace

TEST_CASE("IMG-2: a twilight switches once, whatever the mode and whatever own light comes back") {
  for (const NightMode mode : kModes)
    for (const double ownLux : kSurroundings)
      for (const bool byHand : {false, true})
        for (const bool dawn : {false, true}) {
          INFO("mode " << static_cast<int>(mode) << ", own light " << ownLux << " lx, by hand "
                       << byHand << ", dawn " << dawn);
          Yard yard;
          yard.ownLux = ownLux;
          yard.wishes.picture = mode;
          yard.daylight = dawn ? ramp(0.1, 200, 2min, 30min) : ramp(200, 0.1, 2min, 30min);
          yard.run(1min);
          CHECK(yard.night() == dawn);
          if (byHand) yard.light.switchByHand(true);
          yard.run(1min);
          CHECK(yard.switches == 0);
          yard.run(1h);
          CHECK(yard.switches == 1);
          CHECK(yard.night() != dawn);
          // Never early; late by the dwell, by what is not known of the own light, and by a look
          // that came too early: a minute, two, four.
          if (dawn) CHECK(yard.luxAtSwitch > 5 * 0.9);
          if (dawn) CHECK(yard.luxAtSwitch < (5 + 0.1 * ownLux) * 1.5);
          if (!dawn) CHECK(yard.luxAtSwitch < 2 * 1.1);
          if (!dawn) CHECK(yard.luxAtSwitch > (byHand ? 2 / 3.75 : 2 / 1.3));
          CHECK(yard.dark <= yard.looks * 260ms);
          CHECK(yard.looks <= 7);
        }
}

TEST_CASE("IMG-2: a spotlight that goes on and off near a threshold never switches") {
  for (const double ownLux : kSurroundings)
    for (const double lux : {1.8, 2.2, 3.5, 4.7})
      for (const bool night : {false, true}) {
        if (lux < 2 && !night) continue;
        INFO("own light " << ownLux << " lx, daylight " << lux << " lx, night " << night);
        Yard yard;
        yard.ownLux = ownLux;
        yard.daylight = [&](Duration at) { return at < 10s ? (night ? 0.1 : 50) : lux; };
        yard.run(20s);
        REQUIRE(yard.night() == night);
        for (int i = 0; i < 100; ++i) {
          yard.light.switchByHand(i % 2 == 0);
          yard.run(i % 3 == 0 ? 3s : 40s);
        }
        CHECK(yard.switches == 0);
        CHECK(yard.night() == night);
      }
}

TEST_CASE("IMG-2: alarm lights that flash on a wall change nothing, with or without spotlight") {
  for (const double ownLux : kSurroundings)
    for (const bool night : {false, true})
      for (const bool spotlight : {false, true}) {
        Yard yard;
        yard.ownLux = ownLux;
        yard.daylight = [&](Duration at) { return at < 10s ? (night ? 0.1 : 50) : 3.5; };
        yard.run(20s);
        for (int i = 0; i < 20; ++i) {
          yard.flashing = true;
          if (spotlight) yard.light.switchByHand(i % 2 == 0);
          yard.run(60s);
          yard.flashing = false;
          yard.run(20s);
        }
        INFO("own light " << ownLux << " lx, night " << night << ", spotlight " << spotlight);
        CHECK(yard.switches == 0);
        CHECK(yard.night() == night);
      }
}

TEST_CASE("What the spotlight brings to the sensor is learnt at each edge, at any duty") {
  for (const double ownLux : kSurroundings)
    for (const double duty : {1.0, 0.4}) {
      Yard yard;
      yard.ownLux = ownLux;
      yard.noise = 0;
      yard.wishes.spotlightDuty = duty;
      yard.run(10s);
      CHECK(yard.dayNight.ownWhite().value == 0);
      yard.light.switchByHand(true);
      yard.run(2s);
      CHECK(yard.dayNight.ownWhite().value == Approx(ownLux).margin(1e-9));
      yard.ownLux = ownLux / 2;  // it went away: there is no more than this
      yard.run(2s);
      CHECK(yard.dayNight.ownWhite().value <= ownLux / 2 + 0.1 / duty + 1e-9);
      yard.light.switchByHand(false);
      yard.run(2s);
      CHECK(yard.dayNight.ownWhite().value == Approx(ownLux / 2).margin(1e-9));
    }
}

TEST_CASE("A car that parks in the beam is looked at once without the light, and is no day") {
  Yard yard;
  yard.wishes.picture = NightMode::kColour;
  yard.run(10min);
  CHECK(yard.looks == 0);
  yard.ownLux = 60;
  yard.run(2h);
  CHECK(yard.looks == 1);
  CHECK(yard.dark <= 260ms);
  CHECK(yard.dayNight.ownWhite().value == Approx(60).epsilon(0.1));
  yard.ownLux = 3;
  yard.run(2h);
  CHECK(yard.looks == 1);
  CHECK(yard.switches == 0);
  CHECK(yard.spotlight.on());
}

TEST_CASE("A lamp that brightens and fades by a tenth is no day, and looks are rare") {
  for (const double ownLux : kSurroundings) {
    Yard yard;
    yard.ownLux = ownLux;
    yard.wishes.picture = NightMode::kColour;
    for (int i = 0; i < 24; ++i) {
      yard.ownLux = ownLux * (i % 2 == 0 ? 0.95 : 1.05);
      yard.run(10min);
    }
    INFO("own light " << ownLux << " lx, looks " << yard.looks);
    CHECK(yard.switches == 0);
    CHECK(yard.looks <= 16);
  }
}

TEST_CASE("Headlights at the very edge spoil what is learnt, not the day") {
  Yard yard;
  yard.wishes.picture = NightMode::kColour;
  yard.wishes.night = true;
  SECTION("as the spotlight comes on") {
    yard.daylight = [](Duration at) { return at > 9s && at < 14s ? 60.0 : 0.1; };
  }
  SECTION("as it comes on, and gone by then") {
    yard.daylight = [](Duration at) { return at > 6s && at < 10s ? 60.0 : 0.1; };
  }
  yard.wishes.picture = NightMode::kInfrared;
  yard.run(10s);
  yard.wishes.picture = NightMode::kColour;
  yard.run(10min);
  CHECK(yard.night());
  CHECK(yard.switches == 0);
  CHECK(yard.looks <= 1);
  const auto dawn = ramp(0.1, 200, yard.time(), 30min);
  yard.daylight = dawn;
  yard.run(30min);
  CHECK(yard.switches == 1);
  CHECK(yard.luxAtSwitch < 8);
}

TEST_CASE(
    "Without an answer of the sensor nothing is learnt, nothing switched, nothing left dark") {
  Yard yard;
  yard.ownLux = 40;
  yard.wishes.picture = NightMode::kColour;
  yard.run(5s);
  yard.sensor.dead = true;
  SECTION("at the edge") {
    yard.light.switchByHand(false);
    yard.run(5s);
    yard.light.switchByHand(true);
  }
  SECTION("while it looks without the light") {
    yard.sensor.dead = false;
    yard.ownLux = 200;
    for (int i = 0; i < 1000 && !yard.dayNight.wantsDark(); ++i) yard.run(10ms);
    REQUIRE(yard.dayNight.wantsDark());
    yard.sensor.dead = true;
  }
  yard.run(10min);
  CHECK(yard.spotlight.on());
  CHECK_FALSE(yard.dayNight.wantsDark());
  yard.sensor.dead = false;
  yard.run(1h);
  CHECK(yard.switches == 0);
  CHECK(yard.spotlight.on());
  yard.daylight = [](Duration) { return 300; };
  yard.run(20min);
  CHECK(yard.switches == 1);
  CHECK_FALSE(yard.night());
}

TEST_CASE("A detection's spotlight in a smart night does not hide the dawn") {
  Yard yard;
  yard.ownLux = 40;
  yard.wishes.picture = NightMode::kSmart;
  yard.daylight = ramp(0.1, 200, 2min, 30min);
  while (yard.time() < 1h) {  // somebody comes, for a quarter of each minute
    yard.wishes.detection = yard.time() % 60s < 15s;
    yard.run(1s);
  }
  CHECK(yard.switches == 1);
  CHECK(yard.luxAtSwitch > 4.5);
  CHECK(yard.luxAtSwitch < 12);
}
