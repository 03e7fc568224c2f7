// How far a run has come, on one line of a terminal that is wiped in the end. Silent elsewhere.
#pragma once

#include <string>

#include "sim/twin/pacer.h"

namespace tw::app {

class Progress {
 public:
  static constexpr double kEvery = 0.2;  // wall s between two looks

  Progress(std::string name, const sim::Pacer& pacer);  // borrowed
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void update(Instant now, Instant end);
  void update(const std::string& text);  // in its own words
  void wipe();

 private:
  bool due();

  std::string name_;
  const sim::Pacer& pacer_;
  bool terminal_;
  double next_ = 0;
  bool shown_ = false;
};

}  // namespace tw::app
