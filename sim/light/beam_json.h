// The keys of a lamp that say how it spreads its light.
//   "half_angle_deg": 45,     a cos^m, half of which is left there; below 90
//   or "ies": "lamp.ies"      a measured beam (sim/light/ies_file.h), beside the file that names it
#pragma once

#include "sim/core/json_reader.h"
#include "sim/light/beam_profile.h"

namespace tw::sim {

struct BeamShape {
  double halfAngleDeg = 60;   // of a measured beam the outermost
  Profile profile = nullptr;  // with "ies"
};

// Flaws, also those in the IES file, are InputErrors at the key.
BeamShape readBeam(const JsonReader& from);

// "intensity_cd", min..max; of a measured beam, where it is left out, that of the file's strongest
// direction.
double readCandela(const JsonReader& from, const BeamShape& beam, double min, double max);

}  // namespace tw::sim
