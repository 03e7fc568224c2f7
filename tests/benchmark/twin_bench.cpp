// What a Twin without pictures costs: to build, and a second of a camera that is online and idle.
// Prints one JSON object; the wall clock is the subject here.
#include <algorithm>
#include <chrono>
#include <functional>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include "sim/twin/twin.h"

using namespace tw;
using namespace tw::sim;

namespace {

double secondsOf(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

TwinSetup idleSetup() {
  const std::filesystem::path source = TWEELENS_SOURCE_DIR;
  return {.scene = source / "scenes/plain_yard.scene.json",
          .cameras = {{.model = source / "models/cameras/dual_lens.camera.json", .mount = "pole"}}};
}

double buildMilliseconds() {
  std::vector<double> times;
  for (int i = 0; i < 31; ++i) times.push_back(secondsOf([] { Twin twin(idleSetup()); }) * 1e3);
  std::nth_element(times.begin(), times.begin() + 15, times.end());
  return times[15];
}

// Powered, bound, online; then only time passes.
std::unique_ptr<Twin> idleTwin() {
  auto twin = std::make_unique<Twin>(idleSetup());
  twin->signals().keepHistory(false);
  twin->apply({.camera = "cam", .action = "plug_in"});
  twin->apply({.camera = "cam", .action = "insert_cable"});
  twin->runUntil(Instant{60s});
  twin->apply({.camera = "cam", .action = "add_camera"});
  twin->runUntil(Instant{70s});
  return twin;
}

}  // namespace

int main() {
  const auto twin = idleTwin();
  if (twin->signals().text(*twin->signals().find("cam/led.pattern")) != "slow_blue") {
    std::cerr << "the idle camera is not online\n";
    return 1;
  }
  const uint64_t before = twin->queue().executed();
  constexpr double kSeconds = 5000;
  const double wall = secondsOf([&] { twin->runUntil(twin->now() + fromSeconds(kSeconds)); });
  std::cout << nlohmann::json{{"idle_virtual_s_per_s", kSeconds / wall},
                              {"idle_events_per_virtual_s",
                               static_cast<double>(twin->queue().executed() - before) / kSeconds},
                              {"twin_build_ms", buildMilliseconds()}}
                   .dump()
            << '\n';
}
