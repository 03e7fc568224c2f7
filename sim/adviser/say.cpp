#include "sim/adviser/say.h"

#include <cstdio>

namespace tw::sim {

std::string fixedText(double value, int digits) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

std::string metresText(double metres) { return fixedText(metres, 2) + " m"; }
std::string percentText(double share) { return fixedText(share * 100, 0) + " %"; }
std::string degreesText(double deg) { return fixedText(deg, 0) + " degrees"; }

}  // namespace tw::sim
