// INS-4: no lens faces the sun, on the scene's date and at both solstices.
#pragma once

#include "sim/adviser/finding.h"
#include "sim/adviser/survey.h"

namespace tw::sim {

Finding sunRule(const Survey& survey);

}  // namespace tw::sim
