// A camera's lamps, as its model file describes them: how bright, how wide, of what spectrum, how
// large what shines is. Light and eyes are computed from the same figures.
//
//   "spotlight": {
//     "at_m": [0.081, 0, 0.012],   the middle of what shines, in the body frame
//     "heading_deg": 0, "pitch_deg": 0,   where it points; straight ahead, if left out
//     "intensity_cd": 55.5,        on the axis at full duty, all emitters together; of infrared
//                                  "intensity_w_sr"
//     or "exempt_beyond_m": 0.25   instead: the intensity that makes one emitter exempt from there
//                                  on (sim/light/eye_hazard.h): a calibration, no measurement
//     "half_angle_deg": 45,        below 90
//     or "ies": "measured.ies"     instead: the beam as measured, beside the model file
//                                  (sim/light/ies_file.h, sim/world/daylight.h). Its strength is
//                                  that of the keys above, which say it of the strongest direction
//                                  then; of visible light it is the file's where they are left out
//     "spectrum": {"file": "measured.csv"},   or of LEDs (sim/light/spectrum_json.h)
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
#include "sim/world/scene_state.h"

namespace tw::sim {

struct LampModel {
  std::string name;           // "spotlight": its device's too
  Pose pose{};                // in the body frame; shines along x
  double intensity = 1;       // on the axis at full duty: cd; of infrared W/sr
  double halfAngleDeg = 60;   // where half of it is left
  Profile profile = nullptr;  // a measured beam
  bool infrared = false;
  Colour colour{1, 1, 1};                   // of its spectrum, of luminance 1
  double seenInfrared = 0;                  // of an infrared one: what a sensor sees, as at 850 nm
  std::optional<double> calibratedAt = {};  // m; `intensity` follows from it
  Spectrum spectrum{};                      // relative
  double emitterDiameter = 0.008;           // m
  int emitters = 1;
  double pitch = 0;  // m
  double onShare = 1;
  EyeLamp eye{};  // what it is to an eye at full duty; follows from the others
  std::string origin = {};
};

// A place in the body frame: [ahead, left, up], within 2 m of its origin.
Vec3 readBodyPoint(const JsonReader& reader, const std::string& key);

// The member `name` of the file's lamps.
LampModel readLampModel(const JsonReader& lamps, const std::string& name, bool infrared);

}  // namespace tw::sim
