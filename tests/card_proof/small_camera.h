// The product's model, but for pictures so small that thousands of starts and days of recording are
// cheap; they are test patterns.
#pragma once

#include <memory>

#include "firmware_core/system/settings.h"
#include "sim/twin/twin.h"

namespace tw::proof {

struct SmallVideo {
  hal::ImageSize size{320, 180};  // patterns are readable down to 160x90
  int framesPerSecond = 15;
};

std::unique_ptr<sim::Twin> makeSmallCamera(uint64_t seed, const SmallVideo& video = {});  // "cam"
fw::Settings smallCameraSettings();  // the factory's

}  // namespace tw::proof
