// A history of bounded length: once it is full every second entry goes, and those that come lie
// twice as far apart.
#pragma once

#include <algorithm>
#include <deque>

#include "firmware_core/base/time.h"

namespace tw::ui {

template <class Value>
class Thinned {
 public:
  struct Entry {
    Instant at;
    Value value;
  };

  // At most `most` entries, at least `apart` from one another.
  Thinned(size_t most, Duration apart) : most_(most), apart_(apart), first_(apart) {}

  void clear() {
    entries_.clear();
    apart_ = first_;
  }
  bool wants(Instant at) const { return entries_.empty() || at >= entries_.back().at + apart_; }
  void add(Instant at, Value value) {
    if (!wants(at)) return;
    if (entries_.size() == most_) thin();
    entries_.push_back({at, std::move(value)});
  }
  // The last that is not after `at`; else the first. Null: there is none.
  const Entry* before(Instant at) const {
    if (entries_.empty()) return nullptr;
    const auto after =
        std::upper_bound(entries_.begin(), entries_.end(), at,
                         [](Instant time, const Entry& entry) { return time < entry.at; });
    return after == entries_.begin() ? &entries_.front() : &*std::prev(after);
  }
  const std::deque<Entry>& entries() const { return entries_; }

 private:
  void thin() {
    std::deque<Entry> kept;
    for (size_t i = 0; i < entries_.size(); i += 2) kept.push_back(std::move(entries_[i]));
    entries_ = std::move(kept);
    apart_ *= 2;
  }

  size_t most_;
  Duration apart_, first_;
  std::deque<Entry> entries_;
};

}  // namespace tw::ui
