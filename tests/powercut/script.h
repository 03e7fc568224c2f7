// What happens to the camera under test: one run that writes everything a camera writes.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/twin/twin.h"

namespace tw::powercut {

// Waits until a signal says so, then for a while, then acts.
struct Step {
  std::string signal = {}, is = {};  // empty: waits for nothing
  Duration then{};
  std::function<void(sim::Twin&)> act = {};
};

// Binding, initialisation (twice), settings, recordings with and without sound, past a slot's end
// and round the ring, snapshots, event clips, a power cut of its own, a factory reset.
std::vector<Step> everythingThatWrites();

class Script {
 public:
  static constexpr Duration kPatience = std::chrono::minutes{3};  // of one step, then it is a bug

  explicit Script(std::vector<Step> steps) : steps_(std::move(steps)) {}

  // Does what is due now; when something is due without an event before it.
  Instant advance(sim::Twin& twin);
  bool done() const { return next_ == steps_.size(); }

 private:
  bool holds(const sim::Twin& twin) const;

  std::vector<Step> steps_;
  size_t next_ = 0;
  Instant since_{};             // the step before was done
  std::optional<Instant> due_;  // of the next step, once its signal has come
};

}  // namespace tw::powercut
