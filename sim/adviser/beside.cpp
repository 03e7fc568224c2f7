#include "sim/adviser/beside.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/world/solid.h"

namespace tw::sim {
namespace {

constexpr double kBehindM = 0.5;  // how far behind the wall is looked for on which it hangs
constexpr double kApartM = 0.02;  // between the rays that find its plane
constexpr double kThickM = 0.03;  // what rises no more above that plane belongs to it

struct Plane {
  Vec3 at, normal;  // the normal points to the camera
  double before(Vec3 point) const { return dot(point - at, normal); }
};

// Of the surface right behind the camera; nothing where there is none.
std::optional<Plane> planeBehind(const Survey& survey) {
  const Turn turn = survey.mount.pose.turn;
  const Vec3 back = turn * Vec3{-1, 0, 0};
  std::array<Vec3, 3> met{};
  const std::array<Vec3, 3> starts{Vec3{}, turn * Vec3{0, kApartM, 0}, turn * Vec3{0, 0, kApartM}};
  for (size_t i = 0; i < met.size(); ++i) {
    const auto meeting = firstHit(survey.lamp + starts[i], back, survey.parts, kBehindM);
    if (!meeting) return std::nullopt;
    met[i] = survey.lamp + starts[i] + back * meeting->distance;
  }
  const Vec3 across = cross(met[1] - met[0], met[2] - met[0]);
  if (length(across) < 1e-9) return std::nullopt;
  const Plane plane{met[0], unit(across)};
  return plane.before(survey.lamp) > 0 ? plane : Plane{plane.at, plane.normal * -1};
}

}  // namespace

std::optional<NearThing> nearestBeside(const Survey& survey, bool left) {
  const auto wall = planeBehind(survey);
  std::optional<NearThing> nearest;
  for (int deg = 0; deg <= 90; ++deg) {
    const double angle = degrees(left ? deg : -deg).value;
    const Vec3 way = survey.ahead * std::cos(angle) + survey.left * std::sin(angle);
    const auto met = firstHit(survey.lamp, way, survey.parts, kBesideM);
    if (!met || (wall && wall->before(survey.lamp + way * met->distance) < kThickM)) continue;
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
