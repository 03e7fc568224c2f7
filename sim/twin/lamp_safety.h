// What each lamp of a camera may do to an eye, as a table: for the command line and for reports. By
// IEC 62471, looked into at 200 mm on the beam's axis (of a measured one, where it is strongest),
// at full duty.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "sim/twin/camera_model.h"
#include "sim/twin/hazard_zone.h"

namespace tw::sim {

struct LampSafety {
  LampModel lamp;
  EyeSource source;  // at full duty, in the body frame
  EyeHazard hazard;  // at kJudgedAt
  double exemptBeyond = 0;
};

// In a fixed order: spotlight, infrared, red_alarm, blue_alarm.
std::vector<LampSafety> lampSafety(const CameraModel& model);

const std::vector<std::string>& lampSafetyHead();  // of the columns
std::vector<std::string> lampSafetyCells(const LampSafety& lamp);
const std::vector<std::string>& lampSafetyFormulas();  // what the columns mean, in lines
// What the figures were computed from, and where that comes from.
std::string lampSafetyInputs(const LampSafety& lamp);
nlohmann::json toJson(const LampSafety& lamp);

}  // namespace tw::sim
