// The page's style sheet and its few lines of script.
#pragma once

namespace tw::sim {

extern const char* const kReportStyle;
extern const char* const kReportScript;

}  // namespace tw::sim
