// The sun's way against worked examples, almanacs and what follows from its declination alone.
#include "sim/world/sun_path.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "tests/support/catch.h"

using namespace tw;
using namespace tw::sim;
using Catch::Detail::Approx;

namespace {

CalendarTime utc(int year, unsigned month, unsigned day, int hour = 0, int minute = 0,
                 int second = 0) {
  const std::chrono::sys_days date{std::chrono::year_month_day{
      std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}}};
  return CalendarTime{Duration{date.time_since_epoch()} + std::chrono::hours{hour} +
                      std::chrono::minutes{minute} + std::chrono::seconds{second}};
}

// The highest or lowest of a day, second by second around its middle or its night.
template <class Better>
SunPosition extreme(Site site, CalendarTime from, Better better) {
  SunPosition best = sunPosition(site, from);
  for (int second = 10; second < 86400; second += 10) {
    const SunPosition now = sunPosition(site, from + std::chrono::seconds{second});
    if (better(now.elevationDeg, best.elevationDeg)) best = now;
  }
  return best;
}

double noonElevation(double latitude, CalendarTime from) {
  return extreme({latitude, 0}, from, std::greater<>()).elevationDeg;
}

// Where it crosses the level horizon upwards on this day.
SunPosition sunrise(Site site, CalendarTime from) {
  SunPosition before = sunPosition(site, from);
  for (int second = 1; second < 86400; ++second) {
    const SunPosition now = sunPosition(site, from + std::chrono::seconds{second});
    if (before.elevationDeg < 0 && now.elevationDeg >= 0) return now;
    before = now;
  }
  FAIL("the sun does not rise");
  return before;
}

double equationAt(unsigned month, unsigned day) {
  return sunCoordinates(utc(2026, month, day, 12)).equationMin;
}

}  // namespace

TEST_CASE("The sun of Meeus' example 25.a") {
  const SunCoordinates sun = sunCoordinates(utc(1992, 10, 13));
  CHECK(sun.rightAscensionDeg == Approx(198.38083).margin(0.001));
  CHECK(sun.declinationDeg == Approx(-7.78507).margin(0.001));
  CHECK(sun.equationMin == Approx(13 + 42.6 / 60).margin(0.01));  // example 28.b
}

TEST_CASE("The sun of the NREL's example for its Solar Position Algorithm") {
  // Reda and Andreas, NREL/TP-560-34302: 2003-10-17, 12:30:30 at UTC-7.
  const Site golden{39.742476, -105.1786};
  const SunPosition sun = sunPosition(golden, utc(2003, 10, 17, 19, 30, 30));
  CHECK(sun.azimuthDeg == Approx(194.34024).margin(0.01));
  CHECK(sun.elevationDeg == Approx(39.872046).margin(0.01));
}

TEST_CASE("At the equinoxes and solstices of 2026 the declination is what it must be") {
  CHECK(sunCoordinates(utc(2026, 3, 20, 14, 46)).declinationDeg == Approx(0).margin(0.005));
  CHECK(sunCoordinates(utc(2026, 9, 23, 0, 5)).declinationDeg == Approx(0).margin(0.005));
  // The obliquity of the ecliptic: 23.439 degrees in 2000, 0.013 less a century.
  CHECK(sunCoordinates(utc(2026, 6, 21, 8, 25)).declinationDeg == Approx(23.436).margin(0.005));
  CHECK(sunCoordinates(utc(2026, 12, 21, 20, 50)).declinationDeg == Approx(-23.436).margin(0.005));
}

TEST_CASE("At noon the sun stands at 90 degrees less latitude plus declination") {
  const CalendarTime equinox = utc(2026, 3, 20, 2, 46), june = utc(2026, 6, 21),
                     december = utc(2026, 12, 21);
  for (const double latitude : {51.5, 40.0, 10.0, -33.9}) {
    INFO(latitude);
    // Within 12 hours of the equinox the declination is within 0.2 degrees of 0.
    CHECK(noonElevation(latitude, equinox) == Approx(90 - std::abs(latitude)).margin(0.2));
    CHECK(noonElevation(latitude, june) == Approx(90 - std::abs(latitude - 23.436)).margin(0.01));
    CHECK(noonElevation(latitude, december) ==
          Approx(90 - std::abs(latitude + 23.436)).margin(0.01));
  }
}

TEST_CASE("At noon the sun is in the south of the north, and in the north of the south") {
  const auto noon = [](double latitude) {
    return extreme({latitude, 0}, utc(2026, 6, 21), std::greater<>()).azimuthDeg;
  };
  CHECK(noon(50) == Approx(180).margin(0.2));
  const double south = noon(-50);
  CHECK(std::min(south, 360 - south) < 0.2);
}

