#include "tests/card_proof/small_camera.h"

#include <fstream>

#include "firmware_core/system/product_config.h"
#include "tests/support/judge.h"

namespace tw::proof {
namespace {

nlohmann::json smallPictures(const SmallVideo& video = {}) {
  std::ifstream file(TWEELENS_SOURCE_DIR "/models/cameras/dual_lens.camera.json");
  nlohmann::json model = nlohmann::json::parse(file);
  model["firmware"]["video_px"] = {video.size.width, video.size.height};
  model["firmware"]["video_frames_per_s"] = video.framesPerSecond;
  return model;
}

}  // namespace

std::unique_ptr<sim::Twin> makeSmallCamera(uint64_t seed, const SmallVideo& video) {
  const test::TemporaryFolder folder;
  const auto model = folder.path("small.camera.json");
  std::ofstream(model) << smallPictures(video);
  return std::make_unique<sim::Twin>(
      sim::TwinSetup{.scene = TWEELENS_SOURCE_DIR "/scenes/plain_yard.scene.json",
                     .cameras = {{.model = model, .mount = "pole"}},
                     .seed = seed,
                     .pictures = sim::Pictures::kPattern});
}

fw::Settings smallCameraSettings() {
  const auto settings =
      fw::withValues(fw::Settings{}, smallPictures().at("firmware").at("default_settings"));
  return settings.value();
}

}  // namespace tw::proof
