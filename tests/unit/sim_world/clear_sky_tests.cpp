// Sun, moon and sky by date, against tables, almanacs and eclipses.
#include "sim/world/clear_sky.h"

#include <chrono>
#include <cmath>

#include "sim/world/daylight.h"
#include "sim/world/moon_path.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_world/small_scene.h"

using namespace tw;
using namespace tw::sim;

namespace {

using namespace std::chrono;

CalendarTime utc(int y, unsigned m, unsigned d, int hour, int min) {
  return CalendarTime{sys_days{year{y} / month{m} / day{d}}.time_since_epoch() + hours{hour} +
                      minutes{min}};
}

std::string clearScene(const std::string& calendar, const std::string& latitude = "52") {
  return replaced(
      replaced(smallScene(),
               R"("sun": {"azimuth_deg": 180, "elevation_deg": 30, "illuminance_lux": 50000},)",
               R"("clear_sky": true, "site": {"latitude_deg": )" + latitude +
                   R"(, "longitude_deg": 5}, "calendar_start": ")" + calendar + "\","),
      R"("sky_lux": 10000,)", "");
}

}  // namespace

TEST_CASE("Sunlight has the levels of twilight, sunrise and noon") {
  // CIE: end of civil twilight 3.4 lx. Circular 171, table: the others.
  CHECK(sunlightLux(-6) == Approx(3.4).epsilon(0.03));
  CHECK(sunlightLux(-12) == Approx(0.0081).epsilon(0.03));
  CHECK(sunlightLux(-18) == Approx(0.00065).epsilon(0.03));
  CHECK(sunlightLux(-0.8) == Approx(453).epsilon(0.03));  // the upper limb touches the horizon
  CHECK(sunlightLux(0) == Approx(759).epsilon(0.03));
  CHECK(sunlightLux(90) == Approx(129000).epsilon(0.03));
  CHECK(sunlightLux(-40) == sunlightLux(-18));
}

TEST_CASE("The stretches of the polynomials meet within 3 percent, and rise all along") {
  for (const double at : {20.0, 5.0, -0.8, -5.0, -12.0})
    CHECK(sunlightLux(at) == Approx(sunlightLux(at - 1e-9)).epsilon(0.03));
  for (const double at : {20.0, 5.0})
    CHECK(moonlightLux(at, 0) == Approx(moonlightLux(at - 1e-9, 0)).epsilon(0.03));
  for (double at = -17.5; at < 90; at += 0.5) CHECK(sunlightLux(at) > sunlightLux(at - 0.5) * 0.98);
}

TEST_CASE("With a high sun the clear sky of the IES and that of Circular 171 agree to a tenth") {
  for (const double elevation : {45.0, 60.0, 75.0}) {
    const double height = std::sin(degrees(elevation).value);
    const double ies = 127500 * std::exp(-0.21 / height) * height + 800 + 15500 * std::sqrt(height);
    CHECK(sunlightLux(elevation) == Approx(ies).epsilon(0.1));
  }
}

TEST_CASE("A full moon overhead gives a quarter of a lux, a half moon a tenth of that") {
  CHECK(moonlightLux(90, 0) == Approx(0.269).epsilon(0.03));
  CHECK(moonlightLux(60, 90) / moonlightLux(60, 0) == Approx(0.119).epsilon(0.03));
  CHECK(moonlightLux(-2, 0) == 0);
}

TEST_CASE("The moon stands where Meeus's example 47.a has it: 1992 April 12, 0 h") {
  const MoonCoordinates moon = moonCoordinates(utc(1992, 4, 12, 0, 0));
  CHECK(std::abs(moon.longitudeDeg - 133.1627) < 0.3);
  CHECK(std::abs(moon.latitudeDeg + 3.2291) < 0.2);
  CHECK(std::abs(moon.rightAscensionDeg - 134.6885) < 0.4);
  CHECK(std::abs(moon.declinationDeg - 13.7684) < 0.3);
  CHECK(std::abs(moon.parallaxDeg - 0.9920) < 0.003);
}

