#include "firmware_core/system/start_up.h"

#include <algorithm>
#include <utility>

#include "firmware_core/base/check.h"

namespace tw::fw {

const char* toString(StepOutcome outcome) {
  constexpr const char* kNames[] = {"waiting", "running", "done", "failed", "timed_out"};
  return kNames[static_cast<size_t>(outcome)];
}

StartUp::StartUp(LogSink& console) : log_(console, "start_up") {}

void StartUp::add(StartStep step) {
  TW_CHECK(!begun_ && !step.name.empty() && step.limit > Duration::zero() && step.ask);
  reports_.push_back({step.name, StepOutcome::kWaiting, {}, {}});
  steps_.push_back(std::move(step));
}

void StartUp::begin(Instant now) {
  TW_CHECK(!begun_);
  begun_ = true;
  begunAt_ = now;
  enter(now);
}

Instant StartUp::poll(Instant now) {
  if (!begun_) return kNever;
  while (!finished()) {
    const StepStatus status = steps_[at_].ask();
    TW_CHECK(status.outcome != StepOutcome::kWaiting);
    if (status.outcome != StepOutcome::kRunning) {
      leave(status.outcome, status.detail, now);
    } else if (now >= deadline()) {
      const bool well = steps_[at_].mayTakeLonger;
      leave(well ? StepOutcome::kDone : StepOutcome::kTimedOut, status.detail, now);
    } else {
      return deadline();
    }
  }
  return kNever;
}

bool StartUp::allWell() const {
  return std::none_of(reports_.begin(), reports_.end(), [](const StepReport& report) {
    return report.outcome == StepOutcome::kFailed || report.outcome == StepOutcome::kTimedOut;
  });
}

std::string_view StartUp::step() const {
  if (!begun_) return "off";
  return finished() ? std::string_view("ready") : std::string_view(steps_[at_].name);
}

void StartUp::enter(Instant now) {
  if (finished()) return;
  stepAt_ = now;
  reports_[at_].outcome = StepOutcome::kRunning;
  if (steps_[at_].begin) steps_[at_].begin(now);
}

void StartUp::leave(StepOutcome outcome, std::string detail, Instant now) {
  StepReport& report = reports_[at_];
  report.outcome = outcome;
  report.detail = std::move(detail);
  report.took = now - stepAt_;
  const std::string line =
      report.name + ": " + toString(outcome) + (report.detail.empty() ? "" : ", " + report.detail);
  if (outcome == StepOutcome::kDone)
    log_.info(line);
  else
    log_.warning(line);
  ++at_;
  enter(now);
}

// Steps share what is left of the whole: with nothing left each is asked once and left.
Instant StartUp::deadline() const {
  return std::min(stepAt_ + steps_[at_].limit, begunAt_ + kWhole);
}

}  // namespace tw::fw
