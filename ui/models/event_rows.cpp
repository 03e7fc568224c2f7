#include "ui/models/event_rows.h"

#include <algorithm>

namespace tw::ui {

void EventRows::clear() {
  beginResetModel();
  next_ = 0;
  wanted_.clear();
  rows_ = 0;
  endResetModel();
}

bool EventRows::take(Instant upTo) {
  forget();
  next_ = std::max(next_, events_.first());
  const size_t end = std::min(events_.end(), next_ + kMostAtOnce);
  for (; next_ < end; ++next_)
    if (wants(events_[next_])) wanted_.push_back(next_);
  show(upTo);
  return next_ < events_.end();
}

const sim::LoggedEvent* EventRows::event(int row) const {
  if (row < 0 || static_cast<size_t>(row) >= rows_) return nullptr;
  const size_t number = wanted_[static_cast<size_t>(row)];
  return number >= events_.first() && number < events_.end() ? &events_[number] : nullptr;
}

// Those that the store has no more.
void EventRows::forget() {
  const auto kept = std::lower_bound(wanted_.begin(), wanted_.end(), events_.first());
  const auto gone = static_cast<size_t>(kept - wanted_.begin());
  if (gone == 0) return;
  const size_t shown = std::min(gone, rows_);
  if (shown > 0) beginRemoveRows({}, 0, static_cast<int>(shown) - 1);
  wanted_.erase(wanted_.begin(), kept);
  rows_ -= shown;
  if (shown > 0) endRemoveRows();
}

void EventRows::show(Instant upTo) {
  const size_t rows = countUntil(upTo);
  const int before = static_cast<int>(rows_), after = static_cast<int>(rows);
  if (after > before) {
    beginInsertRows({}, before, after - 1);
    rows_ = rows;
    endInsertRows();
  } else if (after < before) {
    beginRemoveRows({}, after, before - 1);
    rows_ = rows;
    endRemoveRows();
  }
}

size_t EventRows::countUntil(Instant at) const {
  const auto kept = std::lower_bound(wanted_.begin(), wanted_.end(), events_.first());
  if (kept == wanted_.end() || events_[wanted_.back()].at <= at) return wanted_.size();
  const auto after = std::upper_bound(
      kept, wanted_.end(), at, [this](Instant time, size_t one) { return time < events_[one].at; });
  return static_cast<size_t>(after - wanted_.begin());
}

}  // namespace tw::ui
