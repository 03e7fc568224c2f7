// `tweelens light-safety`: each lamp of a camera against IEC 62471, with what the figures come
// from.
#include <nlohmann/json.hpp>

#include "sim/app/commands.h"
#include "sim/app/output.h"
#include "sim/light/sensitivity.h"
#include "sim/twin/camera_model.h"

namespace tw::app {
namespace {

using sim::EyeHazard;
using sim::LampModel;
using sim::RiskGroup;

struct Row {
  const char* name;
  const LampModel& lamp;
  sim::EyeLamp eye = sim::eyeLampOf(lamp);
  EyeHazard hazard = sim::eyeHazard(eye, sim::kJudgedAt);
  double exemptBeyond = sim::exemptBeyond(eye);
};

std::vector<Row> rowsOf(const sim::CameraModel& model) {
  return {{"spotlight", model.spotlight},
          {"infrared", model.infrared},
          {"red_alarm", model.redAlarm},
          {"blue_alarm", model.blueAlarm}};
}

const char* criterionOf(EyeHazard::Criterion criterion) {
  constexpr const char* kNames[] = {"blue light, radiance", "blue light, small source",
                                    "infrared, cornea", "infrared, retina"};
  return kNames[static_cast<int>(criterion)];
}

std::string longestLook(const EyeHazard& hazard) {
  if (!hazard.longestExposure) return "over 10 000 s";
  return formatted("%.4g s", *hazard.longestExposure);
}

std::vector<std::string> cellsOf(const Row& row) {
  return {row.name,
          formatted("%.4g", row.lamp.intensity) + (row.lamp.infrared ? " W/sr" : " cd"),
          formatted("%.3g", row.hazard.blueIrradiance),
          formatted("%.3g", row.hazard.blueRadiance),
          formatted("%.3g", row.hazard.corneaIrradiance),
          toString(row.hazard.group),
          row.exemptBeyond > 0 ? formatted("%.3f m", row.exemptBeyond) : "everywhere",
          longestLook(row.hazard)};
}

// What the figures were computed from, and where that comes from.
std::string inputsOf(const Row& row) {
  const LampModel& lamp = row.lamp;
  std::string text = std::string(row.name) + ": ";
  if (lamp.calibratedAt)
    text += "intensity calibrated, not measured: exempt from " +
            formatted("%g m", *lamp.calibratedAt) +
            " on; a measured one (\"intensity_cd\") replaces it. ";
  text += std::to_string(lamp.emitters) + (lamp.emitters == 1 ? " emitter" : " emitters") + " of " +
          formatted("%g mm", lamp.emitterDiameter * 1000);
  if (lamp.emitters > 1)
    text += ", " + formatted("%g mm", lamp.pitch * 1000) + " from one to the next";
  text += ", " + formatted("%.1f mrad", row.hazard.angle * 1000);
  if (!lamp.infrared)
    text += ", K_B,v " + formatted("%.3e W/lm", sim::blueWattsALumen(lamp.spectrum));
  if (lamp.onShare < 1) text += ", on " + formatted("%g %%", lamp.onShare * 100) + " of the time";
  if (row.hazard.group != RiskGroup::kExempt)
    text += std::string(". Decided by: ") + criterionOf(row.hazard.criterion);
  text += ".";
  if (!lamp.origin.empty()) text += " Origin: " + lamp.origin + ".";
  return text;
}

nlohmann::json toJson(const Row& row) {
  const LampModel& lamp = row.lamp;
  nlohmann::json out = {{"lamp", row.name},
                        {lamp.infrared ? "intensity_w_sr" : "intensity_cd", lamp.intensity},
                        {"intensity_calibrated", lamp.calibratedAt.has_value()},
                        {"origin", lamp.origin},
                        {"emitters", lamp.emitters},
                        {"emitter_mm", lamp.emitterDiameter * 1000},
                        {"pitch_mm", lamp.pitch * 1000},
                        {"on_share", lamp.onShare},
                        {"blue_intensity_w_sr", row.eye.blueIntensity},
                        {"infrared_intensity_w_sr", row.eye.infraredIntensity},
                        {"distance_m", sim::kJudgedAt},
                        {"angle_mrad", row.hazard.angle * 1000},
                        {"blue_irradiance_w_m2", row.hazard.blueIrradiance},
                        {"blue_radiance_w_m2_sr", row.hazard.blueRadiance},
                        {"cornea_irradiance_w_m2", row.hazard.corneaIrradiance},
                        {"risk_group", toString(row.hazard.group)},
                        {"criterion", nullptr},
                        {"exempt_beyond_m", row.exemptBeyond},
                        {"longest_exposure_s", nullptr}};
  if (row.hazard.group != RiskGroup::kExempt) out["criterion"] = criterionOf(row.hazard.criterion);
  if (row.hazard.longestExposure) out["longest_exposure_s"] = *row.hazard.longestExposure;
  if (!lamp.infrared) out["k_b_v_w_lm"] = sim::blueWattsALumen(lamp.spectrum);
  return out;
}

void sayRows(const sim::CameraModel& model, const std::vector<Row>& rows) {
  say(model.name + ", looked into at 200 mm, on the beam's axis, at full duty (IEC 62471):");
  say("");
  std::vector<std::vector<std::string>> table{{"lamp", "intensity", "E_B W/m2", "L_B W/(m2 sr)",
                                               "E_IR W/m2", "risk group", "exempt from",
                                               "longest look"}};
  for (const Row& row : rows) table.push_back(cellsOf(row));
  sayTable(table);
  say("");
  say("E_B = I_B / d2; L_B = E_B / 0.00785 sr over 100 mrad, or the emitter's own if that is "
      "less.");
  say("Exempt: L_B <= 100 and E_IR <= 100; group 1: L_B <= 10 000 over 11 mrad, or, of an emitter");
  say("that looks smaller, E_B <= 1. Longest look = 10^6 / L_B, 100 / E_B, (18 000 / E_IR)^(4/3).");
  say("");
  for (const Row& row : rows) say(inputsOf(row));
}

}  // namespace

int lightSafetyCommand(const std::filesystem::path& camera, bool json) {
  const sim::CameraModel model = sim::loadCameraModel(camera);
  const std::vector<Row> rows = rowsOf(model);
  if (!json) {
    sayRows(model, rows);
    return kPassed;
  }
  nlohmann::json lamps = nlohmann::json::array();
  for (const Row& row : rows) lamps.push_back(toJson(row));
  say(nlohmann::json{{"camera", model.name}, {"file", model.file}, {"lamps", lamps}}.dump(2));
  return kPassed;
}

}  // namespace tw::app
