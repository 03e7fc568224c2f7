// What a run's timeline marks: commands, faults, messages, what the firmware found or complained
// of.
#pragma once

#include <QString>
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

  const std::vector<TimelineMark>& marks() const { return marks_; }
  // The one nearest to `at` and at most `reach` away; null: none.
  const TimelineMark* nearest(Instant at, Duration reach) const;

 private:
  size_t taken_ = 0;
  std::vector<TimelineMark> marks_;
};

}  // namespace tw::ui
