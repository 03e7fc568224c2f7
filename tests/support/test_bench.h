// A workbench for one virtual device or a few: a clock, signals, a trace, and a wake line that is
// counted.
#pragma once

#include <string>
#include <string_view>

#include "sim/devices/device.h"

namespace tw::sim {

class TestBench {
 public:
  explicit TestBench(uint64_t seed = 1, std::string camera = "cam")
      : bench{queue, signals, trace, events, seed, std::move(camera), [this] { ++wakes; }} {}

  // Runs all events up to and including the end of `time`.
  void runFor(Duration time) { runUntil(queue.now() + time); }
  void runUntil(Instant until) {
    while (queue.runNext(until)) {
    }
  }

  // Of a signal by its name without the camera: "led.red".
  SignalId signal(std::string_view name) const {
    const auto id = signals.find(bench.path(name));
    TW_CHECK(id.has_value());
    return *id;
  }
  double value(std::string_view name) const { return signals.value(signal(name)); }
  std::string text(std::string_view name) const { return signals.text(signal(name)); }

  EventQueue queue;
  Signals signals{[this] { return queue.now(); }};
  Trace trace{[this] { return queue.now(); }};
  EventLog events{[this] { return queue.now(); }};
  int wakes = 0;  // how often the wake line was raised
  Bench bench;
};

}  // namespace tw::sim
