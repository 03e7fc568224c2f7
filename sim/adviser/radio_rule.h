// INS-3: good Wi-Fi coverage, of which a scene says nothing.
#pragma once

#include "sim/adviser/finding.h"
#include "sim/adviser/survey.h"

namespace tw::sim {

Finding radioRule(const Survey& survey);

}  // namespace tw::sim
