#include "sim/render/qt3d/self_check.h"

#include <array>
#include <cmath>
#include <numbers>
#include <string>

#include "sim/render/light_sum.h"
#include "sim/render/pinhole.h"
#include "sim/render/qt3d/qt3d_messages.h"
#include "sim/render/render_error.h"
#include "sim/world/daylight.h"

namespace tw::sim {

namespace {

constexpr double kTolerance = 0.01;

// They face the lens, which looks east: four boxes around a middle one that hides others behind,
// and above it a mesh with an image.
struct Expected {
  const char* name;
  Vec3 front;
  Colour colour;
  uint16_t id;
};
constexpr std::array kBoxes{Expected{"first box", {4.5, 1.5, 1}, {0.8, 0.1, 0.1}, 1},
                            Expected{"second box", {4.5, -1.5, 1}, {0.1, 0.7, 0.2}, 2},
                            Expected{"third box", {4.5, 1.5, -1}, {0.2, 0.2, 0.9}, 259},
                            Expected{"fourth box", {4.5, -1.5, -1}, {0.5, 0.5, 0.5}, 65535},
                            Expected{"middle box", {3.5, 0, 0}, {0.9, 0.8, 0.1}, 4}};
// The image is all sRGB 188, 100, 50.
constexpr Expected kMesh{"mesh", {4.5, 0, 1.3}, {0.50289, 0.12744, 0.03190}, 77};
constexpr Vec3 kNormal{-1, 0, 0};
constexpr double kNearInfrared = 0.4;

Part meshPart() {
  auto mesh = std::make_shared<Mesh>();
  mesh->name = "self check";
  for (const auto [y, z] : {std::array{0.4F, -0.4F}, {-0.4F, -0.4F}, {-0.4F, 0.4F}, {0.4F, 0.4F}})
    mesh->vertices.push_back({{0, y, z}, {-1, 0, 0}, {y, z}});
  mesh->indices = {0, 1, 2, 0, 2, 3};
  mesh->low = {0, -0.4, -0.4};
  mesh->high = {0, 0.4, 0.4};
  Part part{kMesh.id, Shape::kMesh, {1, 1, 1}, {kMesh.front, {}}, {1, 1, 1}, Surface::kImage};
  part.mesh = std::move(mesh);
  part.texture = std::make_shared<Texture>(Texture{":/tweelens/check.png"});
  return part;
}

SceneState pattern() {
  SceneState scene;
  for (const Expected& box : kBoxes)
    scene.moving.push_back({box.id,
                            Shape::kBox,
                            {1, 1, 1},
                            {box.front - kNormal * 0.5, {}},
                            box.colour,
                            Surface::kPlain,
                            kNearInfrared});
  scene.moving.push_back(meshPart());
  return scene;
}

// In front of the lens, lighting all of the pattern.
Lamp lampOf(double intensityCd, double infraredWSr) {
  Lamp lamp;
  lamp.pose = {{0, 0, 0.5}, {}};
  lamp.intensityCd = intensityCd;
  lamp.infraredWSr = infraredWSr;
  return lamp;
}

void compare(const std::string& what, double found, double wanted) {
  if (std::abs(found - wanted) <= kTolerance * std::abs(wanted)) return;
  throw RenderError("drawing is wrong on this machine: " + what + " should be " +
                    std::to_string(wanted) + ", is " + std::to_string(found) + lastQtMessage());
}

std::vector<Lamp> allLamps(const SceneState& scene) {
  std::vector<Lamp> all = scene.placeLamps;
  all.insert(all.end(), scene.lamps.begin(), scene.lamps.end());
  return all;
}

double infraredOf(Vec3 at, const SceneState& scene) {
  double lux = kInfraredInDaylight *
               (sunLux(kNormal, scene.sun) + diffuseLux(kNormal, scene.sun, scene.skyLux));
  for (Lamp lamp : allLamps(scene)) {
    lamp.intensityCd = infraredCd(lamp);
    lux += lampLux(at, kNormal, lamp);
  }
  return lux;
}

void comparePlace(const LinearImage& image, const View& view, const SceneState& scene,
                  bool nearInfrared, const Expected& expected) {
  const auto at = project(view, expected.front);
  const size_t pixel = static_cast<size_t>(at->y) * static_cast<size_t>(view.size.width) +
                       static_cast<size_t>(at->x);
  const std::string name = std::string(" of the test pattern's ") + expected.name;
  compare("the id" + name, image.ids[pixel], expected.id);
  const Vec3 seen =
      directionAt(view, std::floor(at->x) + 0.5, std::floor(at->y) + 0.5) * length(expected.front);
  double lux = sunLux(kNormal, scene.sun) + diffuseLux(kNormal, scene.sun, scene.skyLux);
  for (const Lamp& lamp : allLamps(scene)) lux += lampLux(seen, kNormal, lamp);
  const double infrared = nearInfrared ? kNearInfrared * infraredOf(seen, scene) : 0;
  const std::array channels{expected.colour.r, expected.colour.g, expected.colour.b};
  for (size_t c = 0; c < channels.size(); ++c)
    compare("the luminance" + name, image.rgb[c][pixel],
            (channels[c] * lux + infrared) / std::numbers::pi);
}

void checkPattern(Renderer& renderer, const SceneState& scene, const View& view,
                  bool nearInfrared) {
  const LinearImage image = render(renderer, scene, view, nearInfrared);
  for (const Expected& box : kBoxes) comparePlace(image, view, scene, nearInfrared, box);
  comparePlace(image, view, scene, nearInfrared, kMesh);
  compare("the id of the test pattern's sky", image.ids[0], 0);
  if (!(image.rgb[0][0] > 0))
    throw RenderError("drawing is wrong on this machine: the sky is black");
}

}  // namespace

void selfCheck(Renderer& renderer) {
  View view;
  view.pose.turn = kLensToBody;
  view.size = {96, 64};
  view.focalPx = 80;
  SceneState day = pattern(), night = day;
  day.place = std::make_shared<Place>();
  day.sun = {unit({-1, 0.2, 0.5}), 10000};
  day.skyLux = 3000;
  checkPattern(renderer, day, view, false);
  // What costs the most to make: a moon, lamps, infrared.
  night.place = std::make_shared<Place>();
  night.sun = {day.sun.towards, 0.2};
  night.skyLux = 0.1;
  night.placeLamps = {lampOf(20, 1)};
  night.lamps = {lampOf(50, 0), lampOf(0, 2)};
  checkPattern(renderer, night, view, true);
}

}  // namespace tw::sim
