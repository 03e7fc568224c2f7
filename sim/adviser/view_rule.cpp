#include "sim/adviser/view_rule.h"

#include <algorithm>

#include "sim/adviser/flare.h"
#include "sim/adviser/say.h"
#include "sim/core/number_text.h"

namespace tw::sim {
namespace {

// The manual gives no figure. Where a quarter is hidden, one in four who come are not seen there.
constexpr double kMostHidden = 0.25;
constexpr size_t kNamed = 3;  // of those that hide most

double shareOf(const WatchedArea& area) {
  return area.areaM2 > 0 ? area.hiddenM2 / area.areaM2 : 0;
}

// "house 12 %, tree_left 4 %"
std::string hidersIn(const Survey& survey, const WatchedArea& area) {
  std::vector<std::pair<double, uint16_t>> most;
  for (const auto& [id, m2] : area.hiddenBy) most.emplace_back(m2, id);
  std::sort(most.rbegin(), most.rend());
  if (most.size() > kNamed) most.resize(kNamed);
  std::string text;
  for (const auto& [m2, id] : most)
    text +=
        (text.empty() ? "" : ", ") + survey.objectName(id) + " " + percentText(m2 / area.areaM2);
  return text;
}

std::string sentence(const Survey& survey, hal::LensId lens) {
  const WatchedArea& area = survey.watched[hal::index(lens)];
  const std::string name = lens == hal::LensId::kWide ? "wide lens" : "PTZ lens";
  if (area.areaM2 == 0) return name + ": no ground within 15 m in its picture";
  std::string text =
      name + ": " + percentText(shareOf(area)) + " of " + fixed(area.areaM2, 0) + " m2 hidden";
  const std::string hiders = hidersIn(survey, area);
  return hiders.empty() ? text : text + " (" + hiders + ")";
}

double nearestIn(const Survey& survey) {
  double nearest = 0;
  for (const WatchedArea& area : survey.watched)
    if (area.nearestM > 0 && (nearest == 0 || area.nearestM < nearest)) nearest = area.nearestM;
  return nearest;
}

std::string viewConsequence(double nearest) {
  std::string text = "What is hidden is neither seen nor found by either lens from there.";
  if (nearest == 0) return text;
  const double brighter = kTargetM * kTargetM / (nearest * nearest);
  return text + " The nearest thing in the way, at " + metresText(nearest) + ", gets " +
         fixed(brighter, brighter < 10 ? 1 : 0) +
         " times the lamps' light of a visitor at 10 m, and by night may outshine him.";
}

}  // namespace

Finding viewRule(const Survey& survey) {
  Finding finding{.promise = "INS-3",
                  .rule =
                      "The view is unobstructed: no more than 25 % of the ground in a lens's "
                      "picture, within 15 m, is hidden (our figure; the manual gives none)."};
  const WatchedArea& wide = survey.watched[hal::index(hal::LensId::kWide)];
  const WatchedArea& ptz = survey.watched[hal::index(hal::LensId::kPtz)];
  finding.measured =
      sentence(survey, hal::LensId::kWide) + "; " + sentence(survey, hal::LensId::kPtz);
  finding.consequence = viewConsequence(nearestIn(survey));
  finding.figures = {{"wide_area_m2", wide.areaM2},
                     {"wide_hidden_m2", wide.hiddenM2},
                     {"ptz_area_m2", ptz.areaM2},
                     {"ptz_hidden_m2", ptz.hiddenM2}};
  if (nearestIn(survey) > 0) finding.figures.push_back({"nearest_m", nearestIn(survey)});
  if (wide.areaM2 + ptz.areaM2 > 0)
    finding.verdict =
        std::max(shareOf(wide), shareOf(ptz)) <= kMostHidden ? Verdict::kMet : Verdict::kNotMet;
  return finding;
}

}  // namespace tw::sim
