// Watches conditions over signals while a run goes on, and keeps when they held.
//
// A condition is looked at when an instant has settled, never in the middle of one: what a signal
// was between two events of one instant is nobody's business.
#pragma once

#include <compare>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/signals.h"
#include "sim/scenario/scenario.h"

namespace tw::sim {

// One settling: several can fall on one instant, since what is done at it lets it settle anew.
struct Moment {
  Instant at{};
  uint64_t order = 0;  // 0: the start of the run, before any event
  auto operator<=>(const Moment& other) const { return order <=> other.order; }
  bool operator==(const Moment& other) const { return order == other.order; }
};

// What became of one condition. Of a level (all but "changes") there is a point at the start and
// one wherever something altered; of an event, one at each.
struct ConditionTrack {
  struct Point {
    Moment moment;
    bool holds = true;
    double value = 0;     // of the signal, where the condition is about one
    double distance = 0;  // numeric levels: how far within the limit, in the signal's unit
    double relative = 0;  // the same as a share of what was asked for
    double amount = 1;    // events: how often it happened
  };
  bool event = false;
  bool numeric = false;   // distance and relative mean something
  std::string unit = {};  // of the distance; empty for combinations
  std::vector<Point> points = {};

  const Point& pointAt(const Moment& moment) const;  // levels: the last not after it

  // How often it became true after `after` and before `before` (if given); a level that holds at
  // `after` counts once for that.
  double occurrences(const Moment& after, const std::optional<Moment>& before) const;
};

class ConditionWatch {
 public:
  // The signals' values are taken as those before the first event. Conditions must name signals
  // that exist, with values that fit (see checkNames). `signals` outlives the watch.
  explicit ConditionWatch(Signals& signals);
  ~ConditionWatch();
  ConditionWatch(const ConditionWatch&) = delete;
  ConditionWatch& operator=(const ConditionWatch&) = delete;

  // Watched from the present moment on. The track stays where it is for the watch's life.
  const ConditionTrack& add(const Condition& condition);

  // The next moment, at `at`; true when any track has a new point.
  bool settle(Instant at);
  const Moment& now() const { return now_; }

  // "cam/led.pattern was 'off'", for a condition about one signal; else empty.
  std::string describe(const ConditionTrack& track, const ConditionTrack::Point& point) const;
  // The last few values of each of a condition's signals from `from` up to but without `to`:
  // "cam/led.pattern: slow_blue, from 25.1 s fast_blue". Empty when the signals keep no history.
  std::string lately(const ConditionTrack& track, Instant from, Instant to) const;

 private:
  struct Node;
  struct Watched;
  struct Dirty;
  std::unique_ptr<Node> bind(const Condition& condition, size_t watched);
  void look(Watched& watched);
  void addPoint(Watched& watched) const;
  size_t indexOf(const ConditionTrack& track) const;
  std::string valueWords(SignalId signal, double value) const;
  std::string lately(SignalId signal, Instant from, Instant to) const;

  Signals& signals_;
  Moment now_;
  std::deque<Watched> watched_;
  std::vector<std::vector<size_t>> bySignal_;  // SignalId -> indices into watched_
  // Shared with the listener in `signals_`, which cannot be taken back and may be called when the
  // watch is gone.
  std::shared_ptr<Dirty> dirty_;
};

}  // namespace tw::sim
