// What surrounds a plan's map: its style, scale bar, north arrow and legend.
#pragma once

#include <string>

#include "sim/adviser/survey.h"

namespace tw::sim {

// Up to the map, whose side is so many units; it is clipped by #plan_map.
std::string planBegin(double side);
std::string planFrame(double side, double pxAMetre);
std::string planLegend(const Survey& survey, double side);

}  // namespace tw::sim
