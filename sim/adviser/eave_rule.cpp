#include "sim/adviser/eave_rule.h"

#include "sim/adviser/beside.h"
#include "sim/adviser/flare.h"
#include "sim/adviser/say.h"
#include "sim/core/number_text.h"

namespace tw::sim {
namespace {

constexpr double kLargestGapM = 0.20;

}  // namespace

Finding eaveRule(const Survey& survey) {
  Finding finding{.promise = "INS-5",
                  .rule = "An eave, if there is one, is less than 0.20 m above the camera."};
  const auto eave = lowestAbove(survey);
  if (!eave) {
    finding.verdict = Verdict::kMet;
    finding.measured = "nothing hangs above within " + fixed(kAboveM, 0) + " m";
    finding.consequence =
        "Without an eave none is lit; rain and sun reach the lenses from all sides.";
    return finding;
  }
  finding.verdict = eave->distanceM < kLargestGapM ? Verdict::kMet : Verdict::kNotMet;
  finding.measured = metresText(eave->distanceM) + " from the camera's top to what hangs above (" +
                     survey.objectName(eave->objectId) + ")";
  const double aboveLampM =
      eave->distanceM + topOf(survey.model, survey.mount.pose) - survey.lamp.z;
  const Flare flare = flareAt(spotlightOf(survey), {0, 0, 1}, aboveLampM);
  finding.figures = {{"eave_m", eave->distanceM},
                     {"eave_flare_lux", flare.lux, true},
                     {"eave_flare_contrast", flare.contrast(), true}};
  finding.consequence =
      "Farther below, rain and a low sun reach the lenses past the eave. The nearer it hangs, the "
      "more of the spotlight's light it throws back: the manual's limit is not about light. " +
      flareText(flare, metresText(aboveLampM) + " above the spotlight");
  return finding;
}

}  // namespace tw::sim
