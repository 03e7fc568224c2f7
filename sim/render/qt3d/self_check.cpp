#include "sim/render/qt3d/self_check.h"

#include <array>
#include <cmath>
#include <numbers>
#include <string>

#include "sim/render/pinhole.h"
#include "sim/render/render_error.h"
#include "sim/world/daylight.h"

namespace tw::sim {

namespace {

constexpr double kTolerance = 0.01;

// Five boxes face the lens, which looks east: four around a middle one that hides others behind.
struct Expected {
  Vec3 centre;
  Colour colour;
  uint16_t id;
};
constexpr std::array kBoxes{
    Expected{{5, 1.5, 1}, {0.8, 0.1, 0.1}, 1}, Expected{{5, -1.5, 1}, {0.1, 0.7, 0.2}, 2},
    Expected{{5, 1.5, -1}, {0.2, 0.2, 0.9}, 259}, Expected{{5, -1.5, -1}, {0.5, 0.5, 0.5}, 65535},
    Expected{{4, 0, 0}, {0.9, 0.8, 0.1}, 4}};

SceneState pattern() {
  auto place = std::make_shared<Place>();
  place->name = "self check";
  // Hidden, one of each surface, so that every shader is made now rather than in a run.
  for (const Surface surface :
       {Surface::kPlain, Surface::kBricks, Surface::kGrass, Surface::kPlanks, Surface::kPaving})
    place->parts.push_back({5, Shape::kBox, {1, 1, 1}, {{8, 0, 0}, {}}, {0, 0, 0}, surface});
  SceneState scene;
  for (const Expected& box : kBoxes)
    scene.moving.push_back(
        {box.id, Shape::kBox, {1, 1, 1}, {box.centre, {}}, box.colour, Surface::kPlain});
  scene.place = std::move(place);
  scene.sun = {unit({-1, 0.2, 0.5}), 10000};
  scene.skyLux = 3000;
  return scene;
}

void compare(const std::string& what, double found, double wanted) {
  if (std::abs(found - wanted) <= kTolerance * std::abs(wanted)) return;
  throw RenderError("drawing is wrong on this machine: " + what + " should be " +
                    std::to_string(wanted) + ", is " + std::to_string(found));
}

void compareBox(const LinearImage& image, const View& view, const SceneState& scene,
                const Expected& box) {
  const Vec3 front = box.centre - Vec3{0.5, 0, 0};
  const auto at = project(view, front);
  const size_t pixel = static_cast<size_t>(at->y) * static_cast<size_t>(view.size.width) +
                       static_cast<size_t>(at->x);
  const std::string name = " of the test pattern's box " + std::to_string(box.id);
  compare("the id" + name, image.ids[pixel], box.id);
  const Vec3 normal{-1, 0, 0};
  const double lux = sunLux(normal, scene.sun) + diffuseLux(normal, scene.sun, scene.skyLux);
  const std::array channels{box.colour.r, box.colour.g, box.colour.b};
  for (size_t c = 0; c < channels.size(); ++c)
    compare("the luminance" + name, image.rgb[3 * pixel + c], channels[c] / std::numbers::pi * lux);
}

}  // namespace

void selfCheck(const std::function<LinearImage(const SceneState&, const View&)>& draw) {
  const SceneState scene = pattern();
  View view;
  view.pose.turn = kLensToBody;
  view.size = {96, 64};
  view.focalPx = 80;
  const LinearImage image = draw(scene, view);
  for (const Expected& box : kBoxes) compareBox(image, view, scene, box);
  compare("the id of the test pattern's sky", image.ids[0], 0);
  if (!(image.rgb[0] > 0)) throw RenderError("drawing is wrong on this machine: the sky is black");
}

}  // namespace tw::sim
