// The two-colour status LED: two dies, on or off, and what a person makes of them.
//
// Red is lit from power-on or restart until the first set(). Left out: brightness, diffusion.
#pragma once

#include "firmware_core/hal/status_led.h"
#include "sim/devices/faulty_device.h"
#include "sim/devices/led_decoder.h"
#include "sim/devices/one_shot.h"

namespace tw::sim {

class VirtualStatusLed final : public FaultyDevice, public hal::StatusLed {
 public:
  explicit VirtualStatusLed(const Bench& bench);

  void set(bool red, bool blue) override;

  // What is really lit, dead dies considered.
  bool redLit() const;
  bool blueLit() const;
  LedLook look() const { return decoder_.look(); }

  void powerOn() override { drive(true, false); }
  void powerOff() override { drive(false, false); }
  void reset() override { drive(true, false); }
  uint64_t stateHash() const override;

 private:
  void afterFault() override { show(); }
  void drive(bool red, bool blue);
  void show();
  void tellLook();

  bool red_ = false, blue_ = false;  // as driven
  LedDecoder decoder_;
  OneShot decide_;
  Signal redSignal_, blueSignal_, patternSignal_;
};

}  // namespace tw::sim
