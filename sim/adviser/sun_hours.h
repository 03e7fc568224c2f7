// For how long of a day the sun stands in the lenses' pictures, unless the place hides it.
#pragma once

#include <string>
#include <vector>

#include "sim/adviser/survey.h"

namespace tw::sim {

struct LensSun {
  int homeMinutes = 0;   // the disc, or a part of it, in the picture from the home position
  int reachMinutes = 0;  // where the axes could turn to it, home included
  // Stretches of `homeMinutes`: first and last minute.
  std::vector<std::pair<CalendarTime, CalendarTime>> home = {};
};

struct SunDay {
  CalendarTime midnight{};  // by mean solar time
  int upMinutes = 0;        // above the level horizon
  hal::PerLens<LensSun> lenses = {};
};

// Of the day, by the site's mean solar time, that holds this instant; minute by minute.
SunDay sunDay(const Survey& survey, Site site, CalendarTime within);

std::string dateText(CalendarTime at);       // "2026-06-01", UTC
std::string timeOfDayText(CalendarTime at);  // "13:05", UTC
// Noon, UTC, of a day in the year of this instant.
CalendarTime dayInYearOf(CalendarTime at, unsigned month, unsigned day);

}  // namespace tw::sim
