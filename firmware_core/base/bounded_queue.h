// First in, first out, with a capacity that has a name; what does not fit is counted, not hidden.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <utility>

#include "firmware_core/base/check.h"

namespace tw {

template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(size_t capacity) : capacity_(capacity) { TW_CHECK(capacity > 0); }

  // False, and counted, when full: the newcomer is dropped.
  bool push(T item) {
    if (items_.size() == capacity_) {
      ++dropped_;
      return false;
    }
    items_.push_back(std::move(item));
    return true;
  }

  // Always takes the newcomer; when full the oldest goes, counted.
  void pushDroppingOldest(T item) {
    if (items_.size() == capacity_) {
      items_.pop_front();
      ++dropped_;
    }
    items_.push_back(std::move(item));
  }

  T& front() {
    TW_CHECK(!items_.empty());
    return items_.front();
  }
  const T& front() const {
    TW_CHECK(!items_.empty());
    return items_.front();
  }
  T pop() {
    TW_CHECK(!items_.empty());
    T item = std::move(items_.front());
    items_.pop_front();
    return item;
  }
  void clear() { items_.clear(); }

  bool empty() const { return items_.empty(); }
  bool full() const { return items_.size() == capacity_; }
  size_t size() const { return items_.size(); }
  size_t capacity() const { return capacity_; }
  uint64_t dropped() const { return dropped_; }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

 private:
  size_t capacity_;
  std::deque<T> items_;
  uint64_t dropped_ = 0;
};

}  // namespace tw
