// INS-3: 2.5 to 3 m above the ground.
#pragma once

#include "sim/adviser/finding.h"
#include "sim/adviser/survey.h"

namespace tw::sim {

Finding heightRule(const Survey& survey);

}  // namespace tw::sim
