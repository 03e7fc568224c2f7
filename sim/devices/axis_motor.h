// One geared stepper axis between two hard stops, kinematic.
//
// Every step has its exact time, found in closed form: nothing happens between a segment's start
// and its end but the samples of the signal. Steps against a stop, of a blocked or slipping axis,
// or faster than the motor can follow are lost: the angle stays, stepsPlayed() counts on. The angle
// at the start of a run is random; power cuts leave it. Backlash is a plain dead band at the
// gears. Left out: inertia, friction, gravity and wind, rattling at the stop, creep without
// current.
#pragma once

#include <deque>

#include "firmware_core/hal/axis_motor.h"
#include "sim/devices/faulty_device.h"
#include "sim/devices/one_shot.h"
#include "sim/devices/step_play.h"

namespace tw::sim {

struct AxisMotorParameters {
  double minDeg = -162;             // hard stops, in the angle's own frame
  double maxDeg = 162;              // whole steps fit between them; the rest is play at this end
  double degPerStep = 0.088327;     // 28BYJ-48 half step: 4075.773 a turn
  double maxStepsPerSecond = 1100;  // pull-out without load: faster steps are lost
  double backlashDeg = 0;
  Duration sample = 100ms;  // of the angle signal while moving
};

class VirtualAxisMotor final : public FaultyDevice, public hal::AxisMotor {
 public:
  VirtualAxisMotor(const Bench& bench, std::string name,
                   const AxisMotorParameters& parameters = {});

  size_t queued() const override { return segments_.size(); }
  void abort() override;
  int64_t stepsPlayed() const override;
  void setCoils(bool on) override;

  const AxisMotorParameters& parameters() const { return parameters_; }
  double angleDeg() const;           // of the output shaft, exactly now
  double speedDegPerSecond() const;  // as it turns now; 0 while steps are lost or taken up by play
  uint64_t lostSteps() const;        // since the run began
  void turnTo(double angleDeg);  // by hand or at the factory; within the stops, not while moving

  void powerOn() override { clear(); }
  void powerOff() override { clear(); }
  void reset() override { clear(); }
  uint64_t stateHash() const override;

 private:
  Result<void> doEnqueue(const hal::StepSegment& segment) override;
  void beforeFault() override { settle(); }
  void startFront();
  void endFront();
  void settle();  // books the steps of the front segment up to now
  void clear();
  void stopPlaying();
  uint32_t playedOfFront() const;
  AxisMechanics mechanicsAfter(uint32_t played) const;
  AxisMechanics mechanicsNow() const;
  void showAngle();

  AxisMotorParameters parameters_;
  std::deque<hal::StepSegment> segments_;  // the front one plays
  Instant frontStart_{};
  uint32_t settled_ = 0;  // of the front segment's steps
  int64_t played_ = 0;    // settled ones, signed
  bool coils_ = false;
  AxisMechanics mechanics_;
  OneShot end_, sample_;
  Signal angle_, moving_, lost_;
};

}  // namespace tw::sim
