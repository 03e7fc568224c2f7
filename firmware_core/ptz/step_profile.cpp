#include "firmware_core/ptz/step_profile.h"

#include <algorithm>
#include <cmath>

#include "firmware_core/base/check.h"

namespace tw::fw {
namespace {

constexpr int kRampPieces = 7;  // twice that and a cruise fill the motor's queue
static_assert(2 * kRampPieces + 1 <= static_cast<int>(hal::AxisMotor::kQueueCapacity));

using Segments = std::vector<hal::StepSegment>;

// Of a ramp from standstill: the time of its k-th step.
double rampTime(int64_t k, double acceleration) {
  return std::sqrt(2 * static_cast<double>(k) / acceleration);
}

Duration shortestInterval(const MotionLimits& limits) {
  return Duration{static_cast<int64_t>(std::ceil(1e9 / limits.maxSpeed))};
}

int64_t rampSteps(double speed, double acceleration) {
  return static_cast<int64_t>(speed * speed / (2 * acceleration));
}

// Steps from..to of an accelerating ramp as one segment that takes exactly as long as they do. The
// intervals fall along a straight line in place of the curve.
hal::StepSegment rampPiece(int64_t from, int64_t to, const MotionLimits& limits) {
  const double a = limits.acceleration;
  const auto n = static_cast<double>(to - from);
  const double whole = rampTime(to, a) - rampTime(from, a);
  hal::StepSegment piece{fromSeconds(whole / n), static_cast<uint32_t>(to - from), {}, true};
  if (to - from == 1) return piece;
  const double first = rampTime(from + 1, a) - rampTime(from, a);
  const double last = rampTime(to, a) - rampTime(to - 1, a);
  const double shift = (first + last) / 2 - whole / n;  // the chord lies above the curve
  const Duration end = std::max(fromSeconds(last - shift), shortestInterval(limits));
  const double begin = 2 * whole / n - toSeconds(end);
  piece.change = fromSeconds((toSeconds(end) - begin) / (n - 1));
  piece.interval = end - piece.change * (piece.count - 1);
  return piece;
}

// From standstill, `steps` long. Pieces grow with the distance, as the curve flattens.
Segments rampUp(int64_t steps, const MotionLimits& limits) {
  Segments pieces;
  int64_t from = 0;
  for (int i = 0; i < kRampPieces && from < steps; ++i) {
    const double share = static_cast<double>(i) / (kRampPieces - 1);
    const double reach = std::pow(static_cast<double>(steps), share);
    const int64_t to = std::clamp<int64_t>(std::llround(reach), from + 1, steps);
    pieces.push_back(rampPiece(from, to, limits));
    from = to;
  }
  return pieces;
}

Segments mirrored(const Segments& pieces) {
  Segments back;
  for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece)
    back.push_back({piece->interval + piece->change * (piece->count - 1), piece->count,
                    -piece->change, piece->positive});
  return back;
}

// Of a move too short for full speed: the odd step in the middle, half of it upwards of the top.
Duration topStep(int64_t ramp, const MotionLimits& limits) {
  const double a = limits.acceleration;
  const double half = std::sqrt(static_cast<double>(2 * ramp + 1) / a) - rampTime(ramp, a);
  return std::max(fromSeconds(2 * half), shortestInterval(limits));
}

void checkLimits(const MotionLimits& limits) {
  TW_CHECK(limits.maxSpeed >= 1 && limits.acceleration >= 4);  // below: beyond kMaxInterval
  TW_CHECK(shortestInterval(limits) >= hal::AxisMotor::kMinInterval);
}

Segments inDirection(Segments segments, bool positive) {
  for (hal::StepSegment& segment : segments) segment.positive = positive;
  return segments;
}

}  // namespace

std::vector<hal::StepSegment> planMove(int64_t steps, const MotionLimits& limits) {
  checkLimits(limits);
  const int64_t whole = std::abs(steps);
  const int64_t ramp = std::min(rampSteps(limits.maxSpeed, limits.acceleration), whole / 2);
  Segments segments = rampUp(ramp, limits);
  const Segments down = mirrored(segments);
  const int64_t cruise = whole - 2 * ramp;
  if (cruise > 0) {
    TW_CHECK(cruise <= int64_t{UINT32_MAX});
    const Duration interval = ramp < whole / 2 ? shortestInterval(limits) : topStep(ramp, limits);
    segments.push_back({interval, static_cast<uint32_t>(cruise), {}, true});
  }
  segments.insert(segments.end(), down.begin(), down.end());
  return inDirection(std::move(segments), steps > 0);
}

std::vector<hal::StepSegment> planStop(double speed, bool positive, const MotionLimits& limits) {
  checkLimits(limits);
  TW_CHECK(speed >= 0);
  const int64_t ramp = rampSteps(std::min(speed, limits.maxSpeed), limits.acceleration);
  return inDirection(mirrored(rampUp(ramp, limits)), positive);
}

int64_t stepsOf(const std::vector<hal::StepSegment>& segments) {
  int64_t steps = 0;
  for (const hal::StepSegment& s : segments)
    steps += s.positive ? int64_t{s.count} : -int64_t{s.count};
  return steps;
}

Duration durationOf(const std::vector<hal::StepSegment>& segments) {
  Duration whole{};
  for (const hal::StepSegment& s : segments) {
    const int64_t n = s.count;
    whole += s.interval * n + s.change * (n * (n - 1) / 2);
  }
  return whole;
}

}  // namespace tw::fw
