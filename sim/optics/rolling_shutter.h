// What a turning lens sees while its sensor is read row by row: a picture that leans.
//
// A row that is read t after the middle one sees what the lens, as it stood in the middle, sees
// where the scene then was: each pixel is moved by its own speed times t. First order in the turn
// (2 degrees at 60 degrees a second: 1 pixel of 2560 off at most). Beyond the picture's edge the
// edge goes on. Left out: what moves in the scene meanwhile, and lamps that switch.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "firmware_core/base/time.h"
#include "sim/optics/lens.h"
#include "sim/optics/sensor_model.h"

namespace tw::sim {

// By how much a pixel of the picture goes to the right and down in one second as the lens turns so
// fast (its own frame, about each axis, rad/s).
Pixel pixelSpeed(const LensModel& lens, hal::ImageSize size, Pixel pixel, Vec3 turnRate);

// Rows as they are read of `light`, which the lens at rest in the middle of the read-out sees.
// `readOut`: from the first row to the last.
class RowsInTurn {
 public:
  // Borrows the light, of 2x2 pixels at least; it outlives this.
  RowsInTurn(const LensModel& lens, const LinearImage& light, Vec3 turnRate, Duration readOut);
  ~RowsInTurn();

  RowOfLight read(int row);  // holds until the next one is read

 private:
  struct Grid;
  struct Taps;
  const LinearImage& light_;
  double readOut_;  // s
  std::unique_ptr<const Grid> grid_;
  std::unique_ptr<Taps> taps_;
  std::array<std::vector<float>, 3> row_;
};

}  // namespace tw::sim
