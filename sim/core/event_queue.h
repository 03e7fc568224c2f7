// The virtual clock and everything that will happen on it, ordered by (time, sequence).
//
// Nothing here knows the wall: time moves when the next event is taken.
#pragma once

#include <cstdint>
#include <functional>
#include <unordered_set>
#include <vector>

#include "firmware_core/base/time.h"

namespace tw::sim {

using EventId = uint64_t;  // 0 is no event

class EventQueue {
 public:
  Instant now() const { return now_; }
  Duration sinceStart() const { return now_.time_since_epoch(); }

  // `at` not before now(). Events of one instant run in the order in which they were added.
  EventId at(Instant at, std::function<void()> action);
  EventId in(Duration delay, std::function<void()> action) {
    return at(now_ + delay, std::move(action));
  }
  void cancel(EventId id);  // gone or unknown ids are ignored

  Instant nextTime() const;  // kNever when empty
  // Runs the next event; false when there is none at or before `limit`, then now() is `limit`.
  bool runNext(Instant limit);
  uint64_t executed() const { return executed_; }

 private:
  struct Entry {
    Instant at;
    EventId id;
    std::function<void()> action;
  };
  static bool later(const Entry& a, const Entry& b);
  void dropCancelled() const;

  Instant now_{};
  EventId nextId_ = 1;
  uint64_t executed_ = 0;
  mutable std::vector<Entry> heap_;
  mutable std::unordered_set<EventId> pending_;
};

}  // namespace tw::sim
