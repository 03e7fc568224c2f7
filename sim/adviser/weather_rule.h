// INS-6: film off; where it may get wet, kit on the port and cover closed.
#pragma once

#include "sim/adviser/finding.h"
#include "sim/adviser/survey.h"

namespace tw::sim {

Finding weatherRule(const Survey& survey);

}  // namespace tw::sim
