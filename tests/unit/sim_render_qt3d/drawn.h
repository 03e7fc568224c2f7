// Small scenes and views for tests of drawing.
#pragma once

#include <algorithm>

#include "sim/render/light_sum.h"
#include "sim/render/qt3d/qt3d_runtime.h"

namespace tw::sim {

struct Drawn {
  Qt3dRuntime runtime;
  std::unique_ptr<Renderer> renderer = makeQt3dRenderer();
};

inline SceneState sceneOf(std::vector<Part> parts) {
  SceneState scene;
  auto place = std::make_shared<Place>();
  place->name = "test";
  place->parts = std::move(parts);
  scene.place = std::move(place);
  scene.sun = {unit({0.3, -0.4, 0.8}), 50000};
  scene.skyLux = 8000;
  return scene;
}

// From `eye` towards `at`, its right side level.
inline View lookAt(Vec3 eye, Vec3 at, hal::ImageSize size, double focalPx) {
  const Vec3 way = at - eye;
  const Radians heading{std::atan2(way.y, way.x)};
  const Radians pitch{std::atan2(way.z, std::hypot(way.x, way.y))};
  View view;
  view.pose = Pose{eye, headingAndPitch(heading, pitch) * kLensToBody};
  view.size = size;
  view.focalPx = focalPx;
  return view;
}

inline size_t pixelAt(const View& view, double x, double y) {
  return static_cast<size_t>(y) * static_cast<size_t>(view.size.width) + static_cast<size_t>(x);
}

// Channel 0..2 in the middle of the picture.
inline double middle(const LinearImage& image, int channel = 0) {
  const auto pixel =
      static_cast<size_t>(image.size.height / 2 * image.size.width + image.size.width / 2);
  return image.rgb[static_cast<size_t>(channel)][pixel];
}

}  // namespace tw::sim
