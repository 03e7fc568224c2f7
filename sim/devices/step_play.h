// The arithmetic of a stepper: when the steps of a segment fall, and where a row of them leads.
#pragma once

#include <cstdint>

#include "firmware_core/hal/axis_motor.h"

namespace tw::sim {

// From a segment's start to its `steps`-th step: steps*interval + change*steps*(steps-1)/2.
Duration timeOfSteps(const hal::StepSegment& segment, uint32_t steps);
// Steps that have fallen when `elapsed` has passed since the segment's start.
uint32_t stepsWithin(const hal::StepSegment& segment, Duration elapsed);
// How many of the steps [from, to) (counted from 0) have an interval shorter than `limit`.
uint32_t stepsFasterThan(const hal::StepSegment& segment, Duration limit, uint32_t from,
                         uint32_t to);

// Rotor and output shaft, in steps from the lower stop.
struct AxisMechanics {
  int64_t travel = 0;   // steps between the stops
  double backlash = 0;  // steps of dead band
  int64_t rotor = 0;    // 0..travel
  double output = 0;    // within backlash/2 of the rotor
  double slipRest = 0;  // part of a step that slipping still owes, 0..1
  uint64_t lost = 0;    // steps

  // A row of steps in one direction, `tooFast` of which the rotor cannot follow; of the others the
  // share `slip` (0..1) is lost, evenly spread.
  void move(bool positive, uint32_t steps, uint32_t tooFast, double slip);
  void follow();  // the output shaft, after the rotor
};

}  // namespace tw::sim
