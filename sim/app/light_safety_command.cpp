// `tweelens light-safety`: each lamp of a camera against IEC 62471, with what the figures come
// from.
#include <nlohmann/json.hpp>

#include "sim/app/commands.h"
#include "sim/app/output.h"
#include "sim/twin/lamp_safety.h"

namespace tw::app {
namespace {

void sayLamps(const sim::CameraModel& model, const std::vector<sim::LampSafety>& lamps) {
  say(model.name + ", looked into at 200 mm, on the beam's axis, at full duty (IEC 62471):");
  say("");
  std::vector<std::vector<std::string>> table{sim::lampSafetyHead()};
  for (const sim::LampSafety& lamp : lamps) table.push_back(sim::lampSafetyCells(lamp));
  sayTable(table);
  say("");
  for (const std::string& line : sim::lampSafetyFormulas()) say(line);
  say("");
  for (const sim::LampSafety& lamp : lamps) say(sim::lampSafetyInputs(lamp));
}

}  // namespace

int lightSafetyCommand(const std::filesystem::path& camera, bool json) {
  const sim::CameraModel model = sim::loadCameraModel(camera);
  const std::vector<sim::LampSafety> lamps = sim::lampSafety(model);
  if (!json) {
    sayLamps(model, lamps);
    return kPassed;
  }
  nlohmann::json all = nlohmann::json::array();
  for (const sim::LampSafety& lamp : lamps) all.push_back(sim::toJson(lamp));
  say(nlohmann::json{{"camera", model.name}, {"file", model.file}, {"lamps", all}}.dump(2));
  return kPassed;
}

}  // namespace tw::app
