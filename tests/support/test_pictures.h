// A world in formulas for tests of pictures: a renderer without a rasteriser, and a feed with a
// bright disc that wanders.
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>
#include <vector>

#include "sim/core/event_queue.h"
#include "sim/optics/picture_source.h"
#include "sim/render/half.h"
#include "sim/render/light_sum.h"

namespace tw::sim {

// Light that hangs on the direction alone, brighter to the right and below, times the sky's
// illuminance; a disc five times as bright stands in the direction of moving[0], if there is one.
class FormulaRenderer final : public Renderer {
 public:
  int drawings = 0;
  std::vector<View> views;
  std::vector<PixelRect> parts;

  static double luminance(const SceneState& scene, Vec3 direction) {
    const double base = scene.skyLux * (0.05 + 0.02 * direction.x + 0.01 * direction.y);
    if (scene.moving.empty()) return base;
    const Vec3 disc = scene.moving[0].pose.position;
    return dot(direction, disc) > 0.99 * length(disc) ? base * 5 : base;
  }

  // Beams light all directions alike, with 1 cd/m2 as much as their lamp has candela.
  Layers draw(const SceneState& scene, const View& view, const PixelRect& part,
              const Lights& lights) override {
    {
      const std::lock_guard lock(mutex_);
      ++drawings;
      views.push_back(view);
      parts.push_back(part);
    }
    Layers layers{part, {}, {}};
    if (lights.ambient) layers.lights.emplace_back();
    for (int row = part.y; row < part.bottom(); ++row)
      for (int column = part.x; column < part.right(); ++column) {
        const Vec3 ray{(column + 0.5 - view.size.width / 2.0) / view.focalPx,
                       (row + 0.5 - view.size.height / 2.0) / view.focalPx, 1};
        const double light = luminance(scene, view.pose.turn * (ray * (1 / length(ray))));
        if (lights.ambient)
          for (auto& plane : layers.lights[0].planes)
            plane.push_back(toHalf(static_cast<float>(light)));
        layers.ids.push_back(static_cast<uint16_t>(column));
      }
    LightLayer beam;
    beam.planes.fill(std::vector<uint16_t>(part.pixels(), toHalf(kBeamCd)));
    layers.lights.insert(layers.lights.end(), lights.beams.size(), beam);
    return layers;
  }

 private:
  std::mutex mutex_;
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
  Vec3 turnRate{};
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
  Vec3 lensTurnRate(hal::LensId) override { return turnRate; }
  LensModel lensModel(hal::LensId lens) const override {
    return lens == hal::LensId::kWide ? wideLens : LensModel{};
  }
  bool irCutIn() const override { return cutIn; }

 private:
  EventQueue& queue_;
  std::shared_ptr<const SceneState> last_;
};

}  // namespace tw::sim
