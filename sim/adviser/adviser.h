// The installation adviser: a camera at a mount of a place against the manual's rules of
// installation (INS-3 to INS-6, INS-8, PRV-3), each with what was measured and what breaking it
// does to the picture. It looks at what stands there, not at people, rain or radio waves.
#pragma once

#include <string>
#include <vector>

#include "sim/adviser/finding.h"
#include "sim/adviser/survey.h"

namespace tw::sim {

struct Advice {
  std::string mount = {};
  std::vector<Finding> findings = {};  // one for each rule, in the order of the manual
  std::string plan = {};               // SVG: sim/adviser/plan.h
};

std::vector<std::string> ruleNames();  // of the findings, in their order
std::vector<Finding> findingsOf(const Survey& survey);
Advice advise(const SceneFile& scene, const MountPoint& mount, const CameraModel& model);

}  // namespace tw::sim
