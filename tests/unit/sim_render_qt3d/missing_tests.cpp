#include <cstdlib>

#include "sim/render/qt3d/qt3d_runtime.h"
#include "sim/render/qt3d/self_check.h"
#include "sim/render/render_error.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::sim;

TEST_CASE("Where EGL has no driver the runtime says so and Qt is not started") {
  setenv("__EGL_VENDOR_LIBRARY_DIRS", "/nonexistent", 1);
  CHECK_THROWS_WITH(Qt3dRuntime(),
                    Catch::Contains("no EGL display can draw") && Catch::Contains("libegl-mesa0"));
}

namespace {

class Black final : public Renderer {
 public:
  explicit Black(uint16_t id) : id_(id) {}
  Layers draw(const SceneState&, const View&, const PixelRect& part,
              const Lights& lights) override {
    LightLayer dark;
    dark.planes.fill(std::vector<uint16_t>(part.pixels()));
    return {part, {lights.beams.size() + 1, dark}, std::vector<uint16_t>(part.pixels(), id_)};
  }

 private:
  uint16_t id_;
};

}  // namespace

TEST_CASE("A renderer that draws black is found out") {
  Black black(0), idsAlone(1);
  CHECK_THROWS_WITH(selfCheck(black), Catch::Contains("the id of the test pattern's first box"));
  CHECK_THROWS_WITH(selfCheck(idsAlone), Catch::Contains("the luminance of the test pattern's"));
}
