// The sun in the lenses: on the equator at the equinox it climbs straight up from due east, 15
// degrees an hour.
#include "sim/adviser/sun_hours.h"
#include "tests/unit/sim_adviser/yard.h"

using namespace tw;
using namespace tw::sim;
using Catch::Detail::Approx;

namespace {

// 2026-03-20T12:00:00Z and 2026-12-21T12:00:00Z: date -ud ... +%s
constexpr CalendarTime kEquinox{Duration{std::chrono::seconds{1774008000}}};
constexpr CalendarTime kDecember{Duration{std::chrono::seconds{1797854400}}};

// Minutes from its rim's rising up to this height, as seen: air has lifted it by 0.49 degrees when
// it rises, by `lift` there.
double minutesUpTo(double seenDeg, double lift) { return (seenDeg - lift + 0.49) * 4; }

}  // namespace

TEST_CASE("Dates and times of day are UTC's") {
  CHECK(dateText(kEquinox) == "2026-03-20");
  CHECK(timeOfDayText(kEquinox) == "12:00");
  CHECK(timeOfDayText(kEquinox + std::chrono::minutes{719}) == "23:59");
  CHECK(dayInYearOf(kEquinox, 12, 21) == kDecember);
}

TEST_CASE(
    "A camera that looks east has the rising sun in its pictures as long as their height says") {
  Yard yard;
  yard.turn(0);
  const SunDay day = sunDay(yard.survey(), {0, 0}, kEquinox);
  CHECK(day.upMinutes == Approx(720 + 2 * 0.49 * 4).margin(2));
  // Up to -12 + 14.98 degrees, and the disc's radius more; the wide lens to -8 + 27.00.
  const LensSun &wide = day.lenses[0], &ptz = day.lenses[1];
  CHECK(ptz.homeMinutes == Approx(minutesUpTo(-12 + 14.984 + 0.2666, 0.23)).margin(1));
  CHECK(wide.homeMinutes == Approx(minutesUpTo(-8 + 26.998 + 0.2666, 0.05)).margin(1));
  REQUIRE(wide.home.size() == 1);
  CHECK(wide.home[0].second - wide.home[0].first == std::chrono::minutes{wide.homeMinutes - 1});
  // It rises at 6:00 by the sun, which is 7.5 min behind the clock on that day.
  CHECK(timeOfDayText(wide.home[0].first).substr(0, 4) == "06:0");
}

TEST_CASE("How far the axes turn says for how long they could face the sun") {
  Yard yard;
  yard.turn(0);
  const SunDay day = sunDay(yard.survey(), {0, 0}, kEquinox);
  // Tilt up to 10 + 14.98 degrees, in the morning ahead and in the evening behind: pan to 162 + 25.
  CHECK(day.lenses[1].reachMinutes ==
        Approx(2 * minutesUpTo(10 + 14.984 + 0.2666, 0.03)).margin(6));
  // The wide lens's pan ends at 110 + 48 degrees: the evening is out of reach.
  CHECK(day.lenses[0].reachMinutes == day.lenses[0].homeMinutes);
}

TEST_CASE("A wall to the east hides the sun up to its height") {
  Yard yard;
  yard.turn(0);
  yard.box("wall", {20, -300, 0}, {21, 300, 60});
  const SunDay day = sunDay(yard.survey(), {0, 0}, kEquinox);
  CHECK(day.lenses[0].homeMinutes == 0);
  CHECK(day.lenses[1].homeMinutes == 0);
}

TEST_CASE("A camera is judged on its date and at both solstices") {
  Yard yard;
  yard.scene.site = Site{50, 0};
  yard.scene.calendarStart = kDecember;
  CHECK(yard.finding("sun").verdict ==
        Verdict::kMet);  // looks north, where the sun never is by day
  CHECK(figure(yard.finding("sun"), "december_wide_home_min") == 0);
  yard.turn(-90);
  const Finding south = yard.finding("sun");
  CHECK(south.verdict == Verdict::kNotMet);
  CHECK(south.promise == "INS-4");
  // At 16.6 degrees at noon it is in the wide lens's picture, at 63.4 in June above it.
  CHECK(figure(south, "december_wide_home_min") > 200);
  CHECK(figure(south, "date_wide_home_min") == figure(south, "december_wide_home_min"));
  CHECK(figure(south, "june_wide_home_min") == 0);
  CHECK(has(south.measured, "2026-12-21: wide lens "));
  CHECK(has(south.measured, "UTC)"));
}

TEST_CASE("Looking north in the far north, the sun of midnight is in the picture") {
  Yard yard;
  yard.scene.site = Site{69.65, 18.96};
  yard.scene.calendarStart = kDecember;
  const Finding finding = yard.finding("sun");
  CHECK(finding.verdict == Verdict::kNotMet);
  CHECK(figure(finding, "june_up_min") == 1440);
  CHECK(figure(finding, "june_wide_home_min") > 300);
  CHECK(figure(finding, "december_up_min") == 0);
  CHECK(has(finding.measured, "2026-12-21: the sun does not rise"));
}

TEST_CASE("Without a site the sun's way cannot be told") {
  const Yard yard;
  const Finding finding = yard.finding("sun");
  CHECK(finding.verdict == Verdict::kCannotTell);
  CHECK(has(finding.measured, "the scene has no site"));
}
