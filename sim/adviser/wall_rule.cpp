#include "sim/adviser/wall_rule.h"

#include <algorithm>

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

}  // namespace

Finding wallRule(const Survey& survey) {
  Finding finding{.promise = "INS-5",
                  .rule =
                      "The nearest surface beside the camera is more than 0.30 m away; the "
                      "wall that it hangs on does not count."};
  const auto left = nearestBeside(survey, true), right = nearestBeside(survey, false);
  finding.measured = sideText(survey, left, "left") + "; " + sideText(survey, right, "right");
  double nearest = kBesideM;
  for (const auto& side : {left, right})
    if (side) nearest = std::min(nearest, side->distanceM);
  finding.verdict = nearest > kLeastBesideM ? Verdict::kMet : Verdict::kNotMet;
  // What is far away flares little: there the limit says more than its own distance.
  const double judgedAt = nearest <= kFlareM ? std::max(nearest, 0.01) : kLeastBesideM;
  const Flare flare = flareAt(survey.model.spotlight.intensity, judgedAt);
  finding.consequence = flareText(flare, judgedAt);
  if (left) finding.figures.push_back({"left_m", left->distanceM});
  if (right) finding.figures.push_back({"right_m", right->distanceM});
  finding.figures.push_back({"flare_at_m", judgedAt});
  finding.figures.push_back({"flare_lux", flare.lux});
  finding.figures.push_back({"flare_wall_cd_m2", flare.wallCdM2});
  finding.figures.push_back({"flare_contrast", flare.contrast()});
  return finding;
}

}  // namespace tw::sim
