// Restart, its cause, the boot counter and the retained note.
#pragma once

#include <functional>

#include "firmware_core/hal/system_control.h"
#include "sim/devices/device.h"

namespace tw::sim {

class VirtualSystemControl final : public Device, public hal::SystemControl {
 public:
  // `requested` is called by the firmware's restart(), in the middle of its poll: the reset is due
  // when that has returned.
  VirtualSystemControl(const Bench& bench, std::function<void()> requested);

  hal::ResetCause resetCause() const override { return cause_; }
  uint32_t bootCount() const override { return boots_; }
  void restart() override;
  hal::RetainedNote note() const override { return note_; }

  void bitten() { next_ = hal::ResetCause::kWatchdog; }  // the coming reset is the watchdog's

  void powerOn() override;
  void powerOff() override;
  void reset() override;
  uint64_t stateHash() const override;

 private:
  void doSetNote(const hal::RetainedNote& note) override;
  void boot(hal::ResetCause cause);

  std::function<void()> requested_;
  hal::ResetCause cause_ = hal::ResetCause::kPowerOn;
  hal::ResetCause next_ = hal::ResetCause::kRequested;
  uint32_t boots_ = 0;
  hal::RetainedNote note_;
  Signal bootsSignal_, causeSignal_;
};

}  // namespace tw::sim
