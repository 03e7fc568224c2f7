// A picture as the sensor's signal processor delivers it: display-referred, 4:2:0, BT.709 full
// range.
#pragma once

#include <cstdint>
#include <vector>

#include "firmware_core/hal/lens_id.h"

namespace tw::sim {

struct Picture {
  hal::ImageSize size{};   // even
  std::vector<uint8_t> y;  // width * height
  std::vector<uint8_t> u;  // width/2 * height/2
  std::vector<uint8_t> v;
};

}  // namespace tw::sim
