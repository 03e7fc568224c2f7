// What should have been recorded and was not: the page's section with a bar of each lens over time,
// and its figures for result.json. From sim/twin/recording_score.h and report_fragments.h.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "sim/scenario/report.h"

namespace tw::sim {

// By camera: due_s, judged_to_s, and of each lens recorded_s, gap_s, its gaps, and how many
// fragments called safe are on the card, overwritten or missing. Cameras of which nothing was due
// are left out.
nlohmann::json recordingJson(const ReportData& data);

// Empty when nothing was due.
std::string gapsSection(const ReportData& data);

}  // namespace tw::sim
