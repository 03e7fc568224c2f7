#include "sim/adviser/eave_rule.h"

#include "sim/adviser/beside.h"
#include "sim/adviser/flare.h"
#include "sim/adviser/say.h"

namespace tw::sim {
namespace {

constexpr double kLargestGapM = 0.20;

}  // namespace

Finding eaveRule(const Survey& survey) {
  Finding finding{.promise = "INS-5",
                  .name = "eave",
                  .rule = "An eave, if there is one, is less than 0.20 m above the camera."};
  const auto eave = lowestAbove(survey);
  if (!eave) {
    finding.verdict = Verdict::kMet;
    finding.measured = "nothing hangs above within " + fixedText(kAboveM, 0) + " m";
    finding.consequence =
        "Without an eave none is lit; rain and sun reach the lenses from all sides.";
    return finding;
  }
  finding.verdict = eave->distanceM < kLargestGapM ? Verdict::kMet : Verdict::kNotMet;
  finding.measured = metresText(eave->distanceM) + " from the camera's top to what hangs above (" +
                     survey.objectName(eave->objectId) + ")";
  finding.figures = {{"eave_m", eave->distanceM}};
  if (finding.verdict == Verdict::kMet) {
    finding.consequence =
        "So close below it the eave lies above the picture and outside the beam. Farther below, "
        "the beam lights its underside in the picture, and the exposure follows that.";
    return finding;
  }
  const double fromLamp = topOf(survey) + eave->distanceM - survey.lamp.z;
  const Flare flare = flareAt(survey.model.spotlight.intensity, fromLamp);
  finding.consequence = flareText(flare, fromLamp);
  finding.figures.push_back({"flare_at_m", fromLamp});
  finding.figures.push_back({"flare_lux", flare.lux});
  finding.figures.push_back({"flare_wall_cd_m2", flare.wallCdM2});
  finding.figures.push_back({"flare_contrast", flare.contrast()});
  return finding;
}

}  // namespace tw::sim
