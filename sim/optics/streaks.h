// Small bright or dark things that cross a picture while it is exposed, out of focus: they take
// away some of what is behind them and add light of their own.
#pragma once

#include <optional>
#include <vector>

#include "sim/optics/lens.h"
#include "sim/render/light_sum.h"

namespace tw::sim {

struct Streak {
  Pixel from{}, to{};             // of its middle, as the exposure begins and ends
  double width = 1;               // pixels; less than one counts as one
  double covers = 0;              // pixels that it hides, on the average of the exposure
  double distanceM = 0;           // hidden where the place is nearer
  std::array<double, 3> light{};  // cd/m2 times pixels, summed over all that it touches
};

// `metres`: of each pixel (sim/optics/distances.h).
void draw(const Streak& streak, const std::vector<float>& metres, LinearImage& image);

// Steradians of a pixel that sees this unit direction of the lens frame.
double solidAngleOf(const LensModel& lens, hal::ImageSize size, Vec3 direction);

// Something that flies before a lens: where it is as the exposure begins and ends, in the lens
// frame.
struct Flying {
  Vec3 from{}, to{};
  double diameterM = 0;
  std::array<double, 3> candela{};    // of lamps' light that it sends to the lens
  std::array<double, 3> luminance{};  // cd/m2 of its face by all other light
};
// The lens is focused far away: a near thing is spread over its aperture. Nothing where it is not
// seen, or so near that it would be no streak.
std::optional<Streak> streakOf(const LensModel& lens, hal::ImageSize size, const Flying& thing);

// What lamps make a thing at `position` of the world send to the lens at `lens`, by channel, in cd:
// their lux there, through the haze and without shadows, times `share` of the cosine of the angle
// by which light is turned (1: straight on), in m2/sr.
std::array<double, 3> thrownToLens(const SceneState& scene, Vec3 position, Vec3 lens,
                                   bool nearInfrared, double (*share)(double cosine));

}  // namespace tw::sim
