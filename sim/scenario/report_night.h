// Plots of what a surface close to a camera takes from its night picture, over its distance
// (sim/adviser/night_contrast.h), with the manual's limit and where this camera hangs.
#pragma once

#include <string>

#include "sim/scenario/report.h"

namespace tw::sim {

std::string nightPlots(const NightCurves& night, const Advice& advice);  // HTML

}  // namespace tw::sim
