#include "tests/card_proof/small_camera.h"

#include <fstream>

#include "firmware_core/system/product_config.h"
#include "sim/twin/camera.h"
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

// Patterns change all over, so the engine is asked.
void walkBy(sim::Twin& twin) {
  for (int i = 0; i < 20; ++i)
    twin.camera("cam").inference().script(
        {{hal::ObjectClass::kHuman, 0.95, {150 + 8 * i, 175, 30, 81}}});
}

nlohmann::json ask(sim::Twin& twin, const std::string& request,
                   const std::function<void()>& follow) {
  const auto& events = twin.events().events();
  size_t at = events.size();
  twin.apply({{}, "cam", "app_request", {{"request", request}}});
  const Instant limit = twin.now() + 10s;
  do {
    follow();
    for (; at < events.size(); ++at)
      if (events[at].kind == "answer" && events[at].fields.at("do") == request)
        return events[at].fields.at("answer");
  } while (twin.step(limit));
  return nullptr;
}

}  // namespace tw::proof
