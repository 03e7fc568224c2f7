// A signal's value in words.
#pragma once

#include <string>

#include "sim/core/signals.h"

namespace tw::sim {

// The label, "true"/"false", or the number, as short as reads back the same.
std::string textOf(const SignalSpec& spec, double value);

}  // namespace tw::sim
