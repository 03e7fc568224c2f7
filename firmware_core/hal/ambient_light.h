// The ambient light sensor beside the lenses. Sampled five times a second; never older than 0.2 s.
#pragma once

#include "firmware_core/base/result.h"
#include "firmware_core/base/units.h"

namespace tw::hal {

class AmbientLight {
 public:
  virtual ~AmbientLight() = default;
  virtual Result<Lux> read() const = 0;  // 0..120 000 lx; kIo when the sensor does not answer
};

}  // namespace tw::hal
