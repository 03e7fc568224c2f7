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
using std::numbers::pi;

double smooth(double x) {
  x = std::clamp(x, 0.0, 1.0);
  return x * x * (3 - 2 * x);
}

// The short way round, -pi..pi.
double wrapped(double angle) { return std::remainder(angle, 2 * pi); }

// A corner's arc as a few points: a quadratic curve that leaves and meets the legs smoothly.
void addArc(std::vector<Walk::Point>& to, const Walk::Point& a, const Walk::Point& corner,
            const Walk::Point& b, double radiusM) {
  constexpr int kPieces = 10;
  const auto towards = [&](const Walk::Point& end) {
    const double leg = std::hypot(end.x - corner.x, end.y - corner.y);
    const double share = std::min(radiusM / leg, 0.45);
    return Vec3{corner.x + (end.x - corner.x) * share, corner.y + (end.y - corner.y) * share, 0};
  };
  const Vec3 begin = towards(a), middle{corner.x, corner.y, 0}, end = towards(b);
  for (int i = 0; i <= kPieces; ++i) {
    const double u = static_cast<double>(i) / kPieces;
    const Vec3 p = begin * ((1 - u) * (1 - u)) + middle * (2 * u * (1 - u)) + end * (u * u);
    to.push_back({p.x, p.y, 0});
  }
}

}  // namespace

std::vector<Walk::Point> rounded(const std::vector<Walk::Point>& path, double radiusM) {
  std::vector<Walk::Point> out{path.front()};
  for (size_t i = 1; i + 1 < path.size(); ++i) {
    if (path[i].waitS > 0)
      out.push_back(path[i]);
    else
      addArc(out, path[i - 1], path[i], path[i + 1], radiusM);
  }
  out.push_back(path.back());
  return out;
}

PathWalk::PathWalk(const Walk& walk, double strideM)
    : points_(walk.path),
      levelM_(walk.levelM),
      speedMS_(walk.speedMS),
      accelerationMS2_(walk.accelerationMS2),
      repeats_(walk.repeats),
      strideM_(strideM) {
  TW_CHECK(points_.size() >= 2 && speedMS_ > 0 && strideM > 0);
  marks_.push_back(0);
  for (size_t i = 1; i < points_.size(); ++i)
    marks_.push_back(marks_.back() +
                     std::hypot(points_[i].x - points_[i - 1].x, points_[i].y - points_[i - 1].y));
  size_t from = 0;
  for (size_t i = 1; i < points_.size(); ++i) {
    if (points_[i].waitS == 0 && i + 1 < points_.size()) continue;
    addRun(from, i);
    from = i;
  }
}

void PathWalk::addRun(size_t from, size_t to) {
  const double way = marks_[to] - marks_[from];
  double moveS = way / speedMS_;
  if (accelerationMS2_ > 0) {
    const double ramp = speedMS_ / accelerationMS2_;  // seconds to full speed
    const bool full = ramp * speedMS_ <= way;
    moveS = full ? way / speedMS_ + ramp : 2 * std::sqrt(way / accelerationMS2_);
  }
  runs_.push_back(
      {marks_[from], marks_[to], runs_.empty() ? 0 : totalS(), moveS, points_[to].waitS});
}

// Metres from the run's beginning, `seconds` of its moving time in.
double PathWalk::wayOf(const Run& run, double seconds) const {
  const double way = run.toM - run.fromM;
  if (seconds >= run.moveS) return way;
  if (accelerationMS2_ <= 0) return seconds * speedMS_;
  const double ramp = std::min(speedMS_ / accelerationMS2_, run.moveS / 2);
  const double left = run.moveS - seconds;
  if (seconds < ramp) return accelerationMS2_ * seconds * seconds / 2;
  if (left < ramp) return way - accelerationMS2_ * left * left / 2;
  return accelerationMS2_ * ramp * (seconds - ramp / 2);
}

PathWalk::Spot PathWalk::spotAfter(double seconds) const {
  seconds = std::clamp(seconds, 0.0, totalS());
  const auto next = std::upper_bound(runs_.begin() + 1, runs_.end(), seconds,
                                     [](double t, const Run& run) { return t < run.beginS; });
  const Run& run = *(next - 1);
  const double since = seconds - run.beginS;
  const auto mark = std::lower_bound(marks_.begin(), marks_.end(), run.toM);
  return {run.fromM + wayOf(run, since), std::max(0.0, since - run.moveS), run.waitS,
          static_cast<size_t>(mark - marks_.begin())};
}

