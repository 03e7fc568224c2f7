// INS-3: an unobstructed view of the ground within 15 m.
#pragma once

#include "sim/adviser/finding.h"
#include "sim/adviser/survey.h"

namespace tw::sim {

Finding viewRule(const Survey& survey);

}  // namespace tw::sim
