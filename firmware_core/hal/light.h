// One lamp group behind a PWM driver: spotlight, infrared, red or blue alarm light.
//
// Latency: below 1 ms. Failure: a broken lamp stays dark and cannot tell. Dark after reset and
// power-up.
#pragma once

#include "firmware_core/base/time.h"

namespace tw::hal {

class Light {
 public:
  virtual ~Light() = default;

  // duty 0..1; the driver's timer switches off after `forTime` (kForever: until told otherwise), so
  // that a hung firmware never leaves a flash burning.
  static constexpr Duration kForever = Duration::max();
  void set(double duty, Duration forTime = kForever);
  virtual double duty() const = 0;  // as driven now

 private:
  virtual void doSet(double duty, Duration forTime) = 0;
};

}  // namespace tw::hal
