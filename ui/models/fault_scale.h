// A slider's places along the magnitudes of a fault. Place 0 is the least, which mends where it is
// 0; ranges of three decades and more are logarithmic from place 1 on.
#pragma once

#include "sim/core/fault.h"

namespace tw::ui {

class FaultScale {
 public:
  static constexpr int kPlaces = 1000;

  explicit FaultScale(const sim::FaultSpec& spec);

  bool isLogarithmic() const { return logarithmic_; }
  double magnitudeAt(int place) const;  // one that the fault accepts, written with decimals()
  int placeOf(double magnitude) const;
  double least() const { return least_; }  // 0 unless it goes below
  double most() const { return most_; }
  int decimals() const { return decimals_; }
  // To begin with: the middle; of a switch: on.
  double usual() const;

 private:
  double rounded(double magnitude) const;

  double least_, low_, most_;  // low_: at place 1
  bool logarithmic_, isSwitch_;
  int decimals_;
};

}  // namespace tw::ui
