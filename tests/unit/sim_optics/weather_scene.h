// A wall before a lens that looks along +x, in weather.
#pragma once

#include "sim/optics/picture_source.h"

namespace tw::sim {

inline constexpr hal::ImageSize kWeatherSize{320, 180};
inline const LensModel kWideLens{Projection::kEquidistant, 1528, {2560, 1440}};

inline Part boxAt(Vec3 at, Vec3 size, uint16_t id = 0) {
  Part part;
  part.objectId = id;
  part.pose.position = at;
  part.size = size;
  return part;
}

inline std::shared_ptr<SceneState> weatherScene(std::vector<Part> parts, const Weather& weather) {
  auto scene = std::make_shared<SceneState>();
  auto place = std::make_shared<Place>();
  place->parts = std::move(parts);
  scene->place = std::move(place);
  scene->sun.illuminanceLux = scene->skyLux = 0;
  scene->weather = weather;
  return scene;
}

inline FrameRecord weatherFrame(std::shared_ptr<const SceneState> scene,
                                const LensModel& lens = LensModel{}) {
  FrameRecord frame;
  frame.scene = std::move(scene);
  frame.lens = lens;
  frame.lensPose = {{0, 0, 2}, kLensToBody};
  frame.exposure = {20ms, 0};
  return frame;
}

// Lamp beside the lens.
inline Lamp besideLens(double candela) {
  return {.pose = {{0, 0.06, 2.03}, {}}, .intensityCd = candela, .halfAngleDeg = 40};
}

}  // namespace tw::sim
