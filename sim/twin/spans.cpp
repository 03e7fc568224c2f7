#include "sim/twin/spans.h"

#include <algorithm>

namespace tw::sim {

void Spans::add(Span span, Duration seam) {
  if (span.from >= span.to) return;
  const auto first = std::find_if(all_.begin(), all_.end(),
                                  [&](const Span& one) { return one.to + seam >= span.from; });
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

Spans Spans::within(Span window) const {
  Spans found;
  for (const Span& one : all_)
    if (const Span part{std::max(one.from, window.from), std::min(one.to, window.to)};
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
    for (const Span& other : others.all_) {
      if (other.to <= one.from || other.from >= one.to) continue;
      left.add({one.from, other.from});
      one.from = std::min(other.to, one.to);
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

Spans Switched::until(Instant end) const {
  Spans all = past_.within({Instant::min(), end});
  if (since_) all.add({*since_, end});
  return all;
}

}  // namespace tw::sim
