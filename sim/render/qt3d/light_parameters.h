// Sun, sky, lamps and beams as parameters of every shader.
#pragma once

#include <QVector4D>
#include <Qt3DRender/QParameter>
#include <Qt3DRender/QTechniqueFilter>
#include <algorithm>
#include <array>

#include "sim/render/qt3d/materials.h"
#include "sim/render/qt3d/profile_store.h"
#include "sim/render/qt3d/shadow_maps.h"
#include "sim/render/renderer.h"

namespace tw::sim {

// What one pass draws: a sum of lights as one layer, and beams as layers of their own.
struct PassLight {
  struct Source {
    Beam beam{};
    Colour candela{};
    double infraredCd = 0;
  };
  bool ambient = false;  // whether the sum is wanted
  Sun sun{{0, 0, 1}, 0};
  double skyLux = 0;
  std::vector<Source> sources{};  // at most kMostLamps
  std::vector<Beam> beams{};      // at most kMostBeams

  size_t layers() const { return ambient + beams.size(); }
  LightPlanes planesOf(size_t layer) const {  // the sum, where it is wanted, then the beams
    return ambient && layer == 0 ? LightPlanes{true, true, true, true}
                                 : beams[layer - ambient].planes;
  }
  bool sunShines() const { return ambient && sun.illuminanceLux > 0; }
  size_t patches() const {  // of the beam that has most
    size_t most = 0;
    for (const Beam& beam : beams)
      if (beam.thrown) most = std::max(most, beam.thrown->size());
    return most;
  }
  std::vector<Profile> profiles() const;  // of its measured beams
  Lighting lighting() const {
    return {ambient, sunShines(), sources.size(), beams.size(), patches(), !profiles().empty()};
  }
};

// Sun, sky and the place's lamps; of more than kMostLamps the brightest.
PassLight ambientOf(const SceneState& scene);

class LightParameters {
 public:
  // Added to `filter`, which owns them and their textures.
  explicit LightParameters(Qt3DRender::QTechniqueFilter* filter);

  // Aims the shadow maps of this light. True: a texture is new, and not yet there.
  bool set(const PassLight& light, const Place& place, ShadowMaps& shadows);
  void setStamp(int stamp);  // 1..65535

 private:
  QVector4D sideOf(const Beam& beam) const;
  void setSources(std::vector<PassLight::Source> sources);
  void setBeams(const std::vector<Beam>& beams);
  void setPatches(const PassLight& light);

  struct Shadow {
    Qt3DRender::QParameter *map, *matrix;
    void set(const ShadowMap& of) const;
  };
  Qt3DRender::QParameter *sunTowards_, *sunLux_, *discLuminance_, *skyLux_, *groundLux_, *stamp_,
      *lampCount_, *lampPosition_, *lampAxis_, *lampIntensity_, *beamPosition_, *beamAxis_,
      *patchPosition_, *patchAxis_, *patchLight_, *lampSide_, *beamSide_, *profileShares_;
  Shadow sunShadow_;
  std::array<Shadow, kMostBeams> beamShadows_;
  ProfileStore profiles_;
};

}  // namespace tw::sim
