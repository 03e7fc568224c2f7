#include "sim/adviser/notice_rule.h"

#include "sim/adviser/notices.h"
#include "sim/adviser/say.h"

namespace tw::sim {

Finding noticeRule(const Survey& survey) {
  Finding finding{.promise = "INS-8",
                  .rule = "A public place has a notice that shows the watched area."};
  finding.consequence =
      "The plan shows the watched area, to be put on the notice. Without a notice people are "
      "filmed who do not know it, and the pictures may not be used or kept.";
  const auto notice = nearestNotice(survey);
  if (notice) finding.figures = {{"notice_m", notice->distanceM}};
  if (!survey.scene.publicPlace) {
    finding.measured = "the scene does not say whether the place is public (\"public\")";
    return finding;
  }
  if (!*survey.scene.publicPlace) {
    finding.verdict = Verdict::kMet;
    finding.measured = "the place is not public; what the plan shows beyond its fence may be";
    return finding;
  }
  finding.verdict = notice ? Verdict::kMet : Verdict::kNotMet;
  finding.measured = notice ? "public, with the notice '" + notice->object + "', " +
                                  metresText(notice->distanceM) + " from the camera"
                            : "public, and no object of the scene is a notice (\"notice\": true)";
  return finding;
}

}  // namespace tw::sim
