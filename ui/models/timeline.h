// What a run's timeline marks: commands, faults, messages, what the firmware found or complained
// of. Bounded as the event store is: at its kMost the older half goes.
#pragma once

#include <QString>
#include <span>
#include <vector>

#include "ui/models/event_store.h"

namespace tw::ui {

struct TimelineMark {
  enum class Kind { kCommand, kFault, kMessage, kDetection, kWarning };
  Instant at{};
  Kind kind{};
  QString text;  // one line
};

class Timeline {
 public:
  void clear();
  void take(const EventStore& events);  // those that are new

  const std::vector<TimelineMark>& marks() const { return marks_; }       // by time
  std::span<const TimelineMark> between(Instant from, Instant to) const;  // both included
  // The one nearest to `at` and at most `reach` away; null: none.
  const TimelineMark* nearest(Instant at, Duration reach) const;

 private:
  size_t taken_ = 0;
  std::vector<TimelineMark> marks_;
};

}  // namespace tw::ui
