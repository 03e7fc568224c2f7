#include "ui/models/event_store.h"

namespace tw::ui {

void EventStore::clear() {
  events_.clear();
  forgotten_ = 0;
}

void EventStore::take(std::vector<sim::LoggedEvent> events) {
  std::move(events.begin(), events.end(), std::back_inserter(events_));
  if (events_.size() <= most_) return;
  const size_t gone = events_.size() / 2;
  events_.erase(events_.begin(), events_.begin() + static_cast<std::ptrdiff_t>(gone));
  forgotten_ += gone;
}

}  // namespace tw::ui
