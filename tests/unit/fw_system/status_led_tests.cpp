#include "firmware_core/system/status_led.h"

#include "tests/support/catch.h"
#include "tests/support/fake_chip.h"

using namespace tw;
using namespace tw::fw;

namespace {

// The promises LED-1..7 as a table: the first row that fits holds. '1' = must be, '0' = must not
// be, '.' = any; columns: starting, exception, bound, Ethernet, Wi-Fi configured, internet,
// watched.
struct Row {
  const char* when;
  const char* pattern;
};
constexpr Row kTable[] = {
    {"1......", "solid_red"},   // LED-1
    {"01.....", "fast_red"},    // LED-3
    {"00000..", "fast_blue"},   // LED-6
    {"001..0.", "slow_red"},    // LED-2, bound
    {"00010..", "eth"},         // not bound, a cable: by the internet alone (below)
    {"000.1..", "eth"},         // not bound, Wi-Fi configured
    {"001..11", "solid_blue"},  // LED-4
    {"001..10", "slow_blue"},   // LED-5
};

const char* expected(const bool (&in)[7]) {
  for (const Row& row : kTable) {
    bool fits = true;
    for (int i = 0; i < 7; ++i)
      if (row.when[i] != '.' && (row.when[i] == '1') != in[i]) fits = false;
    if (!fits) continue;
    if (std::string_view(row.pattern) != "eth") return row.pattern;
    if (!in[5]) return "slow_red";
    return in[6] ? "solid_blue" : "slow_blue";
  }
  return "no row";
}

}  // namespace

TEST_CASE("every combination of inputs gives the pattern that the manual's table gives") {
  for (int bits = 0; bits < 128; ++bits) {
    bool in[7];
    for (int i = 0; i < 7; ++i) in[i] = (bits >> i & 1) != 0;
    INFO("inputs " << in[0] << in[1] << in[2] << in[3] << in[4] << in[5] << in[6]);
    const StatusInputs inputs{in[0], in[1], in[2], in[3], in[4], in[5], in[6]};
    CHECK(std::string(toString(patternFor(inputs))) == expected(in));
  }
}

TEST_CASE("each state of the manual has its pattern") {
  StatusInputs s;
  s.startingUp = true;
  CHECK(patternFor(s) == LedPattern::kSolidRed);
  s.startingUp = false;
  CHECK(patternFor(s) == LedPattern::kFastBlue);  // out of the box, no cable
  s.ethernetLink = true;
  CHECK(patternFor(s) == LedPattern::kSlowRed);  // cable, internet not reached yet
  s.internetReached = true;
  CHECK(patternFor(s) == LedPattern::kSlowBlue);  // not bound, all the same
  s.bound = true;
  CHECK(patternFor(s) == LedPattern::kSlowBlue);
  s.watched = true;
  CHECK(patternFor(s) == LedPattern::kSolidBlue);
  s.cameraException = true;
  CHECK(patternFor(s) == LedPattern::kFastRed);
  s = {};
  s.bound = true;
  CHECK(patternFor(s) == LedPattern::kSlowRed);  // bound and no link
}

TEST_CASE("blinking keeps its phase to the nanosecond, begins with light and has no third colour") {
  struct Case {
    LedPattern pattern;
    bool red, blue;
    Duration half;
  };
  for (const Case& c : {Case{LedPattern::kSlowRed, true, false, 1s},
                        {LedPattern::kFastRed, true, false, 200ms},
                        {LedPattern::kSlowBlue, false, true, 1s},
                        {LedPattern::kFastBlue, false, true, 200ms}}) {
    test::FakeLed led;
    StatusLight light(led);
    const Instant start{12345678901ns};
    light.show(c.pattern, start);
    CHECK(led.red == c.red);
    CHECK(led.blue == c.blue);
    Instant next = light.poll(start);
    for (int i = 1; i <= 50; ++i) {
      CHECK(next == start + i * c.half);
      light.poll(next - 1ns);
      CHECK((led.red || led.blue) == (i % 2 == 1));
      next = light.poll(next);
      CHECK(led.red == (c.red && i % 2 == 0));
      CHECK(led.blue == (c.blue && i % 2 == 0));
    }
  }
}

TEST_CASE("steady patterns need no poll") {
  for (auto [pattern, red, blue] : {std::tuple{LedPattern::kOff, false, false},
                                    {LedPattern::kSolidRed, true, false},
                                    {LedPattern::kSolidBlue, false, true}}) {
    test::FakeLed led;
    StatusLight light(led);
    light.show(pattern, Instant{5s});
    CHECK(light.poll(Instant{5s}) == kNever);
    CHECK(led.red == red);
    CHECK(led.blue == blue);
    CHECK(led.sets == 1);
  }
}

TEST_CASE("showing the present pattern again does not disturb its phase") {
  test::FakeLed led;
  StatusLight light(led);
  light.show(LedPattern::kSlowBlue, Instant{0s});
  light.poll(Instant{0s});
  light.show(LedPattern::kSlowBlue, Instant{700ms});
  CHECK(light.poll(Instant{700ms}) == Instant{1s});
  light.poll(Instant{1s});
  CHECK_FALSE(led.blue);
  light.show(LedPattern::kSlowRed, Instant{1300ms});  // a new one starts at once, lit
  CHECK(led.red);
  CHECK(light.poll(Instant{1300ms}) == Instant{2300ms});
}

TEST_CASE("a late poll falls back into step") {
  test::FakeLed led;
  StatusLight light(led);
  light.show(LedPattern::kFastRed, Instant{0s});
  CHECK(light.poll(Instant{1050ms}) == Instant{1200ms});
  CHECK_FALSE(led.red);  // the sixth fifth of a second is dark
}
