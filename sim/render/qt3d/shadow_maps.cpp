#include "sim/render/qt3d/shadow_maps.h"

#include <Qt3DRender/QNoPicking>
#include <algorithm>
#include <utility>

namespace tw::sim {

namespace {
using Depths = Qt3DRender::QAbstractTexture;
// The sun's depths are even: 3 mm of 200 m. A lamp's are fine near by and coarse far off; with 16
// bits they would be half a metre at 30 m.
constexpr auto kSunDepths = Depths::D16, kLampDepths = Depths::D24;
}  // namespace

ShadowMaps::ShadowMaps(Qt3DRender::QFrameGraphNode* parent, Qt3DCore::QEntity* root)
    : root_(root),
      parent_(new Qt3DRender::QNoPicking(parent)),
      sun_(parent_, root, kShadowTexels, kSunDepths) {}

template <class Do>
void ShadowMaps::each(const Do& act) {
  act(sun_);
  for (LampMap& one : lamps_) act(*one.map);
}

void ShadowMaps::rest() {
  each([](ShadowMap& map) { map.rest(); });
}

const ShadowMap& ShadowMaps::aimSun(const Sun& sun, const Place& place) {
  if (sunOf_ != sun) sunView_ = sunViewOf(sun, place);
  sunOf_ = sun;
  sun_.aim(sunView_);
  return sun_;
}

const ShadowMap& ShadowMaps::aimLamp(const Pose& lamp) {
  ShadowMap& map = mapOf(lamp);
  map.aim(lampViewOf(lamp));
  return map;
}

ShadowMap& ShadowMaps::mapOf(const Pose& lamp) {
  auto found = std::find_if(lamps_.begin(), lamps_.end(),
                            [&](const LampMap& one) { return one.lamp == lamp; });
  if (found == lamps_.end() && lamps_.size() < kMostLampMaps) {
    fresh_ = true;
    lamps_.push_back(
        {lamp, std::make_unique<ShadowMap>(parent_, root_, kLampShadowTexels, kLampDepths)});
    found = lamps_.end() - 1;
  }
  // Never the last one, which may belong to the same pass; and of many that come in turns most
  // stay.
  if (found == lamps_.end()) found = lamps_.begin() + 1;
  found->lamp = lamp;
  std::rotate(lamps_.begin(), found, found + 1);
  return *lamps_.front().map;
}

bool ShadowMaps::takeFresh() { return std::exchange(fresh_, false); }

void ShadowMaps::narrow(bool narrowed) {
  each([&](ShadowMap& map) { map.narrow(narrowed); });
}

void ShadowMaps::moved(std::span<const Part> parts) {
  if (!parts.empty()) each([&](ShadowMap& map) { map.moved(parts); });
}

void ShadowMaps::forget() {
  sunOf_.reset();
  each([](ShadowMap& map) { map.forget(); });
}

}  // namespace tw::sim
