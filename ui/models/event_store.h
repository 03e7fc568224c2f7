// What happened in a run, in order. Bounded: at kMost the older half goes.
#pragma once

#include <algorithm>
#include <deque>

#include "sim/core/event_log.h"

namespace tw::ui {

class EventStore {
 public:
  static constexpr size_t kMost = 200'000;

  explicit EventStore(size_t most = kMost) : most_(most) {}

  void clear();
  void take(std::vector<sim::LoggedEvent> events);

  // Numbered through the run; those before first() are forgotten, end() is none yet.
  size_t first() const { return forgotten_; }
  size_t end() const { return forgotten_ + events_.size(); }
  const sim::LoggedEvent& operator[](size_t number) const { return events_[number - forgotten_]; }
  // Gives those from `next` on that are kept, and moves it to end(): each reader has its own.
  template <class Take>
  void since(size_t& next, Take take) const {
    for (next = std::max(next, first()); next < end(); ++next) take((*this)[next]);
  }

 private:
  size_t most_, forgotten_ = 0;
  std::deque<sim::LoggedEvent> events_;
};

}  // namespace tw::ui
