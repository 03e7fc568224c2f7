#include "sim/adviser/wall_rule.h"

#include <cmath>

#include "sim/adviser/beside.h"
#include "sim/adviser/flare.h"
#include "sim/adviser/say.h"
#include "sim/core/number_text.h"

namespace tw::sim {
namespace {

constexpr double kLeastBesideM = 0.30;
constexpr double kFlareM = 1.0;

std::string sideText(const Survey& survey, const std::optional<NearThing>& thing,
                     const std::string& side) {
  if (!thing) return side + ": nothing within " + fixed(kBesideM, 0) + " m";
  return side + ": " + metresText(thing->distanceM) + " (" + survey.objectName(thing->objectId) +
         ")";
}

NearThing nearer(const std::optional<NearThing>& left, const std::optional<NearThing>& right) {
  NearThing nearest{kBesideM};
  for (const auto& side : {left, right})
    if (side && side->distanceM < nearest.distanceM) nearest = *side;
  return nearest;
}

Flare flareOf(const Survey& survey, const NearThing& thing) {
  const double angle = degrees(thing.leftDeg).value;
  const Vec3 towards = survey.ahead * std::cos(angle) + survey.left * std::sin(angle);
  return flareAt(spotlightOf(survey), towards, thing.distanceM);
}

// What is far away flares little: there the limit says more than its own distance.
std::string consequenceText(const Flare& flare, const NearThing& judged, bool flares) {
  return (flares ? "" : "No surface is near enough to flare; one at the limit would. ") +
         flareText(flare, metresText(judged.distanceM) + " from the spotlight") +
         " The exposure follows what is bright: the nearer it is, the darker the visitor becomes.";
}

}  // namespace

Finding wallRule(const Survey& survey) {
  Finding finding{.promise = "INS-5",
                  .rule =
                      "The nearest surface beside the camera is more than 0.30 m away; the "
                      "wall that it hangs on does not count."};
  const auto left = nearestBeside(survey, true), right = nearestBeside(survey, false);
  finding.measured = sideText(survey, left, "left") + "; " + sideText(survey, right, "right");
  const NearThing nearest = nearer(left, right);
  finding.verdict = nearest.distanceM > kLeastBesideM ? Verdict::kMet : Verdict::kNotMet;
  const bool flares = nearest.distanceM <= kFlareM;
  const NearThing judged = flares ? nearest : NearThing{kLeastBesideM, 90};
  const Flare flare = flareOf(survey, judged);
  finding.consequence = consequenceText(flare, judged, flares);
  if (left) finding.figures.push_back({"left_m", left->distanceM});
  if (right) finding.figures.push_back({"right_m", right->distanceM});
  finding.figures.push_back({"flare_at_m", judged.distanceM, true});
  finding.figures.push_back({"flare_lux", flare.lux, true});
  finding.figures.push_back({"flare_wall_cd_m2", flare.wallCdM2, true});
  finding.figures.push_back({"flare_contrast", flare.contrast(), true});
  return finding;
}

}  // namespace tw::sim
