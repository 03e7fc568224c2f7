// Which part of a picture moving things have a say in: where they are seen, and where the shadows
// that lights make of them may fall.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "sim/render/renderer.h"
#include "sim/world/solid.h"

namespace tw::sim {

// What throws shadows, and how far.
struct Shadows {
  double floorZ = 0;      // they fall as far down as the lowest point of the place
  double sunMarginM = 0;  // renderers may draw those of the sun blurred by so much, to each side
  std::optional<Vec3> towardsSun{};  // or the moon, where one shines
  std::vector<Pose> lamps{};         // of beams
};
// Without lamps.
Shadows shadowsIn(const Place& place, const Sun& sun);

// Holds every pixel that differs when these parts are there and when they are not. Empty where they
// are out of sight.
PixelRect footprint(const View& view, const Shadows& shadows, std::span<const Part> parts);

// Where shadows are thrown: around all of the place that throws any, and where nothing does, 30 m
// about the middle. Never hangs on what moves, so that one who walks changes nobody else's shadow.
Box shadowBox(const Place& place);
// A shadow map of so many texels a side over it and kShadowEdgeM around it is sharp enough.
inline constexpr int kShadowTexels = 2048;
inline constexpr double kShadowEdgeM = 4;
// Lamps throw shadows to 65 degrees off their axis. A texel is 4 mrad wide then, as is the penumbra
// of an emitter of 2 cm on a wall 5 m away, of an edge half way.
inline constexpr double kLampShadowTan = 2.14;
inline constexpr int kLampShadowTexels = 1024;
// A surface asks a shadow map about points so far above it, so that it does not shade itself.
// Renderers must take this very one: footprint() allows for it.
inline constexpr double kShadowLiftM = 0.02;

// A rectangle around both; one that is empty counts for nothing.
PixelRect around(const PixelRect& a, const PixelRect& b);
PixelRect common(const PixelRect& a, const PixelRect& b);

}  // namespace tw::sim
