// A place's lamp that has a spectrum, from the scene's file to the picture.
#include <numbers>

#include "sim/world/world.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_render_qt3d/drawn.h"

using namespace tw;
using namespace tw::sim;

namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kNear = 0.4;  // of plain surfaces
const View kFromAbove = lookAt({0, -0.01, 3}, {0, 0, 0}, {65, 49}, 60);

// A lamp 4 m above the middle of grey ground, by night.
SceneState under(const std::string& lamp) {
  const auto world = World::parse("yard", R"({
    "name": "yard", "sky_lux": 0,
    "sun": {"azimuth_deg": 0, "elevation_deg": -20, "illuminance_lux": 0},
    "objects": [{"name": "ground", "parts": [{"shape": "plane", "size_m": [50, 50],
                 "position_m": [0, 0, 0], "colour": [0.5, 0.5, 0.5]}]}],
    "mounts": [{"name": "pole", "position_m": [0, 0, 3], "heading_deg": 0}],
    "lamps": [{"name": "a", "position_m": [0, 0, 4], "half_angle_deg": 60, )" +
                                              lamp + "}]}");
  return *world->stateAt(Instant{});
}

}  // namespace

TEST_CASE("Ground under a lamp of 555 and 850 nm has the luminance of its candela and watts") {
  Drawn drawn;
  const SceneState scene = under(R"("intensity_cd": 160, "spectrum": {"leds": [
      {"peak_nm": 555, "width_nm": 1, "share": 1}, {"peak_nm": 850, "width_nm": 1, "share": 1}]})");
  // 555 nm is beyond what the picture's primaries show: its green is.
  const LinearImage day = render(*drawn.renderer, scene, kFromAbove, false);
  const double lux = 160 / 16.0;
  CHECK(0.2126 * middle(day, 0) + 0.7152 * middle(day, 1) + 0.0722 * middle(day, 2) ==
        Approx(0.5 * lux / kPi).epsilon(0.03));
  // As many watts at 850 nm as make those candela.
  const LinearImage night = render(*drawn.renderer, scene, kFromAbove, true);
  const double more = kNear * lux / 683 * kInfraredEquivalent / kPi;
  for (int c = 0; c < 3; ++c)
    CHECK(middle(night, c) - middle(day, c) == Approx(more).epsilon(0.03));
}

TEST_CASE("Ground under a white LED of 2998 K has that colour") {
  Drawn drawn;
  const SceneState scene =
      under(R"("intensity_cd": 160, "spectrum": {"file": ")" TWEELENS_SOURCE_DIR
            R"(/models/lamps/white_3000k.csv"})");
  const LinearImage day = render(*drawn.renderer, scene, kFromAbove, false);
  // The CIE's x = 0.4357 and y = 0.4012, in the primaries of BT.709.
  constexpr double kRgb[] = {1.779, 0.840, 0.286};
  for (int c = 0; c < 3; ++c)
    CHECK(middle(day, c) == Approx(kRgb[c] * 0.5 * 160 / 16 / kPi).epsilon(0.03));
}

TEST_CASE("Ground under a lamp of 940 nm is black but for infrared, which lights all channels") {
  Drawn drawn;
  const SceneState scene = under(R"("intensity_w_sr": 3, "spectrum": {"leds": [
      {"peak_nm": 940, "width_nm": 1, "share": 1}]})");
  CHECK(middle(render(*drawn.renderer, scene, kFromAbove, false)) == 0);
  const LinearImage night = render(*drawn.renderer, scene, kFromAbove, true);
  const double seen = 3 * 0.12 / 0.30 * 940 / 850 / 16;  // W/m2 as of 850 nm
  for (int c = 0; c < 3; ++c)
    CHECK(middle(night, c) == Approx(kNear * seen * kInfraredEquivalent / kPi).epsilon(0.03));
}
