// Notices that a place has, as seen from a camera.
#pragma once

#include <optional>
#include <string>

#include "sim/adviser/survey.h"

namespace tw::sim {

struct Notice {
  std::string object = {};
  double distanceM = 0;  // on the plan, from the mount
};

std::optional<Notice> nearestNotice(const Survey& survey);

}  // namespace tw::sim
