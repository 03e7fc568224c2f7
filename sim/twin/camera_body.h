// What a camera looks like from outside, for those who draw it: simple parts, each on the member of
// the mechanics that carries it, and what lights it. No lens sees them and no lamp is shaded by
// them.
//
//   "body": [{"shape": "cylinder", "size_m": [0.04, 0.04, 0.02], "at_m": [0.09, 0, 0.06],
//             "pitch_deg": 90, "colour": [0.02, 0.02, 0.03], "on": "wide_pan"},
//            {"shape": "sphere", "size_m": [0.008, 0.008, 0.008], "at_m": [0.07, 0, 0.02],
//             "colour": [0.8, 0.8, 0.8], "on": "mount", "lit_by": "led"}]
//
// Places are in the body frame (x ahead, y left, z up) with all axes at 0; a part turns about its
// member's axis. "lit_by" may be missing.
#pragma once

#include <string>
#include <vector>

#include "sim/core/json_reader.h"
#include "sim/world/scene_state.h"

namespace tw::sim {

struct CameraModel;

struct BodyPart {
  enum class Member { kMount, kWidePan, kPtzPan, kPtzTilt };
  enum class Light { kNone, kLed, kSpotlight, kRedAlarm, kBlueAlarm };
  Part part{};  // at rest, in the body frame
  Member member{};
  Light light{};
};

struct AxisAngles {
  double widePanDeg = 0, ptzPanDeg = 0, ptzTiltDeg = 0;
};

// Throws InputError with file, line and path.
std::vector<BodyPart> readBody(const std::vector<JsonReader>& from);

// Of the model's body at this mount, in the world, in the body's order.
std::vector<Part> bodyParts(const CameraModel& model, const Pose& mount, const AxisAngles& angles);

}  // namespace tw::sim
