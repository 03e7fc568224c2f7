// The two-colour status LED: a red and a blue die, each on or off.
//
// Red lights by itself from power-up until the first set(): the boot ROM has no other voice.
#pragma once

namespace tw::hal {

class StatusLed {
 public:
  virtual ~StatusLed() = default;
  virtual void set(bool red, bool blue) = 0;  // both lit mix to violet; the product never does that
};

}  // namespace tw::hal
