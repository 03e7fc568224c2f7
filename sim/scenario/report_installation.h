// How the cameras are mounted, against the manual's rules of installation: the page's section, with
// the watched area on a plan.
#pragma once

#include <string>

#include "sim/scenario/report.h"

namespace tw::sim {

std::string installationSection(const ReportData& data);  // empty without any advice

}  // namespace tw::sim
