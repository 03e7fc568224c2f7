// Figures in sentences.
#pragma once

#include <string>

namespace tw::sim {

std::string metresText(double metres);  // "2.80 m"
std::string percentText(double share);  // "12 %"
std::string degreesText(double deg);    // "22 degrees"

}  // namespace tw::sim
