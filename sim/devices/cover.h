// The waterproof cover of card slot and RESET button, and the water that gets in where it is open.
//
// The bench's alone: the firmware has no sensor for it. Nothing gets in while it is closed. Behind
// an open cover the slot's wetness rises at the rate of what falls outside (`damp`); else it falls
// at a constant rate, as a film dries, the cover open or closed, with power or without.
//   kSoaksIn: driving rain, taken as 60 mm an hour on the back of the camera, lays the thickness
//   of a microSD card (1 mm) over its contacts in a minute.
//   kDriesIn: most of that runs off; a film of 0.05 mm stays, and at 0.3 mm an hour, as a pan of
//   water loses on a hot day (7 mm), is gone in ten minutes.
// Both times are assumptions, not measured. Left out: corrosion, frost, water that stays behind a
// closed cover, and the seconds for which a hand opens a closed one to reach card or button.
#pragma once

#include "sim/devices/device.h"
#include "sim/devices/one_shot.h"

namespace tw::sim {

// Signals: cover.open, cover.wetness (shown each second while it changes). Fault: damp.
class SlotCover final : public Device {
 public:
  static constexpr Duration kSoaksIn = 60s;   // from dry, at damp 1
  static constexpr Duration kDriesIn = 600s;  // from soaked

  explicit SlotCover(const Bench& bench);

  void open();  // open already: nothing happens
  void close();
  bool isOpen() const { return open_; }
  void setDamp(double share);  // water outside: 0 none, 1 driving rain
  double wetness() const;      // of the slot, now: 0 dry .. 1 soaked

  std::vector<FaultSpec> faults() const override;
  void applyFault(const std::string& kind, double magnitude) override;
  uint64_t stateHash() const override;

 private:
  double rate() const;  // of wetness, 1/s
  void settle();        // what came until now, before something changes
  void show();

  bool open_ = false;
  double damp_ = 0;
  double wetness_ = 0;  // at since_
  Instant since_;
  OneShot nextShow_;
  Signal openSignal_, wetnessSignal_;
};

}  // namespace tw::sim
