// INS-5: less than 0.20 m below an eave.
#pragma once

#include "sim/adviser/finding.h"
#include "sim/adviser/survey.h"

namespace tw::sim {

Finding eaveRule(const Survey& survey);

}  // namespace tw::sim
