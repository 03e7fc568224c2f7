// DET-7: the firmware sees the sensor's picture alone. The object ids that the renderer draws
// beside it may be anything.
#include <filesystem>

#include "sim/render/qt3d/qt3d_runtime.h"
#include "tests/unit/sim_twin/twin_rig.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;

namespace {

// Draws what another draws, and numbers its objects at will.
class Scrambling final : public Renderer {
 public:
  explicit Scrambling(Renderer& real) : real_(real) {}
  Layers draw(const SceneState& scene, const View& view, const PixelRect& part,
              const Lights& lights) override {
    Layers layers = real_.draw(scene, view, part, lights);
    for (uint16_t& id : layers.ids) id = static_cast<uint16_t>(id * 40503u + ++calls_);
    return layers;
  }

 private:
  Renderer& real_;
  uint32_t calls_ = 0;
};

// A visitor comes up to a camera that watches; what the run's hashes are.
std::vector<std::pair<std::string, uint64_t>> visit(Renderer& renderer) {
  TwinSetup setup = yard();
  setup.scene = kSource / "scenes/house_front.scene.json";
  setup.cameras[0].mount = "wall";
  setup.pictures = Pictures::kDrawn;
  setup.renderer = &renderer;
  Twin twin(setup);
  bringOnline(twin);
  act(twin, "change_setting", {{"name", "detect_human"}, {"value", true}});
  act(twin, "start_walk", {{"actor", "visitor_7"}}, "");
  REQUIRE(runUntil(twin, "cam/firmware.detections", "1", 40s));
  twin.runUntil(twin.now() + 3s);
  return twin.hashes();
}

}  // namespace

TEST_CASE("DET-7: with scrambled object ids a detection runs to the same hashes") {
  const Qt3dRuntime runtime;
  const auto renderer = makeQt3dRenderer();
  Scrambling scrambling(*renderer);
  const auto truth = visit(*renderer);
  const auto scrambled = visit(scrambling);
  REQUIRE(truth.size() == scrambled.size());
  for (size_t i = 0; i < truth.size(); ++i) {
    INFO(truth[i].first);
    CHECK(truth[i].second == scrambled[i].second);
  }
}
