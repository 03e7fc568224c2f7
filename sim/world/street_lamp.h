// A lamp of the place, which burns while it is dark.
//   {"name": "street_lamp", "position_m": [-5, 14, 5], "intensity_cd": 900, "half_angle_deg": 62}
// shines down ("pitch_deg": -90) as cos^m. Instead of "half_angle_deg", "ies": "lamp.ies" names a
// measured beam beside the file (sim/light/ies_file.h): "heading_deg" is where its C90 lies then,
// the street side; "intensity_cd", if given, is that of its strongest direction, else the file's.
//
// It is white, or of this "colour": [1, 0.74, 0.42], linear; its candela stay the same. Then it has
// no infrared. "spectrum": {"file": "lamp.csv"} (sim/light/spectrum_json.h) instead tells both its
// colour and how much infrared comes with its candela. With it, in place of "intensity_cd",
// "intensity_w_sr" may give the strength in watts of all its light: that of an infrared lamp.
#pragma once

#include <string>

#include "sim/core/json_reader.h"
#include "sim/world/scene_state.h"

namespace tw::sim {

struct StreetLamp {
  std::string name;
  Lamp lamp{};  // as it burns
};

// Flaws are InputErrors at their key.
StreetLamp readStreetLamp(const JsonReader& from);

}  // namespace tw::sim
