// Draws a SceneState as linear light. Implementations differ in how, never in what: the same state
// and view give the same pixels, whenever and in whatever order they are asked for.
#pragma once

#include <cstdint>
#include <vector>

#include "firmware_core/hal/lens_id.h"
#include "sim/world/scene_state.h"

namespace tw::sim {

// A rectilinear (pinhole) view; lens distortion is added afterwards, in sim/optics.
struct View {
  Pose pose{};            // lens frame: z along the axis, x right, y down
  double focalPx = 1000;  // > 0, in pixels of `size`
  hal::ImageSize size{};  // 16..4096 each
  // The infrared cut is out: light of 850 nm counts as well, kInfraredEquivalent lumens a watt.
  bool nearInfrared = false;
};

// What a colour pixel makes of 1 W/m2 of 850 nm, in lux of white light that would give as many
// electrons: photons a joule (4.28e18) x pixel (4e-12 m2) x quantum efficiency (0.30) / 7000
// electrons a lux second (shared with SensorParameters).
inline constexpr double kInfraredEquivalent = 734;

// A lamp's infrared on its axis, in candela of that white light; 0 behind the cut filter.
inline double infraredCd(const Lamp& lamp, bool nearInfrared) {
  return nearInfrared ? lamp.infraredWSr * kInfraredEquivalent : 0;
}

// Infrared in 1 lx of sun, moon or sky, in the same measure: what a sensor gains on broad light
// when its cut filter goes out. Lamps bring Lamp::infraredWSr alone.
inline constexpr double kInfraredInDaylight = 0.6;

// Row by row from the top left.
struct LinearImage {
  hal::ImageSize size{};
  std::vector<float> rgb;     // three a pixel: luminance in cd/m2, as a white of it has r = g = b
  std::vector<uint16_t> ids;  // Part::objectId; ground truth, never for the firmware
};

class Renderer {
 public:
  virtual ~Renderer() = default;
  // Throws RenderError (sim/render/render_error.h) when drawing does not work; never black instead.
  virtual LinearImage render(const SceneState& scene, const View& view) = 0;
};

}  // namespace tw::sim
