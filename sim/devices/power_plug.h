// The adapter's plug and what arrives from it: power is there or not.
//
// The bench's alone: the firmware notices nothing but its own end. On and off are told at once, on
// the caller's stack; whoever is told must not destroy a firmware in the middle of its poll. Left
// out: voltage, current, brown-outs, hold-up time of the capacitors.
#pragma once

#include <functional>

#include "sim/devices/faulty_device.h"

namespace tw::sim {

class PowerPlug final : public FaultyDevice {
 public:
  PowerPlug(const Bench& bench, std::function<void()> onPower, std::function<void()> onLoss);

  void plug();  // plugged already: nothing happens
  void unplug();
  bool plugged() const { return plugged_; }
  bool powered() const { return powered_; }  // plugged, and the mains are not cut

  uint64_t stateHash() const override;

 private:
  void afterFault() override { update(); }
  void update();

  std::function<void()> onPower_, onLoss_;
  bool plugged_ = false, powered_ = false;
  Signal pluggedSignal_, onSignal_;
};

}  // namespace tw::sim
