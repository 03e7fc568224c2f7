#include "sim/adviser/adviser.h"

#include <cmath>

#include "sim/adviser/eave_rule.h"
#include "sim/adviser/height_rule.h"
#include "sim/adviser/notice_rule.h"
#include "sim/adviser/plan.h"
#include "sim/adviser/privacy_rule.h"
#include "sim/adviser/radio_rule.h"
#include "sim/adviser/sun_rule.h"
#include "sim/adviser/view_rule.h"
#include "sim/adviser/wall_rule.h"
#include "sim/adviser/weather_rule.h"

namespace tw::sim {
namespace {

struct Rule {
  const char* name;
  Finding (*judge)(const Survey&);
};
constexpr Rule kRules[] = {
    {"height", heightRule},   {"view", viewRule},     {"wifi", radioRule},
    {"sun", sunRule},         {"wall", wallRule},     {"eave", eaveRule},
    {"weather", weatherRule}, {"notice", noticeRule}, {"privacy", privacyRule}};

// What hangs at 2.8 m does not hang at 2.7999999999999994.
double rounded(double value) { return std::round(value * 1e6) / 1e6; }

}  // namespace

const char* toString(Verdict verdict) {
  constexpr const char* kWords[] = {"met", "not met", "cannot be told here"};
  return kWords[static_cast<int>(verdict)];
}

std::vector<std::string> ruleNames() {
  std::vector<std::string> names;
  for (const Rule& rule : kRules) names.push_back(rule.name);
  return names;
}

std::vector<Finding> findingsOf(const Survey& survey) {
  std::vector<Finding> findings;
  for (const Rule& rule : kRules) {
    findings.push_back(rule.judge(survey));
    findings.back().name = rule.name;
    for (Figure& figure : findings.back().figures) figure.value = rounded(figure.value);
  }
  return findings;
}

Advice advise(const SceneFile& scene, const MountPoint& mount, const CameraModel& model) {
  const Survey survey(scene, mount, model);
  return {mount.name, findingsOf(survey), planSvg(survey)};
}

}  // namespace tw::sim
