// How wet a place gets that water falls on, in an opening or on a glass: rises in proportion to the
// water, else falls at a constant rate, as a film dries, with power or without.
//
//   kSoaksIn: driving rain of 60 mm an hour lays 1 mm over the place in a minute: the thickness of
//   a microSD card, as far as the contacts of an Ethernet plug stand apart (1.02 mm), as high as a
//   drop on a pane.
//   kDriesIn: most of that runs off; a film of 0.05 mm stays, and at 0.3 mm an hour, as a pan of
//   water loses on a hot day (7 mm), is gone in ten minutes.
// Both times are assumptions, not measured. Left out: drying while water falls, wind, what stands
// above and keeps the rain off, corrosion, frost.
#pragma once

#include "sim/devices/one_shot.h"

namespace tw::sim {

class Wetting {
 public:
  static constexpr double kDrivingMmH = 60;   // mm/h
  static constexpr Duration kSoaksIn = 60s;   // from dry, in driving rain
  static constexpr Duration kDriesIn = 600s;  // from soaked
  static constexpr double kBridges = 0.8;     // wetness that shorts contacts: an assumption

  // `shown` is called when the water changes, and then each second while the wetness does.
  Wetting(EventQueue& queue, std::function<void()> shown);

  void fall(double mmH);   // from now on; 0: none
  double wetness() const;  // now: 0 dry .. 1 soaked
  uint64_t stateHash() const;

 private:
  double rate() const;  // of wetness, 1/s
  void show();

  EventQueue& queue_;
  std::function<void()> shown_;
  double mmH_ = 0;
  double wetness_ = 0;  // at since_
  Instant since_;
  OneShot nextShow_;
};

}  // namespace tw::sim
