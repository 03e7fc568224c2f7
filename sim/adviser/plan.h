// The watched area on a plan, to scale, as an SVG picture: what a notice of a public place shows.
#pragma once

#include <string>

#include "sim/adviser/survey.h"

namespace tw::sim {

inline constexpr double kPlanPxAMetre = 25;  // of the picture's own units

// A whole SVG file, which can also stand in a page.
std::string planSvg(const Survey& survey);

}  // namespace tw::sim
