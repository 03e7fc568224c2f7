// A lamp group behind a PWM driver: intensity follows the duty linearly and at once.
//
// Left out: warming, spectrum and beam (those are optics'), the flicker of the PWM itself.
#pragma once

#include "firmware_core/hal/light.h"
#include "sim/devices/faulty_device.h"
#include "sim/devices/one_shot.h"

namespace tw::sim {

struct LightParameters {
  double fullIntensity = 60;  // on the axis at duty 1
  bool radiant = false;       // W/sr (infrared) rather than cd
};

class VirtualLight final : public FaultyDevice, public hal::Light {
 public:
  VirtualLight(const Bench& bench, std::string name, const LightParameters& parameters = {});

  double duty() const override { return duty_; }

  double intensity() const;  // cd or W/sr on the axis, faults considered

  void powerOn() override { drive(0); }
  void powerOff() override { drive(0); }
  void reset() override { drive(0); }
  uint64_t stateHash() const override;

 private:
  void doSet(double duty, Duration forTime) override;
  void afterFault() override { show(); }
  void drive(double duty);
  void show();

  LightParameters parameters_;
  double duty_ = 0;
  OneShot off_;
  Signal dutySignal_, intensitySignal_;
};

}  // namespace tw::sim
