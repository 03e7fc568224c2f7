// What can be asked of the hardware at power-up without moving or lighting anything.
#pragma once

#include <string>
#include <vector>

#include "firmware_core/hal/hal.h"

namespace tw::fw {

struct SelfTestFinding {
  std::string part;
  std::string fault;  // one line
};

// Empty when all is well. Reads: factory data, ambient light, sensor limits, flash sizes.
std::vector<SelfTestFinding> selfTest(const hal::Hal& hal);

}  // namespace tw::fw
