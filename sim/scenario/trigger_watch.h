// When a trigger fires, looked for while the run goes on.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "sim/scenario/condition_watch.h"

namespace tw::sim {

// When each step with an ID was done.
using StepMoments = std::map<std::string, Moment>;

class TriggerWatch {
 public:
  // Of a time that falls on an instant (at_s, delay): is it there when the instant has first
  // settled, or when all that is due at it has been done?
  enum class Times { kEarly, kLate };

  // `conditions` and `steps` outlive the watch, and so does `base`: where a "when" without "since"
  // counts from; without it, the start of the run.
  TriggerWatch(const Trigger& trigger, ConditionWatch& conditions, const StepMoments& steps,
               Times times, const TriggerWatch* base = nullptr);

  // Looks at the present moment; true when it fires right now. `complete`: nothing more is going to
  // happen at this instant.
  bool look(bool complete);

  const std::optional<Moment>& firedAt() const { return firedAt_; }
  Instant due() const;         // when it wants to be looked at even if nothing happens
  bool hangsOnSignal() const;  // its moment is a signal's doing, not a time's or a step's

 private:
  std::optional<Moment> lead(bool complete);  // when what the delay counts from came about
  std::optional<Moment> nthOccurrence();
  std::optional<Moment> start(bool complete);
  bool reached(Instant time, bool complete) const;

  Trigger trigger_;
  ConditionWatch& conditions_;
  const StepMoments& steps_;
  Times times_;
  const TriggerWatch* base_;
  const ConditionTrack* track_ = nullptr;
  std::unique_ptr<TriggerWatch> since_;

  // kWhen: the count so far.
  std::optional<Moment> countsFrom_;
  size_t nextPoint_ = 0;
  double count_ = 0;
  bool held_ = false;

  std::optional<Moment> lead_, firedAt_;
};

}  // namespace tw::sim
