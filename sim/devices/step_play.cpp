#include "sim/devices/step_play.h"

#include <algorithm>
#include <cmath>

namespace tw::sim {

Duration timeOfSteps(const hal::StepSegment& segment, uint32_t steps) {
  if (steps == 0) return Duration::zero();
  const auto n = static_cast<int64_t>(steps);
  // change*(n-1) stays within an interval's range, so that no product here exceeds 64 bits.
  const int64_t growth = segment.change.count() * (n - 1) * n / 2;
  return Duration{segment.interval.count() * n + growth};
}

uint32_t stepsWithin(const hal::StepSegment& segment, Duration elapsed) {
  uint32_t low = 0, high = segment.count;  // the answer lies in [low, high]
  while (low < high) {
    const uint32_t middle = high - (high - low) / 2;
    if (timeOfSteps(segment, middle) <= elapsed)
      low = middle;
    else
      high = middle - 1;
  }
  return low;
}

uint32_t stepsFasterThan(const hal::StepSegment& segment, Duration limit, uint32_t from,
                         uint32_t to) {
  if (from >= to) return 0;
  const auto fast = [&](uint32_t step) {
    return segment.interval + segment.change * static_cast<int64_t>(step) < limit;
  };
  const bool fastAtFirst = fast(from);
  if (fastAtFirst == fast(to - 1)) return fastAtFirst ? to - from : 0;
  uint32_t low = from, high = to - 1;  // fast() differs between them: find where it turns
  while (high - low > 1) {
    const uint32_t middle = low + (high - low) / 2;
    (fast(middle) == fastAtFirst ? low : high) = middle;
  }
  return fastAtFirst ? high - from : to - high;
}

void AxisMechanics::move(bool positive, uint32_t steps, uint32_t tooFast, double slip) {
  const int64_t able = int64_t{steps} - tooFast;
  const double owed = static_cast<double>(able) * slip + slipRest;
  const auto slipped = std::min(static_cast<int64_t>(std::floor(owed)), able);
  slipRest = owed - static_cast<double>(slipped);
  const int64_t room = positive ? travel - rotor : rotor;
  const int64_t reached = std::min(able - slipped, room);
  rotor += positive ? reached : -reached;
  lost += static_cast<uint64_t>(int64_t{steps} - reached);
  follow();
}

void AxisMechanics::follow() {
  const auto at = static_cast<double>(rotor);
  output = std::clamp(output, at - backlash / 2, at + backlash / 2);
}

}  // namespace tw::sim
