// The page's section of clips and snapshots. What the firmware saw is drawn over the stills, not
// into them.
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/report.h"

namespace tw::sim {

std::string picturesSection(const std::vector<ReportClip>& clips);  // empty: none

}  // namespace tw::sim
