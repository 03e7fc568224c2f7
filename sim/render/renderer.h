// Draws a SceneState as linear light, one light apart from the other, so that whoever keeps them
// can turn lamps up and down without drawing again. Implementations differ in how, never in what:
// the same state, view and lights give the same pixels, whenever, in whatever order and in whatever
// part of the picture they are asked for. Asked by several threads at once.
#pragma once

#include <array>
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
};

// Part of a picture, in pixels from its top left corner.
struct PixelRect {
  int x = 0, y = 0, width = 0, height = 0;
  constexpr bool operator==(const PixelRect&) const = default;
  bool empty() const { return width <= 0 || height <= 0; }
  size_t pixels() const {
    return empty() ? 0 : static_cast<size_t>(width) * static_cast<size_t>(height);
  }
  int right() const { return x + width; }
  int bottom() const { return y + height; }
  // Of a pixel of the picture in planes that hold this part alone, row by row.
  size_t indexOf(int px, int py) const {
    return static_cast<size_t>(py - y) * static_cast<size_t>(width) + static_cast<size_t>(px - x);
  }
};
constexpr PixelRect whole(hal::ImageSize size) { return {0, 0, size.width, size.height}; }

// Planes of a layer of light: red, green, blue (white has all three alike), and what its infrared
// adds to each of them once the cut filter is out.
inline constexpr size_t kLightPlanes = 4;
using LightPlanes = std::array<bool, kLightPlanes>;

// Where a lamp stands and how it spreads its light: all of it but colour and strength. It throws
// shadows, while what is thrown back of it throws none.
struct Beam {
  Pose pose{};
  double halfAngleDeg = 60;
  Profile profile = nullptr;                   // a measured beam instead
  LightPlanes planes{true, true, true, true};  // that are wanted of it
  Patches thrown = nullptr;                    // drawn with it: of its own light
  bool operator==(const Beam&) const = default;
};

// Which lights are wanted: one at least.
struct Lights {
  bool ambient = true;        // sun, sky and SceneState::placeLamps, as they shine
  std::vector<Beam> beams{};  // each of kBeamCd, in every channel
};

// Strength that beams are drawn at: a power of two, far from both ends of what halves hold.
inline constexpr double kBeamCd = 256;

// What pixels send back of one light, in cd/m2, as halves (sim/render/half.h), row by row. Planes
// that were not wanted are empty.
struct LightLayer {
  std::array<std::vector<uint16_t>, kLightPlanes> planes;
};

struct Layers {
  PixelRect part{};                // of the picture that they show
  std::vector<LightLayer> lights;  // ambient, if it was wanted; then the beams
  std::vector<uint16_t> ids;       // Part::objectId; ground truth, never for the firmware
};

class Renderer {
 public:
  virtual ~Renderer() = default;
  // `part` lies within the view and is not empty. Throws RenderError (sim/render/render_error.h)
  // when drawing does not work; never black instead.
  virtual Layers draw(const SceneState& scene, const View& view, const PixelRect& part,
                      const Lights& lights) = 0;
};

}  // namespace tw::sim
