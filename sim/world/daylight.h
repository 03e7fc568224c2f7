// How much light falls on a small surface: the formulas that renderer and light sensor share.
//
// Sun: a point far away. Sky: uniform (Liu and Jordan 1963), so a surface sees the share of it
// above the horizon, and below it ground that sends back part of what falls on it. Lamps: points
// with a cos^m beam, or a measured one (sim/light/beam_profile.h). Leaves out light that comes back
// from anything but the ground.
#pragma once

#include <numbers>

#include "sim/world/scene_state.h"
#include "sim/world/sun_path.h"

namespace tw::sim {

inline constexpr double kLampM = 0.01;  // a lamp is no point: nothing in the air is nearer to it
inline constexpr double kGroundReflectance = 0.2;  // of grass and soil, as seen by what faces down

// The exponent m with cos(halfAngle)^m = 1/2. halfAngle 1..89 degrees.
double beamExponent(double halfAngleDeg);

// What is left of a lamp's intensity in the direction of a unit vector, 0..1. A measured beam's
// vertical angle 0 is the lamp's axis; its plane C0 lies to the right of the lamp's body (-y), C90
// above it (z). So a lamp that looks down has C90 towards its heading and C0 to the right of that:
// with the heading across the road, C90 is the street side, as CIE 121 lays it.
double beamShare(const Lamp& lamp, Vec3 direction);
// The most of it so far off the axis, whatever the plane; of a measured beam within so many
// degrees.
double mostBeamShare(const Lamp& lamp, Radians offAxis, double withinDeg);

// Lux from sky and ground on a surface with this unit normal.
double diffuseLux(Vec3 normal, const Sun& sun, double skyLux);
// Sun and moon look 0.53 degrees wide.
inline constexpr double kDiscRadius = kSunRadiusDeg * std::numbers::pi / 180;
inline constexpr double kDiscCosine = 1 - kDiscRadius * kDiscRadius / 2;
inline constexpr double kDiscSr = std::numbers::pi * kDiscRadius * kDiscRadius;
// cd/m2 of the disc of sun or moon, before the haze on the way to it.
double discLuminance(const Sun& sun);
// cd/m2 of the clear sky with the disc of sun or moon in it, or of the far ground below the
// horizon. As sim/render/qt3d/shaders/sky.frag draws it, which tells no more than 60 000 of a disc.
double skyLuminance(Vec3 direction, const Sun& sun, double skyLux);
double sunLux(Vec3 normal, const Sun& sun);  // where nothing shades it
double lampLux(Vec3 position, Vec3 normal, const Lamp& lamp);

}  // namespace tw::sim
