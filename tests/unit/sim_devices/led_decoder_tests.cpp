#include "sim/devices/led_decoder.h"

#include <map>
#include <vector>

#include "sim/devices/status_led.h"
#include "tests/support/catch.h"
#include "tests/support/test_bench.h"

using namespace tw;
using namespace tw::sim;

namespace {

struct Pattern {
  LedLook look;
  bool red, blue;    // what is lit in the lit phase
  Duration phase;    // 0: steady
  Duration latency;  // until it must have its name
};

const Pattern kPatterns[] = {
    {LedLook::kOff, false, false, 0s, 1300ms},       {LedLook::kSolidRed, true, false, 0s, 1300ms},
    {LedLook::kSlowRed, true, false, 1s, 3s},        {LedLook::kFastRed, true, false, 200ms, 600ms},
    {LedLook::kSolidBlue, false, true, 0s, 1300ms},  {LedLook::kSlowBlue, false, true, 1s, 3s},
    {LedLook::kFastBlue, false, true, 200ms, 600ms},
};

// Plays patterns to a decoder and keeps every name it gives.
class Player {
 public:
  void play(const Pattern& pattern, Duration time, double stretch = 1) {
    const Instant end = now_ + time;
    if (pattern.phase == 0s) light(pattern.red, pattern.blue);
    for (bool lit = true; pattern.phase > 0s && now_ < end; lit = !lit) {
      light(lit && pattern.red, lit && pattern.blue);
      goTo(std::min(end, now_ + fromSeconds(toSeconds(pattern.phase) * stretch)));
    }
    goTo(end);
  }
  void light(bool red, bool blue) {
    decoder_.edge(now_, red, blue);
    note();
  }
  void goTo(Instant end) {
    while (decoder_.deadline() <= end) {
      now_ = decoder_.deadline();
      decoder_.advance(now_);
      note();
    }
    now_ = end;
  }
  void forget() { names_ = {{now_, decoder_.look()}}; }
  Instant now() const { return now_; }
  LedLook look() const { return decoder_.look(); }
  const std::vector<std::pair<Instant, LedLook>>& names() const { return names_; }

 private:
  void note() {
    if (names_.empty() || names_.back().second != decoder_.look())
      names_.emplace_back(now_, decoder_.look());
  }

  LedDecoder decoder_;
  Instant now_{};
  std::vector<std::pair<Instant, LedLook>> names_;
};

void checkChange(const Pattern& from, const Pattern& to, Duration offset) {
  CAPTURE(toString(from.look), toString(to.look), toSeconds(offset));
  Player player;
  player.play(from, 6s + offset);
  CHECK(player.look() == from.look);
  player.forget();
  const Instant change = player.now();
  player.play(to, 10s);
  CHECK(player.look() == to.look);
  REQUIRE(player.names().size() == 2);
  CHECK(player.names().back().first - change <= to.latency);
}

}  // namespace

TEST_CASE("every change from one LED pattern to another is named in time, with no name between") {
  for (const Pattern& from : kPatterns)
    for (const Pattern& to : kPatterns)
      for (Duration offset{}; offset < 2s && from.look != to.look; offset += 83ms)
        checkChange(from, to, offset);
}

TEST_CASE("LED phases count within 20 percent of their length and not beyond") {
  for (const Pattern& pattern : kPatterns) {
    if (pattern.phase == 0s) continue;
    for (const double stretch : {0.81, 1.0, 1.19}) {
      Player player;
      player.play(pattern, 10s, stretch);
      CHECK(player.look() == pattern.look);
    }
    for (const double stretch : {0.78, 1.22}) {
      Player player;
      player.play(pattern, 10s, stretch);
      CHECK(player.look() == LedLook::kIrregular);
    }
  }
}

TEST_CASE("a phase that a change of pattern cuts short is no fast blink") {
  const auto [first, cut] =
      GENERATE(table<Duration, Duration>({{188ms, 166ms}, {200ms, 200ms}, {170ms, 230ms}}));
  Player player;
  player.play(kPatterns[6], 6s);  // fast blue, at the end of a dark phase
  player.light(false, true);
  player.goTo(player.now() + 200ms);
  player.light(false, false);
  player.goTo(player.now() + first);
  player.forget();
  player.light(true, false);  // slow red, and soon slow blue
  player.goTo(player.now() + cut);
  player.play(kPatterns[5], 5s);
  REQUIRE(player.names().size() == 2);
  CHECK(player.look() == LedLook::kSlowBlue);
}

TEST_CASE("what the product never shows is irregular") {
  Player player;
  SECTION("both colours together") {
    player.light(true, true);
    player.goTo(Instant{2s});
    CHECK(player.look() == LedLook::kIrregular);
  }
  SECTION("red and blue in turn") {
    for (int i = 0; i < 40; ++i) {
      player.light(i % 2 == 0, i % 2 == 1);
      player.goTo(player.now() + 200ms);
    }
    CHECK(player.look() == LedLook::kIrregular);
  }
  SECTION("a rhythm that limps") {
    for (int i = 0; i < 10; ++i) {
      player.light(true, false);
      player.goTo(player.now() + 200ms);
      player.light(false, false);
      player.goTo(player.now() + 1s);
    }
    CHECK(player.look() == LedLook::kIrregular);
  }
}

TEST_CASE("the LED's pattern signal follows its edges, also when a die is dead") {
  TestBench bench;
  VirtualStatusLed led(bench.bench);
  CHECK(bench.text("led.pattern") == "off");
  led.powerOn();
  bench.runFor(1300ms);
  CHECK(bench.text("led.pattern") == "solid_red");
  for (int i = 0; i < 4; ++i) {
    led.set(false, i % 2 == 0);
    bench.runFor(1s);
  }
  CHECK(bench.text("led.pattern") == "slow_blue");
  led.applyFault("blue_dead", 1);
  bench.runFor(2s);
  CHECK(bench.text("led.pattern") == "off");
  led.powerOff();
  CHECK(bench.value("led.red") == 0);
}
