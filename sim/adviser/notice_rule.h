// INS-8: a public place has a notice.
#pragma once

#include "sim/adviser/finding.h"
#include "sim/adviser/survey.h"

namespace tw::sim {

Finding noticeRule(const Survey& survey);

}  // namespace tw::sim