Radians PathWalk::headingOf(size_t leg) const {
  return {std::atan2(points_[leg + 1].y - points_[leg].y, points_[leg + 1].x - points_[leg].x)};
}

Radians PathWalk::headingAt(double along) const {
  const auto next = std::upper_bound(marks_.begin() + 1, marks_.end() - 1, along);
  const auto leg = static_cast<size_t>(next - marks_.begin()) - 1;
  const double heading = headingOf(leg).value;
  const double reach = std::min(kCornerM, (marks_[leg + 1] - marks_[leg]) / 2);
  // Half of a corner's turn lies before the waypoint, half after it; who waits there turns there.
  const auto turnsAt = [&](size_t i) {
    return i > 0 && i + 1 < points_.size() && points_[i].waitS == 0;
  };
  if (turnsAt(leg + 1) && marks_[leg + 1] - along < reach) {
    const double turn = wrapped(headingOf(leg + 1).value - heading);
    return {heading + turn / 2 * smooth(1 - (marks_[leg + 1] - along) / reach)};
  }
  if (turnsAt(leg) && along - marks_[leg] < reach) {
    const double turn = wrapped(heading - headingOf(leg - 1).value);
    return {heading - turn / 2 * smooth(1 - (along - marks_[leg]) / reach)};
  }
  return {heading};
}

// Looks where it came to and turns at the end of its wait.
Radians PathWalk::headingWaiting(const Spot& spot) const {
  const double heading = headingOf(spot.waypoint - 1).value;
  if (spot.waypoint + 1 == points_.size()) return {heading};
  const double turn = wrapped(headingOf(spot.waypoint).value - heading);
  const double turnS = std::min(kTurnS, spot.waitsFor);
  return {heading + turn * smooth(1 - (spot.waitsFor - spot.waited) / turnS)};
}

double PathWalk::strideAt(double along) const {
  double stride = smooth(along / kStartM);
  for (const Run& run : runs_) stride *= smooth(std::abs(run.toM - along) / kStartM);
  return stride;
}

Gait PathWalk::at(const Spot& spot, bool back) const {
  const double along = std::clamp(spot.along, 0.0, lengthM());
  const auto next = std::upper_bound(marks_.begin() + 1, marks_.end() - 1, along);
  const auto leg = static_cast<size_t>(next - marks_.begin()) - 1;
  const double share = (along - marks_[leg]) / (marks_[leg + 1] - marks_[leg]);
  const Walk::Point a = points_[leg], b = points_[leg + 1];
  const double walked = back ? lengthM() - along : along;
  const Radians heading = spot.waited > 0 ? headingWaiting(spot) : headingAt(along);
  Gait gait;
  gait.position = {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share, levelM_};
  gait.heading = {wrapped(heading.value + (back ? pi : 0))};
  gait.cycle = walked / strideM_ - std::floor(walked / strideM_);
  gait.stride = strideAt(along);
  gait.wayM = walked;
  return gait;
}

Gait PathWalk::before() const { return at({0, 0, 0, 0}, false); }

Gait PathWalk::after(Duration walked) const {
  TW_CHECK(walked >= Duration::zero());
  const double seconds = toSeconds(walked);
  if (!repeats_) return at(spotAfter(seconds), false);
  const double legS = totalS();
  const double inRound = std::fmod(seconds, 2 * (legS + kTurnS));
  const bool back = inRound >= legS + kTurnS;
  const double since = inRound - (back ? legS + kTurnS : 0);
  // The way back is the way out, played backwards.
  Gait gait = at(spotAfter(back ? std::max(0.0, legS - since) : since), back);
  if (since > legS)
    gait.heading = {wrapped(gait.heading.value + pi * smooth((since - legS) / kTurnS))};
  return gait;
}

Gait PathWalk::stopped(Duration walked, Duration since) const {
  Gait gait = after(walked);
  gait.stride *= 1 - smooth(toSeconds(since) / kComeToRestS);
  return gait;
}

bool PathWalk::arrived(Duration walked) const { return !repeats_ && toSeconds(walked) >= totalS(); }

}  // namespace tw::sim
