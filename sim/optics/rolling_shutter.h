// What a turning lens sees while its sensor is read row by row: a picture that leans.
//
// A row that is read t after the middle one sees what the lens, as it stood in the middle, sees
// where the scene then was: each pixel is moved by its own speed times t. First order in the turn
// (2 degrees at 60 degrees a second: 1 pixel of 2560 off at most). Beyond the picture's edge the
// edge goes on. Left out: what moves in the scene meanwhile, and lamps that switch.
#pragma once

#include "firmware_core/base/time.h"
#include "sim/optics/lens.h"
#include "sim/render/light_sum.h"

namespace tw::sim {

// By how much a pixel of the picture goes to the right and down in one second as the lens turns so
// fast (its own frame, about each axis, rad/s).
Pixel pixelSpeed(const LensModel& lens, hal::ImageSize size, Pixel pixel, Vec3 turnRate);

// `light` as the lens at rest in the middle of the read-out sees it. `readOut`: from the first row
// to the last. Only rgb: ids are for lenses at rest.
LinearImage readInRows(const LensModel& lens, const LinearImage& light, Vec3 turnRate,
                       Duration readOut);

}  // namespace tw::sim
