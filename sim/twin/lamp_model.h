// A camera's lamps, as its model file describes them: how bright, how wide, of what spectrum, how
// large what shines is. Light and eyes are computed from the same figures.
//
//   "spotlight": {
//     "intensity_cd": 55.5,        on the axis at full duty, all emitters together; of infrared
//                                  "intensity_w_sr"
//     or "exempt_beyond_m": 0.25   instead: the intensity that makes one emitter exempt from there
//                                  on (sim/light/eye_hazard.h): a calibration, no measurement
//     "half_angle_deg": 45,        below 90
//     "spectrum": {"leds": [{"peak_nm": 450, "width_nm": 20, "share": 1}, ...]},
//     or          {"file": "measured.csv"}, beside the model file (sim/light/spectrum.h)
//     "emitter_mm": 8,             diameter of each emitter, as it is seen to shine
//     "emitters": 2, "pitch_mm": 60,   a row of them; one, if left out
//     "on_share": 0.5,             most of the time that it is on, where it flashes
//     "origin": "..."              where the figures come from, for tables
//   }
//
// Flaws are InputErrors that name file, line and key.
#pragma once

#include <optional>
#include <string>

#include "sim/core/json_reader.h"
#include "sim/light/eye_hazard.h"
#include "sim/light/spectrum.h"

namespace tw::sim {

struct LampModel {
  double intensity = 1;      // on the axis at full duty: cd; of infrared W/sr
  double halfAngleDeg = 60;  // where half of it is left
  bool infrared = false;
  std::optional<double> calibratedAt = {};  // m; `intensity` follows from it
  Spectrum spectrum{};                      // relative
  double emitterDiameter = 0.008;           // m
  int emitters = 1;
  double pitch = 0;  // m
  double onShare = 1;
  std::string origin = {};
};

LampModel readLampModel(const JsonReader& reader, bool infrared);

// At `duty` (0..1) of its full intensity.
EyeLamp eyeLampOf(const LampModel& lamp, double duty = 1);

}  // namespace tw::sim
