// Faults that wait for a time or a condition: those of the scenario, and those that hands left.
#pragma once

#include <QString>
#include <vector>

#include "sim/scenario/scenario_run.h"

namespace tw::ui {

class WaitingFaults {
 public:
  struct Waiting {
    size_t step = 0;  // of the run
    QString what;     // "cam/led blue_dead 1"
    QString until;    // "when cam/led.pattern is slow_blue"
    bool byHand = false;
  };

  void clear() { cameAt_.clear(); }
  // The run's steps, the scenario's first, as they are `now`.
  void take(const std::vector<sim::StepResult>& steps, size_t ofScenario, Instant now);

  // A step of a hand waits from when it was seen first, the scenario's from the beginning.
  std::vector<Waiting> at(const std::vector<sim::StepResult>& steps, Instant time) const;

 private:
  size_t ofScenario_ = 0;
  std::vector<Instant> cameAt_;  // of each
};

}  // namespace tw::ui
