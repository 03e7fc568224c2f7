#include "sim/adviser/beside.h"

#include <algorithm>
#include <cmath>

#include "sim/world/solid.h"

namespace tw::sim {
namespace {

constexpr double kBehindM = 0.5;  // how far behind the wall is looked for on which it hangs
constexpr double kThickM = 0.03;  // what rises no more above its plane belongs to it

// How far a point stands out of the surface that `wall` is of.
double before(const Hit& wall, Vec3 point) { return dot(point - wall.point, wall.normal); }

}  // namespace

std::optional<NearThing> nearestBeside(const Survey& survey, bool left) {
  const Vec3 back = survey.mount.pose.turn * Vec3{-1, 0, 0};
  const auto wall = firstHit(survey.lamp, back, survey.parts, kBehindM);
  std::optional<NearThing> nearest;
  for (int deg = 0; deg <= 90; ++deg) {
    const double angle = degrees(left ? deg : -deg).value;
    const Vec3 way = survey.ahead * std::cos(angle) + survey.left * std::sin(angle);
    const auto met = firstHit(survey.lamp, way, survey.parts, kBesideM);
    if (!met || (wall && before(*wall, met->point) < kThickM)) continue;
    if (!nearest || met->distance < nearest->distanceM)
      nearest = {met->distance, left ? deg : -deg * 1.0, met->part->objectId};
  }
  return nearest;
}

double topOf(const CameraModel& model, const Pose& body) {
  double top = std::max({(body * Pose{model.rig.wideAxis}).position.z,
                         (body * Pose{model.rig.ptzAxis}).position.z,
                         (body * model.spotlight.pose).position.z});
  for (const BodyPart& part : model.body) {
    Part there = part.part;
    there.pose = body * there.pose;
    top = std::max(top, looseBox(there).high.z);
  }
  return top;
}

std::optional<NearThing> lowestAbove(const Survey& survey) {
  const double top = topOf(survey.model, survey.mount.pose);
  std::optional<NearThing> lowest;
  for (double ahead = 0; ahead <= kOverhangM + 1e-9; ahead += 0.1) {
    const Vec3 from = survey.lamp + survey.ahead * ahead;
    const double inside = top - from.z;
    const auto met = firstHit(from, {0, 0, 1}, survey.parts, inside + kAboveM);
    if (!met) continue;
    const double gap = std::max(met->distance - inside, 0.0);
    if (!lowest || gap < lowest->distanceM) lowest = {gap, 0, met->part->objectId};
  }
  return lowest;
}

}  // namespace tw::sim
