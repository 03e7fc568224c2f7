#include "sim/world/sun_path.h"

#include <cmath>

namespace tw::sim {
namespace {

constexpr double kJulianDayOf1970 = 2440587.5, kJulianDayOf2000 = 2451545.0;
constexpr double kSecondsADay = 86400;

double secondsOf(CalendarTime at) { return toSeconds(at.time_since_epoch()); }

double sine(double deg) { return std::sin(degrees(deg).value); }
double cosine(double deg) { return std::cos(degrees(deg).value); }

// Of the sun's and the Earth's motion; degrees.
struct Elements {
  double meanLongitude, meanAnomaly, eccentricity, apparentLongitude, obliquity;
};

Elements elementsAt(double t) {
  Elements e{};
  e.meanLongitude = 280.46646 + t * (36000.76983 + t * 0.0003032);
  e.meanAnomaly = 357.52911 + t * (35999.05029 - t * 0.0001537);
  e.eccentricity = 0.016708634 - t * (0.000042037 + t * 0.0000001267);
  const double m = e.meanAnomaly;
  const double centre = sine(m) * (1.914602 - t * (0.004817 + t * 0.000014)) +
                        sine(2 * m) * (0.019993 - t * 0.000101) + sine(3 * m) * 0.000289;
  const double node = 125.04 - 1934.136 * t;
  e.apparentLongitude = e.meanLongitude + centre - 0.00569 - 0.00478 * sine(node);
  const double arcSeconds = 21.448 - t * (46.8150 + t * (0.00059 - t * 0.001813));
  e.obliquity = 23 + (26 + arcSeconds / 60) / 60 + 0.00256 * cosine(node);
  return e;
}

// Meeus (28.3), of W. M. Smart; in minutes.
double equationOfTime(const Elements& e) {
  const double y = std::pow(std::tan(degrees(e.obliquity / 2).value), 2);
  const double l = e.meanLongitude, m = e.meanAnomaly, k = e.eccentricity;
  const double angle = y * sine(2 * l) - 2 * k * sine(m) + 4 * k * y * sine(m) * cosine(2 * l) -
                       y * y / 2 * sine(4 * l) - 1.25 * k * k * sine(2 * m);
  return 4 * toDegrees(Radians{angle});
}

}  // namespace

double centuriesSince2000(CalendarTime at) {
  return (kJulianDayOf1970 + secondsOf(at) / kSecondsADay - kJulianDayOf2000) / 36525;
}

double wholeTurn(double deg) { return deg - 360 * std::floor(deg / 360); }

SunCoordinates sunCoordinates(CalendarTime at) {
  const Elements e = elementsAt(centuriesSince2000(at));
  const double l = e.apparentLongitude;
  SunCoordinates sun;
  sun.rightAscensionDeg =
      wholeTurn(toDegrees(Radians{std::atan2(cosine(e.obliquity) * sine(l), cosine(l))}));
  sun.declinationDeg = toDegrees(Radians{std::asin(sine(e.obliquity) * sine(l))});
  sun.equationMin = equationOfTime(e);
  return sun;
}

SunPosition sunPosition(Site site, CalendarTime at) {
  const SunCoordinates sun = sunCoordinates(at);
  const double minutes = std::fmod(secondsOf(at), kSecondsADay) / 60;
  const double hourAngle = (minutes + sun.equationMin) / 4 + site.longitudeDeg - 180;
  return aboveHorizon(site, hourAngle, sun.declinationDeg);
}

SunPosition aboveHorizon(Site site, double hourAngle, double dec) {
  // Towards it, in the place's east, north and up.
  const double lat = site.latitudeDeg;
  const double east = -cosine(dec) * sine(hourAngle);
  const double north = cosine(lat) * sine(dec) - sine(lat) * cosine(dec) * cosine(hourAngle);
  const double up = sine(lat) * sine(dec) + cosine(lat) * cosine(dec) * cosine(hourAngle);
  return {wholeTurn(toDegrees(Radians{std::atan2(east, north)})),
          toDegrees(Radians{std::atan2(up, std::hypot(east, north))})};
}

double refractionDeg(double elevationDeg) {
  if (elevationDeg > 85) return 0;
  const double tangent = std::tan(degrees(elevationDeg).value), h = elevationDeg;
  double arcSeconds = 0;
  if (h > 5)
    arcSeconds = 58.1 / tangent - 0.07 / std::pow(tangent, 3) + 0.000086 / std::pow(tangent, 5);
  else if (h > -0.575)
    arcSeconds = 1735 + h * (-518.2 + h * (103.4 + h * (-12.79 + h * 0.711)));
  else
    arcSeconds = -20.772 / tangent;
  return arcSeconds / 3600;
}

Vec3 sunTowards(const SunPosition& sun) {
  const double h = sun.elevationDeg + refractionDeg(sun.elevationDeg);
  return {sine(sun.azimuthDeg) * cosine(h), cosine(sun.azimuthDeg) * cosine(h), sine(h)};
}

CalendarTime solarMidnight(Site site, CalendarTime at) {
  const double ahead = site.longitudeDeg * 240;  // seconds of its clock before Greenwich's
  const double day = std::floor((secondsOf(at) + ahead) / kSecondsADay);
  return CalendarTime{fromSeconds(day * kSecondsADay - ahead)};
}

}  // namespace tw::sim
