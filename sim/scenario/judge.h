// Judges one expectation on what its conditions did, with the margin.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "sim/scenario/condition_watch.h"
#include "sim/scenario/margin.h"

namespace tw::sim {

// From `from` up to but without `to`; without `to`, to the end of the run.
struct Window {
  Moment from;
  std::optional<Moment> to = {};
  Instant runEnd{};
  // Whether the window's edges could lie elsewhere: not at the ends of the run, nor where they hang
  // on a signal themselves. Decides what a margin in time can mean.
  bool growsBack = false, growsOn = false;

  Instant end() const { return to ? to->at : runEnd; }
  Duration length() const { return end() - from.at; }
};

struct Judgement {
  bool passed = false;
  bool open = false;  // what comes after the window's end as it is now could turn it
  Margin margin = {};
  std::optional<Instant> decidedAt = {};
};

// What the signals said, in words.
struct Witness {
  // Of a condition's signal at a point: "cam/led.pattern was 'off'".
  std::function<std::string(const ConditionTrack& track, const ConditionTrack::Point& point)> at;
  // Of all its signals, the last values from `from` up to but without `to`: "cam/led.pattern:
  // slow_blue, from 25.1 s fast_blue".
  std::function<std::string(const ConditionTrack& track, Instant from, Instant to)> lately;
};

// `until` only for kHoldUntil. The window is not empty.
Judgement judge(const Expectation& expectation, const Window& window,
                const ConditionTrack& condition, const ConditionTrack* until,
                const Witness& witness);

}  // namespace tw::sim
