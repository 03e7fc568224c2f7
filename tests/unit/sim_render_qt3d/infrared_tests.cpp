#include <numbers>

#include "sim/world/daylight.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_render_qt3d/drawn.h"
#include "tests/unit/sim_render_qt3d/models.h"

using namespace tw;
using namespace tw::sim;

namespace {

constexpr double kPi = std::numbers::pi;

const View kFromAbove = lookAt({0, -0.01, 8}, {0, 0, 0}, {65, 49}, 60);

Part leaf(double nearInfrared) {
  return {1, Shape::kPlane, {10, 10, 1}, {}, {0.05, 0.12, 0.03}, Surface::kPlain, nearInfrared};
}

Lamp overhead(double candela, double infraredWSr) {
  Lamp lamp;
  lamp.pose = {{1, 0, 3}, headingAndPitch({0}, degrees(-90))};
  lamp.intensityCd = candela;
  lamp.infraredWSr = infraredWSr;
  lamp.halfAngleDeg = 25;
  return lamp;
}

SceneState dark(Part part) {
  SceneState scene = sceneOf({std::move(part)});
  scene.sun.illuminanceLux = 0;
  scene.skyLux = 0;
  return scene;
}

}  // namespace

TEST_CASE("An infrared lamp lights nothing behind the cut filter and all channels alike without") {
  Drawn drawn;
  SceneState scene = dark(leaf(0.5));
  scene.lamps = {overhead(0, 2)};
  const double d = std::sqrt(10.0), cosine = 3 / d;
  const double wattsPerM2 = 2 * std::pow(cosine, beamExponent(25)) * cosine / (d * d);
  CHECK(middle(render(*drawn.renderer, scene, kFromAbove, false)) == 0);
  const LinearImage night = render(*drawn.renderer, scene, kFromAbove, true);
  for (int channel = 0; channel < 3; ++channel)
    CHECK(middle(night, channel) ==
          Approx(0.5 * wattsPerM2 * kInfraredEquivalent / kPi).epsilon(0.005));
}

TEST_CASE("Visible and infrared light of lamps add up, each by its own reflectance") {
  Drawn drawn;
  for (const size_t count : {1U, 4U, 7U, 13U}) {
    SceneState scene = dark(leaf(0.5));
    scene.lamps.assign(count, overhead(300, 0.4));
    const LinearImage image = render(*drawn.renderer, scene, kFromAbove, true);
    const double perUnit = lampLux({}, {0, 0, 1}, overhead(1, 0)) * static_cast<double>(count);
    const double infrared = 0.5 * 0.4 * perUnit * kInfraredEquivalent;
    CHECK(middle(image, 0) == Approx((0.05 * 300 * perUnit + infrared) / kPi).epsilon(0.005));
    CHECK(middle(image, 1) == Approx((0.12 * 300 * perUnit + infrared) / kPi).epsilon(0.005));
  }
}

TEST_CASE("Sun and sky bring their share of infrared: leaves are bright, asphalt stays dark") {
  Drawn drawn;
  const auto seen = [&](double reflectance, bool nearInfrared) {
    const SceneState scene = sceneOf({leaf(reflectance)});
    return middle(render(*drawn.renderer, scene, kFromAbove, nearInfrared), 1);
  };
  const SceneState scene = sceneOf({});
  const double lux = scene.sun.illuminanceLux * scene.sun.towards.z + scene.skyLux;
  for (const double reflectance : {0.08, 0.5}) {
    CHECK(seen(reflectance, false) == Approx(0.12 * lux / kPi).epsilon(0.002));
    CHECK(seen(reflectance, true) ==
          Approx((0.12 + reflectance * kInfraredInDaylight) * lux / kPi).epsilon(0.002));
  }
}

TEST_CASE("An image's infrared varies about its part's reflectance") {
  Drawn drawn;
  Part part = meshPart(squareMesh(10));
  part.surface = Surface::kImage;
  part.nearInfrared = 0.6;
  part.texture = std::make_shared<Texture>(Texture{imageFile("cloth", {90, 60, 60})});
  SceneState scene = dark(part);
  scene.lamps = {overhead(0, 1)};
  const double lux = lampLux({}, {0, 0, 1}, overhead(1, 0)) * kInfraredEquivalent;
  CHECK(middle(render(*drawn.renderer, scene, kFromAbove, true)) ==
        Approx(0.6 * lux / kPi).epsilon(0.01));
}
