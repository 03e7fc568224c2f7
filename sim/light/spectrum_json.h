// A lamp's "spectrum" in a JSON file.
//   {"file": "lamp.csv"}      measured (sim/light/spectrum.h), beside the file that names it
//   or {"leds": [{"peak_nm": 450, "width_nm": 20, "share": 1}, ...]}   a sum of Gaussians
#pragma once

#include "sim/core/json_reader.h"
#include "sim/light/spectrum.h"

namespace tw::sim {

// Flaws, also those in the CSV file, are InputErrors at the key. Its unit is no matter.
Spectrum readSpectrum(const JsonReader& from);

}  // namespace tw::sim
