// Signals over time as rows of inline SVG: the LED as it shone, states as a logic analyser shows
// them, numbers as lines. All rows share one time axis.
//
// What is narrower than the screen can show is drawn as one "busy" piece; the VCD has all of it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/core/signals.h"
#include "sim/twin/spans.h"

namespace tw::sim {

struct PlotMark {
  Instant at;
  std::string label;  // short: "3"
  std::string title;  // shown on hovering
};

struct PlotSpan {
  Span span;
  std::string style;  // a class of report_style.cpp
  std::string title;  // shown on hovering
};

class SignalPlots {
 public:
  // Borrows the signals, whose history must be kept. `end` > 0 closes the axis.
  SignalPlots(const Signals& signals, Instant end);

  bool changes(SignalId signal) const;                       // after the first instant
  std::string axis() const;                                  // a row of times
  std::string marks(std::span<const PlotMark> marks) const;  // those too near become one: "3-5"
  std::string row(SignalId signal) const;
  // Stretches of time over one another, the later ones on top.
  std::string spanRow(const std::string& name, const std::string& note,
                      std::span<const PlotSpan> spans) const;
  // Two flags as one row of light; `name` stands before it.
  std::string ledRow(const std::string& name, SignalId red, SignalId blue) const;

 private:
  struct Piece {
    double from, to;    // in thousandths of the axis
    double value;       // NaN: unknown
    bool busy = false;  // stands for many
  };
  struct Point {
    Instant at;
    double value;
  };
  using Series = std::vector<Point>;

  double place(Instant at) const;  // 0..1000
  std::vector<PlotMark> joined(std::span<const PlotMark> marks) const;
  std::vector<Piece> pieces(const Series& series) const;
  std::string gridLines() const;
  std::string frame(const std::string& name, const std::string& note, const std::string& svg,
                    const std::string& labels, int height) const;
  std::string flagRow(SignalId signal) const;
  std::string stateRow(SignalId signal) const;
  std::string lineRow(SignalId signal) const;
  Series merged(SignalId red, SignalId blue) const;

  const Signals& signals_;
  Instant end_;
  double tickSeconds_;
  std::vector<Series> series_;  // by signal
};

}  // namespace tw::sim
