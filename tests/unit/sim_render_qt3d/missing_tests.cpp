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

TEST_CASE("A renderer that draws black is found out") {
  const auto black = [](const SceneState&, const View& view) {
    LinearImage image;
    image.size = view.size;
    image.rgb.assign(3 * view.size.pixels(), 0.0F);
    image.ids.assign(view.size.pixels(), 0);
    return image;
  };
  CHECK_THROWS_WITH(selfCheck(black), Catch::Contains("the id of the test pattern's first box"));
  const auto idsAlone = [&](const SceneState& scene, const View& view) {
    LinearImage image = black(scene, view);
    image.ids.assign(view.size.pixels(), 1);
    return image;
  };
  CHECK_THROWS_WITH(selfCheck(idsAlone), Catch::Contains("the luminance of the test pattern's"));
}
