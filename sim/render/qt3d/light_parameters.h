// Sun, sky, lamps and beams as parameters of every shader.
#pragma once

#include <Qt3DRender/QParameter>
#include <Qt3DRender/QTechniqueFilter>
#include <algorithm>
#include <span>

#include "sim/render/qt3d/materials.h"
#include "sim/render/qt3d/sun_view.h"
#include "sim/render/renderer.h"

namespace tw::sim {

// What one pass draws: a sum of lights as one layer, and beams as layers of their own.
struct PassLight {
  struct Source {
    Beam beam{};
    Colour candela{};
    double infraredCd = 0;
  };
  Sun sun{};
  double skyLux = 0;
  std::vector<Source> sources{};               // at most kMostLamps
  std::vector<Beam> beams{};                   // at most kMostBeams
  LightPlanes planes{true, true, true, true};  // of the sum that are wanted

  bool sunShines() const { return sun.illuminanceLux > 0; }
  const LightPlanes& planesOf(size_t layer) const {  // 0: the sum
    return layer == 0 ? planes : beams[layer - 1].planes;
  }
  bool thrown() const {
    return std::any_of(beams.begin(), beams.end(), [](const Beam& beam) { return beam.thrown; });
  }
  Lighting lighting() const { return {sunShines(), sources.size(), beams.size(), thrown()}; }
};

// Sun, sky and the place's lamps; of more than kMostLamps the brightest.
PassLight ambientOf(const SceneState& scene);
PassLight darkness();
// A single beam, as if it were all the light there is.
PassLight nothingBut(const Beam& beam);

class LightParameters {
 public:
  // Added to `filter`, which owns them; `shadowMap` is borrowed.
  LightParameters(Qt3DRender::QTechniqueFilter* filter, Qt3DRender::QAbstractTexture* shadowMap);

  void set(const PassLight& light, const SunView& sun);
  void setStamp(int stamp);  // 1..65535

 private:
  void setSources(std::vector<PassLight::Source> sources);
  void setBeams(const std::vector<Beam>& beams);
  void setPatches(const std::vector<Beam>& beams);

  Qt3DRender::QParameter *sunTowards_, *sunLux_, *skyLux_, *groundLux_, *shadowMatrix_, *stamp_,
      *lampCount_, *lampPosition_, *lampAxis_, *lampIntensity_, *beamPosition_, *beamAxis_,
      *patchPosition_, *patchAxis_, *patchLight_;
};

}  // namespace tw::sim
