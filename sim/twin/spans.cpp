#include "sim/twin/spans.h"

#include <algorithm>

namespace tw::sim {

void Spans::add(Span span, Duration seam) {
  if (span.from >= span.to) return;
  const auto first = all_.begin() + (endingFrom(span.from - seam) - all_.cbegin());
  auto last = first;
  for (; last != all_.end() && last->from <= span.to + seam; ++last) {
    span.from = std::min(span.from, last->from);
    span.to = std::max(span.to, last->to);
  }
  all_.insert(all_.erase(first, last), span);
}

void Spans::add(const Spans& others) {
  for (const Span& other : others.all_) add(other);
}

std::vector<Span>::const_iterator Spans::endingFrom(Instant at) const {
  return std::partition_point(all_.begin(), all_.end(),
                              [at](const Span& one) { return one.to < at; });
}

Spans Spans::within(Span window) const {
  Spans found;
  for (auto one = endingFrom(window.from); one != all_.end() && one->from < window.to; ++one)
    if (const Span part{std::max(one->from, window.from), std::min(one->to, window.to)};
        part.from < part.to)
      found.all_.push_back(part);
  return found;
}

Spans Spans::within(const Spans& others) const {
  Spans found;
  for (const Span& other : others.all_)
    for (const Span& part : within(other).all_) found.all_.push_back(part);
  return found;
}

Spans Spans::without(const Spans& others) const {
  Spans left;
  for (Span one : all_) {
    for (const Span& other : others.within(one).all_) {
      left.add({one.from, other.from});
      one.from = other.to;
    }
    left.add(one);
  }
  return left;
}

Spans Spans::grown(Duration before, Duration after) const {
  Spans all;
  for (const Span& one : all_) all.add({one.from - before, one.to + after});
  return all;
}

Duration Spans::total() const {
  Duration sum{};
  for (const Span& one : all_) sum += one.to - one.from;
  return sum;
}

void Switched::set(bool on, Instant at) {
  if (on && !since_) since_ = at;
  if (on || !since_) return;
  past_.add({*since_, at});
  since_.reset();
}

Spans Switched::in(Span window) const {
  Spans all = past_.within(window);
  if (since_) all.add({std::max(*since_, window.from), window.to});
  return all;
}

}  // namespace tw::sim
