// INS-5: more than 0.30 m from the wall beside the camera.
#pragma once

#include "sim/adviser/finding.h"
#include "sim/adviser/survey.h"

namespace tw::sim {

Finding wallRule(const Survey& survey);

}  // namespace tw::sim
