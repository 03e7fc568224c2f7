// Sets of stretches of time, in order and apart from one another.
#pragma once

#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

#include "firmware_core/base/time.h"

namespace tw::sim {

struct Span {
  Instant from{}, to{};  // without `to`
  bool operator==(const Span&) const = default;
};

class Spans {
 public:
  Spans() = default;
  Spans(std::initializer_list<Span> spans) {
    for (const Span& span : spans) add(span);
  }

  // What is less than `seam` apart becomes one; an empty stretch is nothing.
  void add(Span span, Duration seam = Duration::zero());
  void add(const Spans& others);
  Spans within(const Spans& others) const;
  Spans within(Span window) const;
  Spans without(const Spans& others) const;
  Spans grown(Duration before, Duration after) const;
  Duration total() const;

  const std::vector<Span>& all() const& { return all_; }
  std::vector<Span> all() && { return std::move(all_); }
  bool empty() const { return all_.empty(); }
  bool operator==(const Spans&) const = default;

 private:
  // The first that does not end before.
  std::vector<Span>::const_iterator endingFrom(Instant at) const;
  std::vector<Span> all_;
};

// Something that is or is not, and when it was.
class Switched {
 public:
  void set(bool on, Instant at);
  bool on() const { return since_.has_value(); }
  Spans in(Span window) const;

 private:
  std::optional<Instant> since_;
  Spans past_;
};

}  // namespace tw::sim
