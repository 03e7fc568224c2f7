// Who wanted pictures, and what drawing them took: the page's section, and its figures for
// result.json.
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/report.h"

namespace tw::sim {

struct PictureReason {
  std::string name;  // "detection"
  std::string words;
  uint64_t pictures = 0;  // of all cameras
};

// In a fixed order; counted whether or not pictures are made.
std::vector<PictureReason> pictureReasons(const ReportData& data);

std::string drawingSection(const ReportData& data);  // empty without pictures

}  // namespace tw::sim
