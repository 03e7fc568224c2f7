// The glass before a lens, and what lies on it.
//
// The bench's alone: the firmware sees it in its pictures, if at all. Faults, which add up:
//   film: the protective film that it is delivered with is still on.
//   dirt: dust, salt or a spider's web over this share of it.
//   drops: raindrops on this share of it, or on as much as rain has wetted, if that is more.
// Left out: drops as shapes that bend what is behind them, scratches, fog from within.
#pragma once

#include "sim/devices/faulty_device.h"
#include "sim/devices/wetting.h"
#include "sim/optics/veiling_glare.h"

namespace tw::sim {

// Signals: <name>.film, .glare.
class LensGlass final : public FaultyDevice {
 public:
  // Shares of the light on the glass that it spreads over the picture (sim/optics/veiling_glare.h).
  static constexpr double kClean = kCleanGlare, kFilm = 0.12, kDirt = 0.2, kDrops = 0.15;

  LensGlass(const Bench& bench, std::string name);  // `wide_glass` or `ptz_glass`

  void wearFilm() { applyFault("film", 1); }  // as it was delivered
  void peelFilm() { applyFault("film", 0); }
  void rain(double mmH);                   // falls on it from now on
  double glare() const { return glare_; }  // in steps of a second while it gets wet or dries
  uint64_t stateHash() const override;

 private:
  void afterFault() override { show(); }
  void show();

  Wetting water_;
  double glare_ = kClean;
  Signal film_, shown_;
};

}  // namespace tw::sim
