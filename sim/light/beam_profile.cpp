#include "sim/light/beam_profile.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tw::sim {
namespace {

// Between which of the angles, and how far from the one to the other.
struct Place {
  size_t left = 0, right = 0;
  double share = 0;  // 0..1
};

Place placeIn(const std::vector<double>& angles, double at) {
  const auto above = std::upper_bound(angles.begin(), angles.end(), at);
  if (above == angles.begin()) return {};
  const auto right = static_cast<size_t>(above - angles.begin());
  if (right == angles.size()) return {right - 1, right - 1, 0};
  const double left = angles[right - 1];
  return {right - 1, right, (at - left) / (angles[right] - left)};
}

double between(double left, double right, double share) { return left + (right - left) * share; }

double inPlane(const BeamProfile& profile, size_t plane, const Place& vertical) {
  const double* candela = profile.candela.data() + plane * profile.verticalDeg.size();
  return between(candela[vertical.left], candela[vertical.right], vertical.share);
}

bool covers(const BeamProfile& profile, double verticalDeg) {
  return verticalDeg >= profile.verticalDeg.front() && verticalDeg <= profile.verticalDeg.back();
}

// As the planes mirror each other.
double folded(const BeamProfile& profile, double horizontalDeg) {
  const double first = profile.horizontalDeg.front();
  const double span = profile.horizontalDeg.back() - first;
  if (span <= 0) return first;
  const double period = span < 360 ? 2 * span : 360;
  double at = std::fmod(horizontalDeg - first, period);
  if (at < 0) at += period;
  return first + (at > span ? period - at : at);
}

double mostAt(const BeamProfile& profile, double verticalDeg) {
  if (!covers(profile, verticalDeg)) return 0;
  const Place vertical = placeIn(profile.verticalDeg, verticalDeg);
  double most = 0;
  for (size_t plane = 0; plane < profile.horizontalDeg.size(); ++plane)
    most = std::max(most, inPlane(profile, plane, vertical));
  return most;
}

// Of I sin(v) dv over one plane, radians; I linear between the angles.
double alongPlane(const BeamProfile& profile, size_t plane) {
  const size_t count = profile.verticalDeg.size();
  const auto candela = profile.candela.begin() + static_cast<std::ptrdiff_t>(plane * count);
  double sum = 0;
  for (std::ptrdiff_t i = 0; i + 1 < static_cast<std::ptrdiff_t>(count); ++i) {
    const double from = profile.verticalDeg[static_cast<size_t>(i)] * std::numbers::pi / 180;
    const double to = profile.verticalDeg[static_cast<size_t>(i) + 1] * std::numbers::pi / 180;
    const double slope = (candela[i + 1] - candela[i]) / (to - from);
    sum += candela[i] * std::cos(from) - candela[i + 1] * std::cos(to) +
           slope * (std::sin(to) - std::sin(from));
  }
  return sum;
}

}  // namespace

double candelaAt(const BeamProfile& profile, double verticalDeg, double horizontalDeg) {
  if (!covers(profile, verticalDeg)) return 0;
  const Place vertical = placeIn(profile.verticalDeg, verticalDeg);
  const Place round = placeIn(profile.horizontalDeg, folded(profile, horizontalDeg));
  return between(inPlane(profile, round.left, vertical), inPlane(profile, round.right, vertical),
                 round.share);
}

double mostCandelaAt(const BeamProfile& profile, double verticalDeg, double withinDeg) {
  const double from = verticalDeg - withinDeg, to = verticalDeg + withinDeg;
  double most =
      std::max({mostAt(profile, verticalDeg), mostAt(profile, from), mostAt(profile, to)});
  for (const double angle : profile.verticalDeg)
    if (angle > from && angle < to) most = std::max(most, mostAt(profile, angle));
  return most;
}

double lumensOf(const BeamProfile& profile) {
  const auto& planes = profile.horizontalDeg;
  constexpr double kTurn = 2 * std::numbers::pi;
  if (planes.size() == 1) return kTurn * alongPlane(profile, 0);
  double sum = 0;
  for (size_t i = 1; i < planes.size(); ++i)
    sum += (planes[i] - planes[i - 1]) * (alongPlane(profile, i - 1) + alongPlane(profile, i)) / 2;
  return kTurn * sum / (planes.back() - planes.front());
}

double halfAngleDegOf(const BeamProfile& profile) {
  const auto& angles = profile.verticalDeg;
  const double half = profile.peakCd / 2;
  size_t last = angles.size() - 1;
  while (mostAt(profile, angles[last]) < half) --last;
  double angle = angles[last];
  if (last + 1 < angles.size()) {
    const double inside = mostAt(profile, angle), outside = mostAt(profile, angles[last + 1]);
    angle += (angles[last + 1] - angle) * (inside - half) / (inside - outside);
  }
  return std::clamp(angle, 1.0, 89.0);
}

}  // namespace tw::sim
