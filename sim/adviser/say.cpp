#include "sim/adviser/say.h"

#include "sim/core/number_text.h"

namespace tw::sim {

std::string metresText(double metres) { return fixed(metres, 2) + " m"; }
std::string percentText(double share) { return fixed(share * 100, 0) + " %"; }
std::string degreesText(double deg) { return fixed(deg, 0) + " degrees"; }

}  // namespace tw::sim
