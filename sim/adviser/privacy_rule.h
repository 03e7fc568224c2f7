// PRV-3: people are asked or warned, and the camera is not hidden.
#pragma once

#include "sim/adviser/finding.h"
#include "sim/adviser/survey.h"

namespace tw::sim {

Finding privacyRule(const Survey& survey);

}  // namespace tw::sim
