// What keeps water out of an opening of the body: the waterproof cover of card slot and RESET
// button, and the waterproof kit on the Ethernet port.
//
// The bench's alone: the firmware has no sensor for it. Nothing gets in while it is shut; behind an
// open one the place gets wet by what falls outside (sim/devices/wetting.h). Left out: water that
// stays behind a shut one, and the seconds for which a hand opens a shut one to reach card, button
// or cable.
#pragma once

#include "sim/devices/device.h"
#include "sim/devices/wetting.h"

namespace tw::sim {

struct SealSpec {
  std::string device;         // "cover"
  std::string flag, flagDoc;  // the signal that says how it is
  bool flagOfShut = false;    // what that signal is while it is shut
  std::string wetnessDoc;
};

SealSpec slotCoverSpec();  // cover.open
SealSpec portKitSpec();    // port_kit.fitted

// Signals: the flag, and <device>.wetness (shown each second while it changes). Fault: damp.
class Seal final : public Device {
 public:
  // It is shut, and it is dry. `wets` is told the wetness as often as it is shown.
  Seal(const Bench& bench, SealSpec spec, std::function<void(double wetness)> wets = {});

  void open();  // open already: nothing happens
  void shut();
  void rain(double mmH);                               // falls outside from now on
  double wetness() const { return water_.wetness(); }  // behind it, now: 0 dry .. 1 soaked

  std::vector<FaultSpec> faults() const override;
  void applyFault(const std::string& kind, double magnitude) override;
  uint64_t stateHash() const override;

 private:
  void letIn();  // what falls now
  void show();

  const SealSpec spec_;
  std::function<void(double)> wets_;
  bool shut_ = true;
  double damp_ = 0, rainMmH_ = 0;
  Wetting water_;
  Signal flag_, wetness_;
};

}  // namespace tw::sim
