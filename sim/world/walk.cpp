#include "sim/world/walk.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "firmware_core/base/check.h"

namespace tw::sim {

namespace {

constexpr double kCornerM = 0.4;      // before and after a waypoint in which the body turns
constexpr double kStartM = 0.5;       // in which the step grows to its full length
constexpr double kTurnS = 1.2;        // to turn round at the end of a repeated path
constexpr double kComeToRestS = 0.4;  // legs together after a stop
constexpr double kPi = std::numbers::pi;

double smooth(double x) {
  x = std::clamp(x, 0.0, 1.0);
  return x * x * (3 - 2 * x);
}

// The short way round, -pi..pi.
double wrapped(double angle) { return std::remainder(angle, 2 * kPi); }

}  // namespace

PathWalk::PathWalk(const Walk& walk, double heightM)
    : points_(walk.path), speedMS_(walk.speedMS), repeats_(walk.repeats) {
  TW_CHECK(points_.size() >= 2 && speedMS_ > 0 && heightM > 0);
  marks_.push_back(0);
  for (size_t i = 1; i < points_.size(); ++i)
    marks_.push_back(marks_.back() +
                     std::hypot(points_[i].x - points_[i - 1].x, points_[i].y - points_[i - 1].y));
  // People step about 0.39 of their height at 1.3 m/s, and longer when faster (Grieve 1968: the
  // root of the speed).
  strideM_ = 2 * 0.39 * heightM * std::sqrt(speedMS_ / 1.3);
}

Radians PathWalk::headingOf(size_t leg) const {
  return {std::atan2(points_[leg + 1].y - points_[leg].y, points_[leg + 1].x - points_[leg].x)};
}

Radians PathWalk::headingAt(double along) const {
  const auto next = std::upper_bound(marks_.begin() + 1, marks_.end() - 1, along);
  const auto leg = static_cast<size_t>(next - marks_.begin()) - 1;
  const double heading = headingOf(leg).value;
  const double reach = std::min(kCornerM, (marks_[leg + 1] - marks_[leg]) / 2);
  // Half of a corner's turn lies before the waypoint, half after it.
  if (leg + 2 < marks_.size() && marks_[leg + 1] - along < reach) {
    const double turn = wrapped(headingOf(leg + 1).value - heading);
    return {heading + turn / 2 * smooth(1 - (marks_[leg + 1] - along) / reach)};
  }
  if (leg > 0 && along - marks_[leg] < reach) {
    const double turn = wrapped(heading - headingOf(leg - 1).value);
    return {heading - turn / 2 * smooth(1 - (along - marks_[leg]) / reach)};
  }
  return {heading};
}

Gait PathWalk::at(double along, bool back) const {
  along = std::clamp(along, 0.0, lengthM());
  const auto next = std::upper_bound(marks_.begin() + 1, marks_.end() - 1, along);
  const auto leg = static_cast<size_t>(next - marks_.begin()) - 1;
  const double share = (along - marks_[leg]) / (marks_[leg + 1] - marks_[leg]);
  const Walk::Point a = points_[leg], b = points_[leg + 1];
  const double walked = back ? lengthM() - along : along;
  Gait gait;
  gait.position = {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share, 0};
  gait.heading = {wrapped(headingAt(along).value + (back ? kPi : 0))};
  gait.cycle = walked / strideM_ - std::floor(walked / strideM_);
  gait.stride = smooth(walked / kStartM) * smooth((lengthM() - walked) / kStartM);
  return gait;
}

Gait PathWalk::before() const { return at(0, false); }

Gait PathWalk::after(Duration walked) const {
  TW_CHECK(walked >= Duration::zero());
  const double seconds = toSeconds(walked);
  if (!repeats_) return at(seconds * speedMS_, false);
  const double legS = lengthM() / speedMS_;
  const double inRound = std::fmod(seconds, 2 * (legS + kTurnS));
  const bool back = inRound >= legS + kTurnS;
  const double since = inRound - (back ? legS + kTurnS : 0);
  const double along = std::min(since * speedMS_, lengthM());
  Gait gait = at(back ? lengthM() - along : along, back);
  if (since > legS)
    gait.heading = {wrapped(gait.heading.value + kPi * smooth((since - legS) / kTurnS))};
  return gait;
}

Gait PathWalk::stopped(Duration walked, Duration since) const {
  Gait gait = after(walked);
  gait.stride *= 1 - smooth(toSeconds(since) / kComeToRestS);
  return gait;
}

bool PathWalk::arrived(Duration walked) const {
  return !repeats_ && toSeconds(walked) * speedMS_ >= lengthM();
}

}  // namespace tw::sim
