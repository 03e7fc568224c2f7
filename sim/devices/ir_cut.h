// The infrared cut filter on its bistable solenoid: it stays where it is without power.
//
// A power cut or restart in the middle of a move leaves the filter where it came from.
#pragma once

#include "firmware_core/hal/ir_cut.h"
#include "sim/devices/faulty_device.h"
#include "sim/devices/one_shot.h"

namespace tw::sim {

struct IrCutParameters {
  Duration move = 70ms;
};

class VirtualIrCut final : public FaultyDevice, public hal::IrCut {
 public:
  explicit VirtualIrCut(const Bench& bench, const IrCutParameters& parameters = {});

  Result<void> start(hal::IrCutPosition to) override;
  bool moving() const override { return end_.running(); }
  hal::IrCutPosition position() const override { return told_; }

  hal::IrCutPosition actual() const { return actual_; }

  void powerOn() override { clear(); }
  void powerOff() override { clear(); }
  void reset() override { clear(); }
  uint64_t stateHash() const override;

 private:
  void arrive();
  void clear();

  IrCutParameters parameters_;
  hal::IrCutPosition told_ = hal::IrCutPosition::kIn;
  hal::IrCutPosition actual_ = hal::IrCutPosition::kIn;
  OneShot end_;
  Signal filterIn_;
};

}  // namespace tw::sim
