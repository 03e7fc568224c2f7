// A run's results as JSON: result.json (verdict, margins, hashes), trace.json (hashes by device and
// second, for `tweelens diff`) and events.jsonl.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>
#include <vector>

#include "sim/core/trace.h"
#include "sim/scenario/report.h"

namespace tw::sim {

// wall_s is the one member that differs between equal runs. "detection" is there only where
// somebody came or something was seen: {"<camera>": {"visits", "found", "false_sightings"}}; "eyes"
// only where somebody has eyes: {"<person>": {"blue_light_dose_fraction", "worst_risk_group"}}.
nlohmann::json resultJson(const ReportData& data);

void writeEvents(const EventLog& log, std::ostream& out);

void writeTrace(const std::vector<TraceSecond>& seconds, std::ostream& out);
// Throws InputError when it is missing or no such file.
std::vector<TraceSecond> readTrace(const std::filesystem::path& file);

}  // namespace tw::sim
