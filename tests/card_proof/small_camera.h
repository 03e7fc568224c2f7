// The product's model, but for pictures so small that thousands of starts and days of recording are
// cheap; they are test patterns. And what every proof does with it.
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "firmware_core/system/settings.h"
#include "sim/twin/twin.h"

namespace tw::proof {

struct SmallVideo {
  hal::ImageSize size{320, 180};  // patterns are readable down to 160x90
  int framesPerSecond = 15;
};

std::unique_ptr<sim::Twin> makeSmallCamera(uint64_t seed, const SmallVideo& video = {});  // "cam"
fw::Settings smallCameraSettings();  // the factory's

// The detector sees somebody walk by at 8 m.
void walkBy(sim::Twin& twin);
// What the app is answered; null when nothing comes within 10 s. `follow` runs after each event.
nlohmann::json ask(
    sim::Twin& twin, const std::string& request, const std::function<void()>& follow = [] {});

}  // namespace tw::proof
