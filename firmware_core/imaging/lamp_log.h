// Which lamps burnt at an instant gone by: frames are looked at later than they were exposed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>

#include "firmware_core/base/time.h"

namespace tw::fw {

class LampLog {
 public:
  static constexpr size_t kKept = 16;  // changes; 4 s of flashing alarm lights

  // The state from now on; times ascend.
  void note(Instant now, uint32_t state) {
    if (state == current()) return;
    if (changes_.size() == kKept) changes_.pop_front();
    changes_.push_back({now, state});
  }
  uint32_t current() const { return changes_.empty() ? 0 : changes_.back().state; }
  // What held then; of a time before all that is kept, the oldest known.
  uint32_t at(Instant then) const {
    for (auto change = changes_.rbegin(); change != changes_.rend(); ++change)
      if (change->at <= then) return change->state;
    return changes_.size() < kKept || changes_.empty() ? 0 : changes_.front().state;
  }

 private:
  struct Change {
    Instant at{};
    uint32_t state = 0;
  };
  std::deque<Change> changes_;
};

}  // namespace tw::fw