TEST_CASE("On the equator the sun rises as far from east as its declination") {
  CHECK(sunrise({0, 0}, utc(2026, 3, 20)).azimuthDeg == Approx(90).margin(0.2));
  CHECK(sunrise({0, 0}, utc(2026, 6, 21)).azimuthDeg == Approx(90 - 23.436).margin(0.01));
  CHECK(sunrise({0, 0}, utc(2026, 12, 21)).azimuthDeg == Approx(90 + 23.436).margin(0.01));
}

TEST_CASE("Sunrise at a latitude: the azimuth's cosine is sin(dec) / cos(lat)") {
  const double expected =
      toDegrees(Radians{std::acos(std::sin(degrees(23.436).value) / std::cos(degrees(50).value))});
  CHECK(sunrise({50, 0}, utc(2026, 6, 21)).azimuthDeg == Approx(expected).margin(0.02));
}

TEST_CASE("The equation of time at its extremes is that of the almanacs, to 5 s") {
  CHECK(equationAt(2, 11) == Approx(-(14 + 15.0 / 60)).margin(5.0 / 60));
  CHECK(equationAt(5, 14) == Approx(3 + 41.0 / 60).margin(5.0 / 60));
  CHECK(equationAt(7, 26) == Approx(-(6 + 30.0 / 60)).margin(5.0 / 60));
  CHECK(equationAt(11, 3) == Approx(16 + 25.0 / 60).margin(5.0 / 60));
  double least = 0, most = 0;
  for (int day = 0; day < 365; ++day) {
    const double now =
        sunCoordinates(utc(2026, 1, 1, 12) + std::chrono::hours{24 * day}).equationMin;
    least = std::min(least, now), most = std::max(most, now);
  }
  CHECK(least == Approx(-(14 + 15.0 / 60)).margin(5.0 / 60));
  CHECK(most == Approx(16 + 25.0 / 60).margin(5.0 / 60));
}

TEST_CASE("Beyond the polar circle the sun does not set in June nor rise in December") {
  const Site tromso{69.65, 18.96};
  CHECK(extreme(tromso, utc(2026, 6, 21), std::less<>()).elevationDeg ==
        Approx(69.65 + 23.436 - 90).margin(0.01));
  CHECK(extreme(tromso, utc(2026, 12, 21), std::greater<>()).elevationDeg ==
        Approx(90 - 69.65 - 23.436).margin(0.01));
}

TEST_CASE("A degree of longitude is four minutes") {
  for (const double longitude : {-105.0, 25.65, 179.0}) {
    const SunPosition here = sunPosition({45, 0}, utc(2026, 4, 4, 12));
    // The declination moves by at most 0.4 degrees a day meanwhile.
    const SunPosition there =
        sunPosition({45, longitude}, utc(2026, 4, 4, 12) - fromSeconds(longitude * 240));
    CHECK(there.azimuthDeg == Approx(here.azimuthDeg).margin(0.25));
    CHECK(there.elevationDeg == Approx(here.elevationDeg).margin(0.2));
  }
}

TEST_CASE("Air lifts the sun by half a degree at the horizon and by nothing overhead") {
  CHECK(refractionDeg(0) == Approx(29.0 / 60).margin(0.2 / 60));  // Meeus, chapter 16: 28.98'
  CHECK(refractionDeg(10) == Approx(5.3 / 60).margin(0.1 / 60));  // and 5.3' at 10 degrees
  CHECK(refractionDeg(45) == Approx(58.1 / 3600).margin(0.1 / 3600));
  CHECK(refractionDeg(90) == 0);
  // Where one of NOAA's formulas takes over from another they differ by 1.7 arc seconds at most.
  CHECK(refractionDeg(5.0001) == Approx(refractionDeg(5)).margin(2.0 / 3600));
  CHECK(refractionDeg(-0.5749) == Approx(refractionDeg(-0.5751)).margin(0.01));
}

TEST_CASE("The vector to the sun has its bearing and its lifted elevation") {
  const Vec3 sun = sunTowards({120, 30});
  CHECK(length(sun) == Approx(1));
  CHECK(toDegrees(Radians{std::atan2(sun.x, sun.y)}) == Approx(120));
  CHECK(toDegrees(Radians{std::asin(sun.z)}) == Approx(30 + refractionDeg(30)));
}

TEST_CASE("A site's day begins at its own midnight") {
  CHECK(solarMidnight({0, 0}, utc(2026, 6, 1, 13)) == utc(2026, 6, 1));
  CHECK(solarMidnight({0, 90}, utc(2026, 6, 1, 13)) == utc(2026, 5, 31, 18));
  CHECK(solarMidnight({0, 90}, utc(2026, 6, 1, 19)) == utc(2026, 6, 1, 18));
  CHECK(solarMidnight({0, -90}, utc(2026, 6, 1, 5)) == utc(2026, 5, 31, 6));
}
