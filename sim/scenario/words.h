// Numbers and times in messages.
#pragma once

#include <string>

#include "firmware_core/base/time.h"

namespace tw::sim {

std::string numberWords(double value);     // shortest that reads back the same: "0.1"
std::string roundedWords(double value);    // for people: six digits at most
std::string roundedSeconds(double value);  // for people: to the millisecond, "18.065 s"
// Correctly rounded: 30 s are 30, not 30.000000000000004.
std::string secondsWords(Duration value);  // "12.5 s"
inline std::string secondsWords(Instant value) { return secondsWords(value.time_since_epoch()); }

}  // namespace tw::sim
