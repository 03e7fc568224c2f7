#include "sim/adviser/sun_hours.h"

#include <chrono>
#include <cstdio>

#include "sim/world/solid.h"
#include "sim/world/sun_path.h"

namespace tw::sim {
namespace {

using std::chrono::minutes;

std::chrono::sys_days daysOf(CalendarTime at) {
  return std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<Duration>{at.time_since_epoch()});
}

// Nothing that lies below the lens hides the sun above the horizon.
std::vector<Part> partsAbove(double z, const std::vector<Part>& parts) {
  std::vector<Part> above;
  for (const Part& part : parts)
    if (looseBox(part).high.z > z) above.push_back(part);
  return above;
}

class Watch {
 public:
  Watch(const Survey& survey, hal::LensId lens)
      : fields_(survey.fields),
        lens_(lens),
        above_(partsAbove(fields_.positionOf(lens).z, survey.parts)) {}

  void look(CalendarTime at, Vec3 sun, LensSun& seen) const {
    const Radians radius = degrees(kSunRadiusDeg);
    const bool home = fields_.seesFromHome(lens_, sun, radius);
    if (!home && !fields_.canTurnTo(lens_, sun, radius)) return;
    if (blocked(fields_.positionOf(lens_), sun, above_)) return;
    ++seen.reachMinutes;
    if (!home) return;
    ++seen.homeMinutes;
    if (seen.home.empty() || seen.home.back().second + minutes{1} != at)
      seen.home.emplace_back(at, at);
    seen.home.back().second = at;
  }

 private:
  const LensFields& fields_;
  hal::LensId lens_;
  std::vector<Part> above_;
};

}  // namespace

SunDay sunDay(const Survey& survey, Site site, CalendarTime within) {
  SunDay day;
  day.midnight = solarMidnight(site, within);
  const hal::PerLens<Watch> watches{Watch{survey, hal::LensId::kWide},
                                    Watch{survey, hal::LensId::kPtz}};
  for (int minute = 0; minute < 24 * 60; ++minute) {
    const CalendarTime at = day.midnight + minutes{minute};
    const Vec3 sun = sunTowards(sunPosition(site, at));
    if (sun.z <= 0) continue;
    ++day.upMinutes;
    for (const hal::LensId lens : hal::kLenses)
      watches[hal::index(lens)].look(at, sun, day.lenses[hal::index(lens)]);
  }
  return day;
}

std::string dateText(CalendarTime at) {
  const std::chrono::year_month_day date{daysOf(at)};
  char text[48];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

std::string timeOfDayText(CalendarTime at) {
  const auto minute =
      std::chrono::floor<minutes>(at.time_since_epoch() - Duration{daysOf(at).time_since_epoch()});
  char text[48];
  std::snprintf(text, sizeof text, "%02d:%02d", static_cast<int>(minute.count() / 60),
                static_cast<int>(minute.count() % 60));
  return text;
}

CalendarTime dayInYearOf(CalendarTime at, unsigned month, unsigned day) {
  const std::chrono::year_month_day date{daysOf(at)};
  const std::chrono::sys_days wanted{
      std::chrono::year_month_day{date.year(), std::chrono::month{month}, std::chrono::day{day}}};
  return CalendarTime{Duration{wanted.time_since_epoch()} + std::chrono::hours{12}};
}

}  // namespace tw::sim
