// Which part of a picture moving things have a say in: where they are seen, and where the shadows
// that sun or moon make of them may fall.
#pragma once

#include <span>

#include "sim/render/renderer.h"
#include "sim/world/solid.h"

namespace tw::sim {

// What the place says about shadows.
struct ShadowReach {
  double floorZ = 0;   // they fall as far down as the lowest point of the place
  double marginM = 0;  // renderers may draw them blurred by so much, to each side
};
ShadowReach shadowReachIn(const Place& place);

// Holds every pixel that differs when these parts are there and when they are not. Empty where they
// are out of sight. Lamps throw no shadows.
PixelRect footprint(const View& view, const Sun& sun, const ShadowReach& reach,
                    std::span<const Part> parts);

// Where shadows are thrown: around all of the place that throws any, and where nothing does, 30 m
// about the middle. Never hangs on what moves, so that one who walks changes nobody else's shadow.
Box shadowBox(const Place& place);
// A shadow map of so many texels a side over it and kShadowEdgeM around it is sharp enough.
inline constexpr int kShadowTexels = 2048;
inline constexpr double kShadowEdgeM = 4;

// A rectangle around both; one that is empty counts for nothing.
PixelRect around(const PixelRect& a, const PixelRect& b);
PixelRect common(const PixelRect& a, const PixelRect& b);

}  // namespace tw::sim