TEST_CASE("At eclipses the moon is new or full") {
  CHECK(moonPhaseAngleDeg(utc(2024, 4, 8, 18, 18)) > 178.9);  // of the sun, total
  CHECK(moonPhaseAngleDeg(utc(2027, 8, 2, 10, 7)) > 178.9);
  CHECK(moonPhaseAngleDeg(utc(2026, 3, 3, 11, 34)) < 1.1);  // of the moon, total
  CHECK(moonPhaseAngleDeg(utc(2025, 9, 7, 18, 12)) < 1.1);
}

TEST_CASE("In a total eclipse the moon stands before the sun, seen from where it is total") {
  const Site nazas{25.29, -104.14};  // greatest eclipse, 2024 April 8, 18:17 UT
  const CalendarTime at = utc(2024, 4, 8, 18, 17);
  const SunPosition sun = sunPosition(nazas, at), moon = moonPosition(nazas, at);
  CHECK(std::abs(moon.elevationDeg - sun.elevationDeg) < 0.5);
  CHECK(std::abs(moon.azimuthDeg - sun.azimuthDeg) < 2);  // 20 degrees from the zenith
}

TEST_CASE("On level ground a clear sky gives the table's light, by day and by night") {
  const Site site{52, 5};
  for (const CalendarTime at :
       {utc(2026, 6, 21, 11, 40), utc(2026, 6, 21, 18, 0), utc(2026, 12, 21, 11, 40),
        utc(2026, 3, 3, 23, 30), utc(2026, 3, 18, 23, 30)}) {
    const SkyLight light = clearSky(site, at);
    const double wanted = sunlightLux(sunPosition(site, at).elevationDeg) +
                          moonlightLux(moonPosition(site, at).elevationDeg, moonPhaseAngleDeg(at));
    CHECK(sunLux({0, 0, 1}, light.sun) + light.skyLux == Approx(wanted));
    CHECK(light.skyLux > 0);
  }
  const SkyLight noon = clearSky(site, utc(2026, 6, 21, 11, 40));
  CHECK(noon.sun.illuminanceLux > 80000);
  CHECK(noon.skyLux < 25000);
  const SkyLight moonlit = clearSky(site, utc(2026, 3, 3, 23, 30));
  CHECK(moonlit.sun.illuminanceLux > 0.1);  // 12 h after full, high in the south
  CHECK(moonlit.sun.illuminanceLux < 0.4);
  const SkyLight dark = clearSky(site, utc(2026, 3, 18, 23, 30));  // a day before the new moon
  CHECK(dark.sun.illuminanceLux == 0);
  CHECK(dark.skyLux == Approx(0.00065).epsilon(0.03));
}

TEST_CASE("A scene with a place and a time has the sky of then") {
  const SceneFile scene = SceneFile::parse("small", clearScene("2026-06-21T11:40:00Z"));
  const SkyLight wanted = clearSky({52, 5}, utc(2026, 6, 21, 11, 40));
  CHECK(scene.sun == wanted.sun);
  CHECK(scene.skyLux == wanted.skyLux);
}

TEST_CASE("What is wrong with a sky by date is said with its key") {
  const auto said = [](const std::string& text) {
    return errorOf([&] { SceneFile::parse("small", text); });
  };
  CHECK_THAT(said(clearScene("2026-06-31T11:40:00Z")), Catch::Contains("calendar_start"));
  CHECK_THAT(said(clearScene("2026-06-21T11:40:00Z", "95")), Catch::Contains("latitude_deg"));
  CHECK_THAT(complaintOf(smallScene(), R"("sky_lux")", R"("clear_sky": true, "sky_lux")"),
             Catch::Contains("clear_sky") && Catch::Contains("'sun'"));
  const std::string whole = clearScene("2026-06-21T11:40:00Z");
  CHECK_THAT(said(replaced(whole, R"(, "calendar_start": "2026-06-21T11:40:00Z")", "")),
             Catch::Contains("clear_sky") && Catch::Contains("calendar_start"));
}
