// Numbers in what people read.
#pragma once

#include <string>

namespace tw::sim {

std::string formatted(const char* form, double value);  // one number, as printf writes it
std::string fixed(double value, int digits);            // after the point: "2.80"

}  // namespace tw::sim
