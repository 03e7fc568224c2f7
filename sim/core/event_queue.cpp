#include "sim/core/event_queue.h"

#include <algorithm>

#include "firmware_core/base/check.h"

namespace tw::sim {

bool EventQueue::later(const Entry& a, const Entry& b) {
  return a.at != b.at ? a.at > b.at : a.id > b.id;
}

EventId EventQueue::at(Instant at, std::function<void()> action) {
  TW_CHECK(at >= now_);
  const EventId id = nextId_++;
  heap_.push_back({at, id, std::move(action)});
  std::push_heap(heap_.begin(), heap_.end(), later);
  pending_.insert(id);
  return id;
}

void EventQueue::cancel(EventId id) { pending_.erase(id); }

void EventQueue::dropCancelled() const {
  while (!heap_.empty() && !pending_.contains(heap_.front().id)) {
    std::pop_heap(heap_.begin(), heap_.end(), later);
    heap_.pop_back();
  }
}

Instant EventQueue::nextTime() const {
  dropCancelled();
  return heap_.empty() ? kNever : heap_.front().at;
}

bool EventQueue::runNext(Instant limit) {
  if (nextTime() > limit) {
    now_ = std::max(now_, limit);
    return false;
  }
  std::pop_heap(heap_.begin(), heap_.end(), later);
  Entry entry = std::move(heap_.back());
  heap_.pop_back();
  pending_.erase(entry.id);
  now_ = entry.at;
  ++executed_;
  entry.action();
  return true;
}

}  // namespace tw::sim
