// Measured beams of lamps in the file format of ANSI/IES LM-63 (*.ies): 1986, 1991, 1995, 2002,
// 2019.
//
//   const Profile beam = readIes("models/lamps/street_lamp.ies");
//   const double lumens = lumensOf(*beam);
//
// Read are the type C photometry of a lamp that shines the same however it is tilted (TILT=NONE),
// with its candela multiplier, ballast factor and, before 2002, ballast-lamp photometric factor
// multiplied in; later files have something else there. Rated lumens, watts and the size of what
// shines are read over. Planes of 0..90, 0..180, 90..270 and 0..360 degrees, or 0 alone; vertical
// angles of 0..90, 90..180 or 0..180.
//
// Whatever else a file says or lacks is an InputError that names file and line and what would be
// right.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "sim/light/beam_profile.h"

namespace tw::sim {

inline constexpr int kMostAngles = 1441;  // of either kind: 360 degrees by quarters
inline constexpr double kMostCandela = 1e9;

Profile readIes(const std::filesystem::path& file);
Profile parseIes(const std::string& name, std::string_view text);  // `name` is for errors

}  // namespace tw::sim
