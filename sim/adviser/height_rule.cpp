#include "sim/adviser/height_rule.h"

#include <cmath>

#include "sim/adviser/say.h"
#include "sim/core/number_text.h"

namespace tw::sim {
namespace {

constexpr double kLowestM = 2.5, kHighestM = 3.0;
constexpr double kFaceM = 1.6, kNearM = 3.0;  // a face, and how far away it is looked at

std::string heightConsequence(double height, double fromAboveDeg) {
  const std::string face = "A face " + fixed(kNearM, 0) + " m away is seen from " +
                           degreesText(std::abs(fromAboveDeg)) +
                           (fromAboveDeg < 0 ? " below" : " above");
  if (height < kLowestM)
    return face +
           ", and a hand reaches the camera: it can be turned, covered or taken, and who stands "
           "near it hides all behind him.";
  if (height > kHighestM)
    return face +
           ": hats and hair instead of faces, and people who come near leave the picture "
           "below.";
  return face + ". Lower, a hand reaches the camera; higher, it sees hats instead of faces.";
}

}  // namespace

Finding heightRule(const Survey& survey) {
  Finding finding{.promise = "INS-3", .rule = "The camera is 2.5 to 3 m above the ground."};
  if (!survey.groundZ) {
    finding.measured = "there is nothing below the camera in this scene";
    finding.consequence = "Without ground nothing can be said of what the camera sees on it.";
    return finding;
  }
  const double height = survey.mount.pose.position.z - *survey.groundZ;
  const double fromAbove = toDegrees(Radians{std::atan2(height - kFaceM, kNearM)});
  // To the millimetre, as it can be measured: 3 m is still 3 m.
  const double rounded = std::round(height * 1000) / 1000;
  finding.verdict = rounded >= kLowestM && rounded <= kHighestM ? Verdict::kMet : Verdict::kNotMet;
  finding.measured = metresText(height) + " above what lies below";
  finding.consequence = heightConsequence(rounded, fromAbove);
  finding.figures = {{"height_m", height}, {"face_from_above_deg", fromAbove}};
  return finding;
}

}  // namespace tw::sim
