// Light adds up: from layers and how strong each lamp is now to what a sensor gets.
#pragma once

#include <span>

#include "sim/render/renderer.h"

namespace tw::sim {

// What a colour pixel makes of 1 W/m2 of 850 nm, in lux of white light that would give as many
// electrons: photons a joule (4.28e18) x pixel (4e-12 m2) x quantum efficiency (0.30) / 7000
// electrons a lux second (shared with SensorParameters).
inline constexpr double kInfraredEquivalent = 734;

// Infrared in 1 lx of sun, moon or sky, in the same measure: what a sensor gains on broad light
// when its cut filter goes out. Lamps bring Lamp::infraredWSr alone.
inline constexpr double kInfraredInDaylight = 0.6;

// A lamp's infrared on its axis, in candela of that white light.
inline double infraredCd(const Lamp& lamp) { return lamp.infraredWSr * kInfraredEquivalent; }

// What a sensor gets of each lux of daylight.
inline double daylightGain(bool nearInfrared) { return nearInfrared ? 1 + kInfraredInDaylight : 1; }

// A lamp's intensity now by channel, as a sensor sees it, in candela of white light.
// `nearInfrared`: the cut filter is out.
std::array<double, 3> candelaOf(const Lamp& lamp, bool nearInfrared);
inline bool shines(const Lamp& lamp) { return lamp.intensityCd > 0 || lamp.infraredWSr > 0; }

inline Beam beamOf(const Lamp& lamp) {
  const bool seen = lamp.intensityCd > 0;
  const Colour& c = lamp.colour;
  return {lamp.pose,
          lamp.halfAngleDeg,
          lamp.profile,
          {seen && c.r > 0, seen && c.g > 0, seen && c.b > 0, lamp.infraredWSr > 0},
          lamp.thrown};
}

// Row by row from the top left.
struct LinearImage {
  hal::ImageSize size{};
  std::array<std::vector<float>, 3> rgb;  // luminance in cd/m2, as a white of it has r = g = b
  std::vector<uint16_t> ids;              // Part::objectId, where they are wanted
};

// How much of each plane of a layer a picture gets.
struct LightWeight {
  std::array<float, kLightPlanes> planes{};
  bool operator==(const LightWeight&) const = default;
  bool dark() const { return *this == LightWeight{}; }
};
LightWeight ambientWeight(bool nearInfrared);  // the cut filter is out
LightWeight weightOf(const Lamp& lamp, bool nearInfrared);

// Sets image.rgb within `part` to the weighted sum of the layers, added up in their order; each
// covers `from`, which holds `part`. Sums are the same to the bit for every `part`.
struct WeightedLayer {
  const LightLayer* layer;
  LightWeight weight;
};
void addUp(std::span<const WeightedLayer> layers, const PixelRect& from, const PixelRect& part,
           LinearImage& image);

// A whole picture in one go, with ids: for those who draw seldom.
LinearImage render(Renderer& renderer, const SceneState& scene, const View& view,
                   bool nearInfrared = false);

}  // namespace tw::sim
