// How good the detection was by the ground truth: the page's section, and its figures for
// result.json. From the signals and events of sim/twin/detection_score.h.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/scenario/report.h"

namespace tw::sim {

struct DetectionFigures {
  std::string camera = {};
  uint64_t visits = 0, found = 0, falseSightings = 0;
};

// Of each camera that had a visit or a false sighting, in the scenario's order. Nobody judges what
// is not drawn.
std::vector<DetectionFigures> detectionFigures(const ReportData& data);

// Empty when nobody came and nothing was seen.
std::string detectionSection(const ReportData& data);

}  // namespace tw::sim
