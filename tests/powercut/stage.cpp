#include "tests/powercut/stage.h"

#include <fstream>

#include "firmware_core/system/product_config.h"
#include "tests/support/judge.h"

namespace tw::powercut {
namespace {

// The product's model, but for pictures so small that thousands of starts are cheap.
nlohmann::json smallPictures() {
  std::ifstream file(TWEELENS_SOURCE_DIR "/models/cameras/dual_lens.camera.json");
  nlohmann::json model = nlohmann::json::parse(file);
  model["firmware"]["video_px"] = {320, 180};
  return model;
}

std::unique_ptr<sim::Twin> makeTwin(uint64_t seed) {
  const test::TemporaryFolder folder;
  const auto model = folder.path("small.camera.json");
  std::ofstream(model) << smallPictures();
  return std::make_unique<sim::Twin>(
      sim::TwinSetup{.scene = TWEELENS_SOURCE_DIR "/scenes/plain_yard.scene.json",
                     .cameras = {{.model = model, .mount = "pole"}},
                     .seed = seed,
                     .pictures = sim::Pictures::kPattern});
}

fw::Settings defaultSettings() {
  const auto settings =
      fw::withValues(fw::Settings{}, smallPictures().at("firmware").at("default_settings"));
  return settings.value();
}

}  // namespace

Stage::Stage(const StageSetup& setup)
    : defaults_(defaultSettings()),
      lyingCard_(setup.lyingCard),
      twin_(makeTwin(setup.seed)),
      operations_(std::make_unique<OperationWatch>(*twin_)),
      script_(everythingThatWrites()) {
  twin_->signals().keepHistory(false);
  if (lyingCard_) lie();
}

// The script's own power cut spares everything: the run is to be well, and its copies are not.
void Stage::lie() {
  camera().card().applyFault("lying_flush", 1);
  camera().card().decidePowerLoss([](size_t) { return hal::kSectorSize; });
}

bool Stage::step() {
  const Instant due = script_.advance(*twin_);
  if (script_.done()) return false;
  twin_->step(due);
  ledger_.follow(twin_->events());
  begun_ = operations_->begun();
  for (const Operation& operation : begun_) ledger_.begun(operation);
  return true;
}

}  // namespace tw::powercut
