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
  bool operator==(const Picture&) const = default;
};

// One colour all over; 128, 128, 128 is the middle grey.
Picture flatPicture(hal::ImageSize size, uint8_t y, uint8_t u = 128, uint8_t v = 128);
// Averages the pixels that fall together; repeats them where `size` is larger.
Picture scaled(const Picture& picture, hal::ImageSize size);

}  // namespace tw::sim
