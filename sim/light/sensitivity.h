// How eyes weight light: for seeing, and for what harms them. All peak at about 1 unless said.
#pragma once

#include "sim/light/spectrum.h"

namespace tw::sim {

inline constexpr double kLumensAWatt = 683;  // at 555 nm: SI, definition of the candela

// V(lambda): CIE 018:2019, photopic; 380 to 780 nm.
const Spectrum& luminousEfficiency();
// B(lambda): IEC 62471:2006, table 4.2; 300 to 700 nm. Linear between its 5 nm, with its step from
// 495 to 500 nm.
const Spectrum& blueLightHazard();
// R(lambda), retinal thermal hazard: IEC 62471:2006, table 4.2; 380 to 1400 nm. 10 at 440 nm.
const Spectrum& retinalThermalHazard();

// How well an image sensor without its cut filter sees the infrared (780 to 1100 nm) of a source,
// against the same watts at 850 nm: silicon with quantum efficiencies of 0.38 at 780 nm, 0.30 at
// 850 nm, 0.12 at 940 nm, and more photons a watt the longer the wave. Of all watts of the source.
double infraredSeenShare(const Spectrum& source);

// Lumens a watt of all of the source's light: 683 at 555 nm, 0 of what no eye sees.
double luminousEfficacy(const Spectrum& source);

// K_B,v of IEC 62471-7 (IEC TR 62778): blue-light weighted watts a lumen; of any unit of the
// spectrum, which is not dark to the eye.
double blueWattsALumen(const Spectrum& source);

}  // namespace tw::sim
