#include "sim/adviser/privacy_rule.h"

#include "sim/adviser/notices.h"
#include "sim/adviser/say.h"

namespace tw::sim {
namespace {

// From where on the watched ground the camera itself is in sight: what it sees can see it.
double seenFrom(const Survey& survey) {
  double all = 0, hidden = 0;
  for (const WatchedArea& area : survey.watched) all += area.areaM2, hidden += area.hiddenM2;
  return all > 0 ? 1 - hidden / all : 0;
}

}  // namespace

Finding privacyRule(const Survey& survey) {
  Finding finding{.promise = "PRV-3",
                  .rule =
                      "People concerned consent or are warned by a notice; the camera is not "
                      "hidden."};
  finding.measured = "the camera is in sight from " + percentText(seenFrom(survey)) +
                     " of the ground in its pictures";
  finding.figures = {{"in_sight_share", seenFrom(survey)}};
  finding.consequence =
      "Where people are neither asked nor warned, turn the camera until they are not in its "
      "pictures.";
  if (nearestNotice(survey)) {
    finding.verdict = Verdict::kMet;
    finding.measured += "; a notice warns of it";
  } else if (survey.scene.publicPlace == true) {
    finding.verdict = Verdict::kNotMet;
    finding.measured += "; the place is public, and no notice warns of it";
  } else {
    finding.measured += "; whether people consent is not known from a scene";
  }
  return finding;
}

}  // namespace tw::sim
