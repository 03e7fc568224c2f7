#include "ui/models/plot_samples.h"

#include <algorithm>

namespace tw::ui {
namespace {

using SamplePlace = std::span<const Sample>::iterator;

// The first sample at or after that time.
SamplePlace firstFrom(SamplePlace begin, SamplePlace end, Instant at) {
  return std::lower_bound(begin, end, at,
                          [](const Sample& sample, Instant time) { return sample.at < time; });
}

// Of a column's samples those that its pixels need, in order.
void addExtremes(SamplePlace begin, SamplePlace end, std::vector<Sample>& out) {
  const auto less = [](const Sample& a, const Sample& b) { return a.value < b.value; };
  const auto [low, high] = std::minmax_element(begin, end, less);
  SamplePlace needed[] = {begin, std::min(low, high), std::max(low, high), std::prev(end)};
  for (size_t i = 0; i < std::size(needed); ++i)
    if (i == 0 || needed[i] != needed[i - 1]) out.push_back(*needed[i]);
}

void addBox(LaneBox box, std::vector<LaneBox>& out) {
  if (!out.empty() && out.back().many == box.many && (box.many || out.back().value == box.value))
    out.back().last = box.last;
  else
    out.push_back(box);
}

}  // namespace

Instant PlotSpan::start(int column) const {
  return from + Duration{static_cast<int64_t>(static_cast<double>((to - from).count()) * column /
                                              columns)};
}

int PlotSpan::column(Instant at) const {
  const double share = static_cast<double>((at - from).count()) /
                       static_cast<double>(std::max<int64_t>(1, (to - from).count()));
  int column = static_cast<int>(std::clamp(share, 0.0, 1.0) * columns);
  column = std::min(column, columns - 1);
  // As start() rounds.
  if (column + 1 < columns && at >= start(column + 1)) ++column;
  if (column > 0 && at < start(column)) --column;
  return column;
}

std::vector<Sample> plotSamples(std::span<const Sample> samples, const PlotSpan& span) {
  std::vector<Sample> out;
  SamplePlace next = firstFrom(samples.begin(), samples.end(), span.from);
  const SamplePlace end = firstFrom(next, samples.end(), span.to);
  if (next != samples.begin()) out.push_back({span.from, std::prev(next)->value});
  while (next != end) {
    const int column = span.column(next->at);
    const Instant until = column + 1 < span.columns ? span.start(column + 1) : span.to;
    SamplePlace after = next;
    while (after != end && after->at < until) ++after;
    addExtremes(next, after, out);
    next = after;
  }
  return out;
}

std::vector<LaneBox> laneBoxes(std::span<const Sample> samples, const PlotSpan& span) {
  std::vector<LaneBox> out;
  SamplePlace next = firstFrom(samples.begin(), samples.end(), span.from);
  const SamplePlace end = firstFrom(next, samples.end(), span.to);
  bool known = next != samples.begin();
  double value = known ? std::prev(next)->value : 0;
  int column = 0;
  while (next != end) {
    const int at = span.column(next->at);
    const SamplePlace after =
        at + 1 < span.columns ? firstFrom(next, end, span.start(at + 1)) : end;
    if (known && at > column) addBox({column, at - 1, value}, out);
    value = std::prev(after)->value;
    addBox({at, at, value, after - next > 1 && known}, out);
    known = true;
    column = at + 1;
    next = after;
  }
  if (known && column < span.columns) addBox({column, span.columns - 1, value}, out);
  return out;
}

}  // namespace tw::ui
