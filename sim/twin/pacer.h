// The wall clock, in one place: holds a run back to a pace and says how long it has taken.
//
// Virtual time never depends on it: a run at any pace has the same events. It leaves out catching
// up: a run that drawing has made late goes on at its pace from where it is.
#pragma once

#include <chrono>
#include <functional>

#include "firmware_core/base/time.h"

namespace tw::sim {

// What the pacer needs of a wall, so that tests can bring their own.
struct Wall {
  std::function<Duration()> now;          // since any origin, never backwards
  std::function<void(Duration)> waitFor;  // returns after that long
};
Wall realWall();

class Pacer {
 public:
  static constexpr Duration kMaxLag =
      std::chrono::milliseconds(250);  // more is forgiven, not made up

  // `pace`: virtual seconds a wall second, 0 = as fast as possible.
  explicit Pacer(double pace = 0, Wall wall = realWall());

  // Call before the event at `now` runs: returns when the wall has come that far. The first call
  // starts the count.
  void keepPace(Instant now);
  // The same for who waits in his own way: how long the wall needs to come that far, 0 when it has.
  Duration leftUntil(Instant now);
  Instant reached() const;  // by the wall; before the first call the beginning
  double pace() const { return pace_; }
  double wallSeconds() const;  // since construction

 private:
  double pace_;
  Wall wall_;
  Duration built_;
  bool started_ = false;
  Duration wallStart_{};
  Instant virtualStart_{};
};

}  // namespace tw::sim
