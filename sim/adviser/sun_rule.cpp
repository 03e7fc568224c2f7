#include "sim/adviser/sun_rule.h"

#include <algorithm>
#include <array>
#include <numbers>

#include "sim/adviser/say.h"
#include "sim/adviser/sun_hours.h"
#include "sim/core/number_text.h"

namespace tw::sim {
namespace {

constexpr double kFullSunLux = 60000;
constexpr double kLeastVeil = 0.005, kMostVeil = 0.02;  // of the light, in a clean lens
constexpr size_t kSpans = 3;                            // that a sentence names

struct NamedDay {
  std::string key;  // of its figures
  SunDay day;
  std::string date() const { return dateText(day.midnight + std::chrono::hours{12}); }
};

const char* nameOf(hal::LensId lens) {
  return lens == hal::LensId::kWide ? "wide lens" : "PTZ lens";
}

// "wide lens 95 min (04:10-05:44)"
std::string lensText(const LensSun& sun, hal::LensId lens) {
  std::string text = std::string(nameOf(lens)) + " " + std::to_string(sun.homeMinutes) + " min";
  for (size_t i = 0; i < sun.home.size() && i < kSpans; ++i)
    text += (i == 0 ? " (" : ", ") + timeOfDayText(sun.home[i].first) + "-" +
            timeOfDayText(sun.home[i].second);
  if (sun.home.size() > kSpans) text += ", ...";
  return sun.home.empty() ? text : text + " UTC)";
}

std::string dayText(const NamedDay& named) {
  if (named.day.upMinutes == 0) return named.date() + ": the sun does not rise";
  std::string text = named.date() + ": ";
  int reach = 0;
  for (const hal::LensId lens : hal::kLenses) {
    const LensSun& sun = named.day.lenses[hal::index(lens)];
    text += lensText(sun, lens) + ", ";
    reach = std::max(reach, sun.reachMinutes);
  }
  return text + "an axis could face it for " + std::to_string(reach) + " of " +
         std::to_string(named.day.upMinutes) + " min";
}

void addFigures(const NamedDay& named, std::vector<Figure>& figures) {
  figures.push_back({named.key + "_up_min", double(named.day.upMinutes)});
  for (const hal::LensId lens : hal::kLenses) {
    const LensSun& sun = named.day.lenses[hal::index(lens)];
    const std::string key = named.key + "_" + hal::toString(lens);
    figures.push_back({key + "_home_min", double(sun.homeMinutes)});
    figures.push_back({key + "_reach_min", double(sun.reachMinutes)});
  }
}

std::string sunConsequence() {
  const auto veil = [](double share) { return fixed(share * kFullSunLux / std::numbers::pi, 0); };
  return "The sun's disc burns out, and stray light in the lens lays a veil over the whole "
         "picture: of 60 000 lx, 0.5 to 2 % make " +
         veil(kLeastVeil) + " to " + veil(kMostVeil) +
         " cd/m2, as bright as what stands in the shade. Exposed for the sun, people are dark "
         "outlines.";
}

}  // namespace

Finding sunRule(const Survey& survey) {
  Finding finding{.promise = "INS-4",
                  .rule =
                      "No lens faces the sun from its home position: on the scene's date, and "
                      "at both solstices."};
  finding.consequence = sunConsequence();
  if (!survey.scene.site) {
    finding.measured = "the scene has no site (\"site\")";
    return finding;
  }
  const CalendarTime start = survey.scene.calendarStart;
  finding.verdict = Verdict::kMet;
  const std::array<std::pair<const char*, CalendarTime>, 3> days{
      {{"date", start},
       {"june", dayInYearOf(start, 6, 21)},
       {"december", dayInYearOf(start, 12, 21)}}};
  for (const auto& [key, at] : days) {
    const NamedDay named{key, sunDay(survey, *survey.scene.site, at)};
    finding.measured += (finding.measured.empty() ? "" : "; ") + dayText(named);
    addFigures(named, finding.figures);
    for (const LensSun& sun : named.day.lenses)
      if (sun.homeMinutes > 0) finding.verdict = Verdict::kNotMet;
  }
  return finding;
}

}  // namespace tw::sim
