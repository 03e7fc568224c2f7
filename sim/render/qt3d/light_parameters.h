// Sun, sky and lamps as parameters of every shader.
#pragma once

#include <Qt3DRender/QParameter>
#include <Qt3DRender/QTechniqueFilter>

#include "sim/render/qt3d/sun_view.h"

namespace tw::sim {

// Those that a picture shows any light of; of more than kMostLamps the brightest.
std::vector<Lamp> lampsOf(const SceneState& scene, bool nearInfrared);

class LightParameters {
 public:
  // Added to `filter`, which owns them; `shadowMap` is borrowed.
  LightParameters(Qt3DRender::QTechniqueFilter* filter, Qt3DRender::QAbstractTexture* shadowMap);

  // `lamps` are those of lampsOf().
  void set(const SceneState& scene, const std::vector<Lamp>& lamps, bool nearInfrared,
           const SunView& sun);
  void setStamp(int stamp) { stamp_->setValue(static_cast<float>(stamp)); }

 private:
  void setLamps(std::vector<Lamp> lamps, bool nearInfrared);

  Qt3DRender::QParameter *sunTowards_, *sunLux_, *skyLux_, *groundLux_, *shadowMatrix_, *stamp_,
      *infraredShare_, *lampCount_, *lampPosition_, *lampAxis_, *lampIntensity_;
};

}  // namespace tw::sim
