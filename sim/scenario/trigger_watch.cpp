#include "sim/scenario/trigger_watch.h"

#include "firmware_core/base/check.h"

namespace tw::sim {

TriggerWatch::TriggerWatch(const Trigger& trigger, ConditionWatch& conditions,
                           const StepMoments& steps, Times times, const TriggerWatch* base)
    : trigger_(trigger), conditions_(conditions), steps_(steps), times_(times), base_(base) {
  if (trigger.kind != Trigger::Kind::kWhen) return;
  track_ = &conditions.add(trigger.when.at(0));
  if (!trigger.since.empty())
    since_ = std::make_unique<TriggerWatch>(trigger.since[0], conditions, steps, times, base);
}

bool TriggerWatch::hangsOnSignal() const {
  return trigger_.kind == Trigger::Kind::kWhen && trigger_.delay == Duration{};
}

bool TriggerWatch::reached(Instant time, bool complete) const {
  const Instant now = conditions_.now().at;
  if (now < time) return false;
  return now > time || times_ == Times::kEarly || complete;
}

bool TriggerWatch::look(bool complete) {
  if (firedAt_) return false;
  if (!lead_) lead_ = lead(complete);
  if (!lead_) return false;
  if (trigger_.delay == Duration{})
    firedAt_ = lead_;
  else if (reached(lead_->at + trigger_.delay, complete))
    firedAt_ = conditions_.now();
  return firedAt_.has_value();
}

std::optional<Moment> TriggerWatch::lead(bool complete) {
  switch (trigger_.kind) {
    case Trigger::Kind::kAt:
      if (!reached(Instant{trigger_.at}, complete)) return std::nullopt;
      return conditions_.now();
    case Trigger::Kind::kAfter: {
      const auto found = steps_.find(trigger_.after);
      return found == steps_.end() ? std::nullopt : std::optional(found->second);
    }
    case Trigger::Kind::kWhen:
      if (!countsFrom_) countsFrom_ = start(complete);
      return countsFrom_ ? nthOccurrence() : std::nullopt;
  }
  return std::nullopt;
}

std::optional<Moment> TriggerWatch::start(bool complete) {
  std::optional<Moment> from = Moment{};
  if (since_) {
    since_->look(complete);
    from = since_->firedAt();
  } else if (base_) {
    from = base_->firedAt();
  }
  if (!from) return std::nullopt;
  while (nextPoint_ < track_->points.size() && track_->points[nextPoint_].moment <= *from)
    held_ = track_->points[nextPoint_++].holds;
  if (track_->event) held_ = false;
  count_ = held_ ? 1 : 0;
  return from;
}

std::optional<Moment> TriggerWatch::nthOccurrence() {
  const auto wanted = static_cast<double>(trigger_.nth);
  if (count_ >= wanted) return countsFrom_;
  for (; nextPoint_ < track_->points.size(); ++nextPoint_) {
    const auto& point = track_->points[nextPoint_];
    if (track_->event)
      count_ += point.amount;
    else if (point.holds && !held_)
      ++count_;
    held_ = point.holds;
    if (count_ >= wanted) return point.moment;
  }
  return std::nullopt;
}

Instant TriggerWatch::due() const {
  if (firedAt_) return kNever;
  if (lead_) return lead_->at + trigger_.delay;
  if (trigger_.kind == Trigger::Kind::kAt) return Instant{trigger_.at};
  return since_ ? since_->due() : kNever;
}

}  // namespace tw::sim
