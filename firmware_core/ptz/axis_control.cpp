#include "firmware_core/ptz/axis_control.h"

#include <cmath>
#include <cstdlib>

#include "firmware_core/base/check.h"

namespace tw::fw {

const char* toString(AxisState state) {
  constexpr const char* kNames[] = {"not_homed", "homing", "idle", "moving", "stopping"};
  return kNames[static_cast<size_t>(state)];
}

AxisControl::AxisControl(hal::AxisMotor& motor, const AxisParameters& parameters)
    : motor_(motor), parameters_(parameters) {
  const AxisParameters& p = parameters_;
  TW_CHECK(p.stepsPerDeg > 0 && p.homingExtraDeg > 0);
  TW_CHECK(p.backlashDeg >= 0 && p.backlashDeg <= p.softMarginDeg);
  TW_CHECK(p.minDeg + p.softMarginDeg < p.maxDeg - p.softMarginDeg);
  TW_CHECK(p.homeDeg >= p.minDeg + p.softMarginDeg && p.homeDeg <= p.maxDeg - p.softMarginDeg);
  motor_.setCoils(true);
}

Result<void> AxisControl::startHoming() {
  if (moving()) return Errc::kBusy;
  if (motor_.moving()) motor_.abort();
  homed_ = false;
  begin();
  const double distance = parameters_.maxDeg - parameters_.minDeg + parameters_.homingExtraDeg;
  append(planMove(-stepsAt(distance), limits(parameters_.homingSpeedDegPerS)));
  state_ = AxisState::kHoming;
  feed();
  return {};
}

Result<void> AxisControl::canGoTo(Radians angle) const {
  const double deg = toDegrees(angle);
  // Judged before it becomes a whole number: an absurd angle has none.
  if (!(std::abs(deg) <= 720)) return Error{Errc::kOutOfRange, "beyond the soft limits"};
  return judge(stepsAt(deg));
}

Result<void> AxisControl::judge(int64_t position) const {
  if (moving()) return Error{Errc::kBusy, std::string("axis is ") + toString(state_)};
  if (!homed_) return Error{Errc::kNotReady, "not homed"};
  const double margin = parameters_.softMarginDeg;
  if (position < stepsAt(parameters_.minDeg + margin) ||
      position > stepsAt(parameters_.maxDeg - margin))
    return Error{Errc::kOutOfRange, "beyond the soft limits"};
  return {};
}

Result<void> AxisControl::goTo(Radians angle) {
  if (auto can = canGoTo(angle); !can) return can;
  return goToSteps(stepsAt(toDegrees(angle)));
}

Result<void> AxisControl::goToSteps(int64_t position) {
  if (auto can = judge(position); !can) return can;
  begin();
  appendApproach(position);
  if (plan_.empty()) return {};  // it stands there
  state_ = AxisState::kMoving;
  feed();
  return {};
}

void AxisControl::stop() {
  if (!moving() || state_ == AxisState::kStopping) return;
  const double speed = speedNow();
  const bool positive = motor_.moving() && plan_[fed_ - motor_.queued()].positive;
  const bool seeking = state_ == AxisState::kHoming && !homed_;
  motor_.abort();
  begin();
  append(planStop(speed, positive,
                  limits(seeking ? parameters_.homingSpeedDegPerS : parameters_.maxSpeedDegPerS)));
  onApproachFlank_ = false;
  state_ = AxisState::kStopping;
  feed();
  if (plan_.empty()) finish();
}

Instant AxisControl::poll(Instant) {
  if (state_ == AxisState::kNotHomed || state_ == AxisState::kIdle) return kNever;
  feed();
  if (fed_ == plan_.size() && !motor_.moving()) finish();
  return kNever;
}

bool AxisControl::moving() const {
  return state_ != AxisState::kNotHomed && state_ != AxisState::kIdle;
}

int64_t AxisControl::positionSteps() const { return motor_.stepsPlayed() - zeroAt_; }

Radians AxisControl::angle() const {
  return degrees(static_cast<double>(positionSteps()) / parameters_.stepsPerDeg);
}

int64_t AxisControl::stepsAt(double deg) const {
  return std::llround(deg * parameters_.stepsPerDeg);
}

MotionLimits AxisControl::limits(double speedDegPerS) const {
  return {speedDegPerS * parameters_.stepsPerDeg,
          parameters_.accelerationDegPerS2 * parameters_.stepsPerDeg};
}

void AxisControl::begin() {
  plan_.clear();
  fed_ = 0;
  planStart_ = motor_.stepsPlayed();
}

// Every approach ends in the negative direction, by at least the play of the gears where the last
// movement was not in that direction.
void AxisControl::appendApproach(int64_t target) {
  const MotionLimits fast = limits(parameters_.maxSpeedDegPerS);
  const auto play =
      static_cast<int64_t>(std::ceil(parameters_.backlashDeg * parameters_.stepsPerDeg));
  const int64_t distance = target - positionSteps();
  const bool straight = distance <= -play || (onApproachFlank_ && distance <= 0);
  if (straight) {
    append(planMove(distance, fast));
  } else {
    append(planMove(distance + play, fast));
    append(planMove(-play, fast));
  }
  onApproachFlank_ = straight || play > 0;
}

void AxisControl::append(const std::vector<hal::StepSegment>& segments) {
  plan_.insert(plan_.end(), segments.begin(), segments.end());
}

void AxisControl::feed() {
  while (fed_ < plan_.size() && motor_.queued() < hal::AxisMotor::kQueueCapacity) {
    const Result<void> queued = motor_.enqueue(plan_[fed_]);
    TW_CHECK(queued.ok());  // coils are on, the profile keeps the motor's limits
    ++fed_;
  }
}

void AxisControl::finish() {
  if (state_ == AxisState::kHoming && !homed_) {  // pressed against the stop
    homed_ = true;
    onApproachFlank_ = true;
    zeroAt_ = motor_.stepsPlayed() - stepsAt(parameters_.minDeg);
    begin();
    appendApproach(stepsAt(parameters_.homeDeg));
    feed();
    return;
  }
  state_ = homed_ ? AxisState::kIdle : AxisState::kNotHomed;
}

// Steps/s of the step that plays now, from the plan and the count of steps.
double AxisControl::speedNow() const {
  if (!motor_.moving()) return 0;
  const size_t done = fed_ - motor_.queued();
  int64_t before = planStart_;
  for (size_t i = 0; i < done; ++i)
    before += plan_[i].positive ? int64_t{plan_[i].count} : -int64_t{plan_[i].count};
  const hal::StepSegment& playing = plan_[done];
  const int64_t within = std::abs(motor_.stepsPlayed() - before);
  return 1 / toSeconds(playing.interval + playing.change * within);
}

}  // namespace tw::fw
