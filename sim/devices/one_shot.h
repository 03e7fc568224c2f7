// A device's own timer: at most one event ahead, forgotten when the device goes.
#pragma once

#include <functional>

#include "sim/core/event_queue.h"

namespace tw::sim {

class OneShot {
 public:
  OneShot(EventQueue& queue, std::function<void()> action)
      : queue_(&queue), action_(std::move(action)) {}
  ~OneShot() { cancel(); }
  OneShot(const OneShot&) = delete;
  OneShot& operator=(const OneShot&) = delete;

  // Replaces what was ahead.
  void startAt(Instant due) {
    cancel();
    due_ = due;
    event_ = queue_->at(due, [this] {
      event_ = 0;
      action_();
    });
  }
  void startIn(Duration delay) { startAt(queue_->now() + delay); }
  void cancel() {
    if (event_ != 0) queue_->cancel(event_);
    event_ = 0;
  }
  bool running() const { return event_ != 0; }
  Instant due() const { return running() ? due_ : kNever; }

 private:
  EventQueue* queue_;
  std::function<void()> action_;
  EventId event_ = 0;
  Instant due_{};
};

}  // namespace tw::sim
