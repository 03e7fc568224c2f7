// What a plot draws of a signal's samples: no more than its pixels show, however long the history.
#pragma once

#include <span>
#include <vector>

#include "ui/models/signal_store.h"

namespace tw::ui {

// Of a screen's width: `columns` pixels for the time from `from`, included, to `to`.
struct PlotSpan {
  Instant from{}, to{};
  int columns = 1;

  Instant start(int column) const;  // of that pixel
  int column(Instant at) const;     // 0 to columns - 1 within the span
};

// The corners of a step line: each value holds until the next. At most four of each column (its
// first, lowest, highest and last), and the value that the span begins with; in each column the
// line covers what that of all samples covers.
std::vector<Sample> plotSamples(std::span<const Sample> samples, const PlotSpan& span);

// A lane of a logic analyser: boxes of pixels [first, last], next to one another.
struct LaneBox {
  int first = 0, last = 0;
  double value = 0;
  bool many = false;  // it changes more than once in each of these columns

  bool operator==(const LaneBox&) const = default;
};
std::vector<LaneBox> laneBoxes(std::span<const Sample> samples, const PlotSpan& span);

}  // namespace tw::ui
