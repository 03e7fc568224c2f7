// What lit a frame: frames arrive after the lamps have already gone on, so what they showed is kept
// for a while.
#pragma once

#include <optional>

#include "firmware_core/base/bounded_queue.h"
#include "firmware_core/base/time.h"
#include "firmware_core/hal/image_sensor.h"

namespace tw::fw {

class LightHistory {
 public:
  static constexpr size_t kChanges = 16;   // 4 s of a flash that changes four times a second
  static constexpr Duration kSlack = 5ms;  // a lamp's own rise and fall

  // From `at` on the lamps stand as `state` says; a lamp that fades does so for `fade`. In order.
  // The state that holds already changes nothing.
  void changed(Instant at, int state, Duration fade = Duration::zero());

  // The state that lit the whole of this frame's exposure; nothing when it saw two.
  std::optional<int> during(const hal::AnalysisFrame& frame) const;

 private:
  struct Change {
    Instant at{};
    Instant settled{};
    int state = 0;
  };
  int before_ = 0;  // ahead of the oldest change
  int last_ = 0;
  BoundedQueue<Change> changes_{kChanges};
};

}  // namespace tw::fw
