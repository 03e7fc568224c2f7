// Light and eyes: what the lamps that shone may do by IEC 62471, where, and who was reached. The
// page's section and its figures for result.json.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "sim/scenario/report.h"

namespace tw::sim {

// The lamps of each camera model of the scenario, once each. Throws InputError as they are read.
std::vector<ModelLamps> modelLamps(const Scenario& scenario);

struct EyeFigures {
  std::string person;
  std::string worstGroup;  // "risk group 1"
  double dose = 0;         // of blue light, as a share of what is allowed
  bool reached = false;    // a group worse than exempt, or some dose
};

// Of all who have eyes, as signals tell, in their order.
std::vector<EyeFigures> eyeFigures(const Signals& signals);

// {"<person>": {"blue_light_dose_fraction", "worst_risk_group"}}; empty where nobody has eyes.
nlohmann::json eyesJson(const ReportData& data);

// Empty where no lamp shone and nobody was reached.
std::string hazardSection(const ReportData& data);

}  // namespace tw::sim
