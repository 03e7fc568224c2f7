// A world in formulas for tests of pictures: a renderer without a rasteriser, and a feed with a
// bright disc that wanders.
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "sim/core/event_queue.h"
#include "sim/optics/picture_source.h"
#include "sim/render/renderer.h"

namespace tw::sim {

// Light that hangs on the direction alone, brighter to the right and below, times the sky's
// illuminance; a disc five times as bright stands in the direction of moving[0], if there is one.
class FormulaRenderer final : public Renderer {
 public:
  int drawings = 0;
  std::vector<View> views;

  static double luminance(const SceneState& scene, Vec3 direction) {
    const double base = scene.skyLux * (0.05 + 0.02 * direction.x + 0.01 * direction.y);
    if (scene.moving.empty()) return base;
    const Vec3 disc = scene.moving[0].pose.position;
    return dot(direction, disc) > 0.99 * length(disc) ? base * 5 : base;
  }

  LinearImage render(const SceneState& scene, const View& view) override {
    ++drawings;
    views.push_back(view);
    LinearImage image{view.size, std::vector<float>(view.size.pixels() * 3), {}};
    image.ids.reserve(view.size.pixels());
    auto to = image.rgb.begin();
    for (int row = 0; row < view.size.height; ++row)
      for (int column = 0; column < view.size.width; ++column) {
        const Vec3 ray{(column + 0.5 - view.size.width / 2.0) / view.focalPx,
                       (row + 0.5 - view.size.height / 2.0) / view.focalPx, 1};
        const double light = luminance(scene, view.pose.turn * (ray * (1 / length(ray))));
        to = std::fill_n(to, 3, static_cast<float>(light));
        image.ids.push_back(static_cast<uint16_t>(column));
      }
    return image;
  }
};

inline std::shared_ptr<const SceneState> sceneOf(double skyLux) {
  auto scene = std::make_shared<SceneState>();
  scene->place = std::make_shared<Place>();
  scene->sun.illuminanceLux = 0;
  scene->skyLux = skyLux;
  return scene;
}

class FormulaFeed final : public LensFeed {
 public:
  explicit FormulaFeed(EventQueue& queue) : queue_(queue) {}

  double skyLux = 1000;
  bool moving = false;
  bool cutIn = true;
  Pose pose{};
  LensModel wideLens{Projection::kEquidistant, 1528, {2560, 1440}};
  int asked = 0;  // calls of scene()

  std::shared_ptr<const SceneState> scene() override {
    ++asked;
    if (!moving && last_ && last_->skyLux == skyLux && last_->moving.empty()) return last_;
    auto scene = std::make_shared<SceneState>(*sceneOf(skyLux));
    if (moving) {
      Part disc;
      const double t = toSeconds(queue_.sinceStart());
      disc.pose.position = {0.5 * std::sin(t), 0.1 * std::cos(t), 1};
      scene->moving.push_back(disc);
    }
    return last_ = scene;
  }
  Pose lensPose(hal::LensId) override { return pose; }
  LensModel lensModel(hal::LensId lens) const override {
    return lens == hal::LensId::kWide ? wideLens : LensModel{};
  }
  bool irCutIn() const override { return cutIn; }

 private:
  EventQueue& queue_;
  std::shared_ptr<const SceneState> last_;
};

}  // namespace tw::sim
