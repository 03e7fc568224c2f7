// The shadow maps of all lights: one for sun or moon, and one for each of the last lamps.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "sim/render/qt3d/shadow_map.h"

namespace tw::sim {

class ShadowMaps {
 public:
  static constexpr size_t kMostLampMaps = 4;

  // Nodes are owned by `parent` and `root`.
  ShadowMaps(Qt3DRender::QFrameGraphNode* parent, Qt3DCore::QEntity* root);

  // The next frame draws what is stale of those that are asked for after this, and no other.
  void rest();
  const ShadowMap& aimSun(const Sun& sun, const Place& place);
  const ShadowMap& aimLamp(const Pose& lamp);
  bool takeFresh();  // whether one of them is new, and its texture not yet there

  void narrow(bool narrowed);
  void moved(std::span<const Part> parts);
  void forget();

 private:
  struct LampMap {
    Pose lamp;
    std::unique_ptr<ShadowMap> map;
  };
  ShadowMap& mapOf(const Pose& lamp);
  template <class Do>
  void each(const Do& act);

  Qt3DCore::QEntity* root_;
  Qt3DRender::QFrameGraphNode* parent_;
  ShadowMap sun_;
  std::optional<Sun> sunOf_{};  // whose view sunView_ is, of the place that is there
  ShadowView sunView_{};
  std::vector<LampMap> lamps_;  // the last used first
  bool fresh_ = false;
};

}  // namespace tw::sim
