#include "sim/twin/lamp_safety.h"

#include "sim/core/number_text.h"
#include "sim/light/sensitivity.h"

namespace tw::sim {
namespace {

const char* criterionOf(EyeHazard::Criterion criterion) {
  constexpr const char* kNames[] = {"blue light, radiance", "blue light, small source",
                                    "infrared, cornea", "infrared, retina"};
  return kNames[static_cast<int>(criterion)];
}

std::string longest(const std::optional<double>& seconds) {
  return seconds ? formatted("%.4g s", *seconds) : "over 10 000 s";
}

// What the eye sees of it dazzles before it heats.
std::string ofRetina(const EyeHazard& hazard) {
  return hazard.thermalRadiance > 0 ? formatted("%.0f of ", hazard.thermalRadiance) +
                                          formatted("%.0f", hazard.thermalLimit)
                                    : "-";
}

LampSafety safetyOf(const LampModel& model) {
  return {model,
          {lampOf(model, {}, model.intensity), model.eye},
          eyeHazard(model.eye, kJudgedAt),
          exemptBeyond(model.eye)};
}

}  // namespace

std::vector<LampSafety> lampSafety(const CameraModel& model) {
  return {safetyOf(model.spotlight), safetyOf(model.infrared), safetyOf(model.redAlarm),
          safetyOf(model.blueAlarm)};
}

const std::vector<std::string>& lampSafetyHead() {
  static const std::vector<std::string> kHead = {
      "lamp",           "intensity",  "E_B W/m2",    "L_B W/(m2 sr)", "E_IR W/m2",
      "L_IR W/(m2 sr)", "risk group", "exempt from", "longest look",  "held still"};
  return kHead;
}

std::vector<std::string> lampSafetyCells(const LampSafety& lamp) {
  return {lamp.lamp.name,
          formatted("%.4g", lamp.lamp.intensity) + (lamp.lamp.infrared ? " W/sr" : " cd"),
          formatted("%.3g", lamp.hazard.blueIrradiance),
          formatted("%.3g", lamp.hazard.blueRadiance),
          formatted("%.3g", lamp.hazard.corneaIrradiance),
          ofRetina(lamp.hazard),
          toString(lamp.hazard.group),
          lamp.exemptBeyond > 0 ? formatted("%.3f m", lamp.exemptBeyond) : "everywhere",
          longest(lamp.hazard.longestExposure),
          longest(lamp.hazard.longestGaze)};
}

const std::vector<std::string>& lampSafetyFormulas() {
  static const std::vector<std::string> kLines = {
      "E_B = I_B / d2; L_B = E_B / 0.00785 sr over 100 mrad, or the emitter's own if that is "
      "less.",
      "Exempt: L_B <= 100 and E_IR <= 100; group 1: L_B <= 10 000 over 11 mrad, or, of an emitter",
      "that looks smaller, E_B <= 1. L_IR over 11 mrad beyond 6000 / angle, of what is hardly "
      "seen:",
      "group 3. Longest look = 10^6 / L_B, 100 / E_B, (18 000 / E_IR)^(4/3). An eye that is held",
      "still has a field of its own, 1.1 mrad sqrt(t / s), and reaches 10^6 / L_B sooner."};
  return kLines;
}

std::string lampSafetyInputs(const LampSafety& lamp) {
  const LampModel& model = lamp.lamp;
  std::string text = lamp.lamp.name + ": ";
  if (model.calibratedAt)
    text += "intensity calibrated, not measured: exempt from " +
            formatted("%g m", *model.calibratedAt) +
            " on; a measured one (\"intensity_cd\") replaces it. ";
  text += std::to_string(model.emitters) + (model.emitters == 1 ? " emitter" : " emitters") +
          " of " + formatted("%g mm", model.emitterDiameter * 1000);
  if (model.emitters > 1)
    text += ", " + formatted("%g mm", model.pitch * 1000) + " from one to the next";
  text += ", " + formatted("%.1f mrad", lamp.hazard.angle * 1000);
  if (model.profile) text += ", beam measured (\"ies\") and looked into where it is strongest";
  if (!model.infrared) text += ", K_B,v " + formatted("%.3e W/lm", blueWattsALumen(model.spectrum));
  if (model.onShare < 1) text += ", on " + formatted("%g %%", model.onShare * 100) + " of the time";
  if (lamp.hazard.group != RiskGroup::kExempt)
    text += std::string(". Decided by: ") + criterionOf(lamp.hazard.criterion);
  text += ".";
  if (!model.origin.empty()) text += " Origin: " + model.origin + ".";
  return text;
}

nlohmann::json toJson(const LampSafety& lamp) {
  const LampModel& model = lamp.lamp;
  nlohmann::json out = {{"lamp", lamp.lamp.name},
                        {model.infrared ? "intensity_w_sr" : "intensity_cd", model.intensity},
                        {"intensity_calibrated", model.calibratedAt.has_value()},
                        {"origin", model.origin},
                        {"emitters", model.emitters},
                        {"emitter_mm", model.emitterDiameter * 1000},
                        {"pitch_mm", model.pitch * 1000},
                        {"on_share", model.onShare},
                        {"emitter_blue_intensity_w_sr", lamp.source.eye.blueIntensity},
                        {"emitter_infrared_intensity_w_sr", lamp.source.eye.infraredIntensity},
                        {"distance_m", kJudgedAt},
                        {"angle_mrad", lamp.hazard.angle * 1000},
                        {"blue_irradiance_w_m2", lamp.hazard.blueIrradiance},
                        {"blue_radiance_w_m2_sr", lamp.hazard.blueRadiance},
                        {"cornea_irradiance_w_m2", lamp.hazard.corneaIrradiance},
                        {"thermal_radiance_w_m2_sr", lamp.hazard.thermalRadiance},
                        {"thermal_limit_w_m2_sr", lamp.hazard.thermalLimit},
                        {"risk_group", toString(lamp.hazard.group)},
                        {"criterion", nullptr},
                        {"exempt_beyond_m", lamp.exemptBeyond},
                        {"longest_exposure_s", nullptr},
                        {"longest_steady_gaze_s", nullptr}};
  if (lamp.hazard.group != RiskGroup::kExempt)
    out["criterion"] = criterionOf(lamp.hazard.criterion);
  if (lamp.hazard.longestExposure) out["longest_exposure_s"] = *lamp.hazard.longestExposure;
  if (lamp.hazard.longestGaze) out["longest_steady_gaze_s"] = *lamp.hazard.longestGaze;
  if (!model.infrared) out["k_b_v_w_lm"] = blueWattsALumen(model.spectrum);
  return out;
}

}  // namespace tw::sim
