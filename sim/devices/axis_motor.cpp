#include "sim/devices/axis_motor.h"

#include <algorithm>
#include <cmath>

#include "sim/devices/state_hash.h"

namespace tw::sim {
namespace {

Duration shortestFollowed(const AxisMotorParameters& parameters) {
  return fromSeconds(1 / parameters.maxStepsPerSecond);
}

AxisMechanics mechanicsOf(const AxisMotorParameters& parameters, RandomStream random) {
  TW_CHECK(parameters.minDeg < parameters.maxDeg && parameters.degPerStep > 0);
  AxisMechanics mechanics;
  mechanics.travel = static_cast<int64_t>(
      std::floor((parameters.maxDeg - parameters.minDeg) / parameters.degPerStep + 1e-9));
  mechanics.backlash = parameters.backlashDeg / parameters.degPerStep;
  mechanics.rotor = static_cast<int64_t>(random.below(static_cast<uint64_t>(mechanics.travel) + 1));
  mechanics.output = static_cast<double>(mechanics.rotor);
  return mechanics;
}

}  // namespace

VirtualAxisMotor::VirtualAxisMotor(const Bench& bench, std::string name,
                                   const AxisMotorParameters& parameters)
    : FaultyDevice(bench, name,
                   {{.kind = "stuck", .doc = "The axis is blocked: every step is lost."},
                    {.kind = "lost_steps",
                     .doc = "This share of the steps is lost, evenly spread.",
                     .unit = "share"}}),
      parameters_(parameters),
      mechanics_(mechanicsOf(parameters, bench.random(name))),
      end_(bench.queue, [this] { endFront(); }),
      sample_(bench.queue,
              [this] {
                showAngle();
                sample_.startIn(parameters_.sample);
              }),
      angle_(bench.signal(name, {.name = "angle_deg",
                                 .doc = "Where the axis really stands; ten times a second while "
                                        "it moves, and at the end of each segment.",
                                 .unit = "deg",
                                 .min = parameters.minDeg,
                                 .max = parameters.maxDeg})),
      moving_(bench.signal(
          name, {.name = "moving", .kind = SignalKind::kFlag, .doc = "The timer plays steps."})),
      lost_(bench.signal(name, {.name = "lost_steps",
                                .kind = SignalKind::kCount,
                                .doc = "Steps that were played but not made."})) {
  showAngle();
}

Result<void> VirtualAxisMotor::doEnqueue(const hal::StepSegment& segment) {
  if (!coils_) return Errc::kNotReady;
  trace("enqueue count=" + std::to_string(segment.count) +
        " interval_ns=" + std::to_string(segment.interval.count()) +
        " change_ns=" + std::to_string(segment.change.count()) + (segment.positive ? " +" : " -"));
  segments_.push_back(segment);
  if (segments_.size() > 1) return {};
  moving_.set(true);
  sample_.startIn(parameters_.sample);
  frontStart_ = bench().queue.now();
  startFront();
  return {};
}

void VirtualAxisMotor::startFront() {
  settled_ = 0;
  end_.startAt(frontStart_ + timeOfSteps(segments_.front(), segments_.front().count));
}

void VirtualAxisMotor::endFront() {
  settle();
  frontStart_ = bench().queue.now();
  segments_.pop_front();
  if (segments_.empty())
    stopPlaying();
  else
    startFront();
  trace("segment ended, steps=" + std::to_string(played_));
  showAngle();
  bench().wake();
}

void VirtualAxisMotor::abort() {
  trace("abort");
  if (segments_.empty()) return;
  settle();
  stopPlaying();
  showAngle();
  bench().wake();
}

void VirtualAxisMotor::setCoils(bool on) {
  if (on == coils_) return;
  trace(on ? "coils on" : "coils off");
  if (!on && moving()) abort();
  coils_ = on;
}

int64_t VirtualAxisMotor::stepsPlayed() const {
  if (segments_.empty()) return played_;
  const int64_t fresh = int64_t{playedOfFront()} - settled_;
  return played_ + (segments_.front().positive ? fresh : -fresh);
}

double VirtualAxisMotor::angleDeg() const {
  const double angle = parameters_.minDeg + mechanicsNow().output * parameters_.degPerStep;
  return std::clamp(angle, parameters_.minDeg, parameters_.maxDeg);
}

uint64_t VirtualAxisMotor::lostSteps() const { return mechanicsNow().lost; }

void VirtualAxisMotor::turnTo(double angleDeg) {
  TW_CHECK(!moving());
  TW_CHECK(angleDeg >= parameters_.minDeg && angleDeg <= parameters_.maxDeg);
  const double steps = (angleDeg - parameters_.minDeg) / parameters_.degPerStep;
  mechanics_.rotor = std::min(static_cast<int64_t>(std::llround(steps)), mechanics_.travel);
  mechanics_.output = static_cast<double>(mechanics_.rotor);
  showAngle();
}

uint32_t VirtualAxisMotor::playedOfFront() const {
  return stepsWithin(segments_.front(), bench().queue.now() - frontStart_);
}

// Over the step that is under way.
double VirtualAxisMotor::speedDegPerSecond() const {
  if (segments_.empty()) return 0;
  const uint32_t played = playedOfFront();
  if (played == segments_.front().count) return 0;
  const Duration lasts =
      timeOfSteps(segments_.front(), played + 1) - timeOfSteps(segments_.front(), played);
  const double steps = mechanicsAfter(played + 1).output - mechanicsAfter(played).output;
  return steps * parameters_.degPerStep / toSeconds(lasts);
}

AxisMechanics VirtualAxisMotor::mechanicsNow() const {
  return segments_.empty() ? mechanics_ : mechanicsAfter(playedOfFront());
}

// So many steps of the front segment played.
AxisMechanics VirtualAxisMotor::mechanicsAfter(uint32_t played) const {
  AxisMechanics now = mechanics_;
  const hal::StepSegment& front = segments_.front();
  const uint32_t tooFast = stepsFasterThan(front, shortestFollowed(parameters_), settled_, played);
  const double slip = has("stuck") ? 1.0 : fault("lost_steps");
  now.move(front.positive, played - settled_, tooFast, slip);
  return now;
}

void VirtualAxisMotor::settle() {
  if (segments_.empty()) return;
  mechanics_ = mechanicsNow();
  played_ = stepsPlayed();
  settled_ = playedOfFront();
}

void VirtualAxisMotor::stopPlaying() {
  segments_.clear();
  settled_ = 0;
  end_.cancel();
  sample_.cancel();
  moving_.set(false);
}

void VirtualAxisMotor::clear() {
  settle();
  stopPlaying();
  played_ = 0;
  coils_ = false;
  showAngle();
}

void VirtualAxisMotor::showAngle() {
  angle_.set(angleDeg());
  lost_.set(static_cast<double>(lostSteps()));
}

uint64_t VirtualAxisMotor::stateHash() const {
  const AxisMechanics now = mechanicsNow();
  return hashState(now.rotor, now.output, now.slipRest, now.lost, stepsPlayed(), queued(), coils_,
                   end_.due(), faultHash());
}

}  // namespace tw::sim
