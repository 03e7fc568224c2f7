// A map of what lamps may do to eyes, from above or from the side, as inline SVG in metres: bands
// of the exposure hazard value, coloured by risk group, around the camera's body.
//
// Each band is cut through the lamps' axes; of lamps that overlap the worse one is shown, for
// IEC 62471 judges each for itself.
#pragma once

#include <span>
#include <string>

#include "sim/twin/lamp_safety.h"

namespace tw::sim {

enum class MapSide { kAbove, kAside };

// `lamps` (one at least) and the body's parts in the body frame.
std::string hazardMap(std::span<const LampSafety> lamps, std::span<const Part> body, MapSide side);

// Which colour is what, of the groups that there are; HTML.
std::string hazardLegend(std::span<const LampSafety> lamps);

}  // namespace tw::sim
