#include "ui/viewport/hazard_shells.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "firmware_core/base/check.h"

namespace tw::ui {
namespace {

using sim::RiskGroup;
using sim::Vec3;

struct HazardWords {
  Q_DECLARE_TR_FUNCTIONS(HazardWords)
};

double radians(size_t ring) { return degrees(static_cast<double>(ring) * sim::kZoneStepDeg).value; }

std::vector<Vec3> ringAt(const sim::Pose& lamp, double angle, double reach) {
  std::vector<Vec3> ring;
  for (int i = 0; i < kShellRound; ++i) {
    const double round = 2 * std::numbers::pi * i / kShellRound;
    const Vec3 direction{std::cos(angle), std::sin(angle) * std::cos(round),
                         std::sin(angle) * std::sin(round)};
    ring.push_back(lamp.position + lamp.turn * direction * reach);
  }
  return ring;
}

QString lampWords(const std::string& lamp) {
  if (lamp == "spotlight") return HazardWords::tr("spotlight");
  if (lamp == "infrared") return HazardWords::tr("infrared");
  if (lamp == "red_alarm") return HazardWords::tr("red alarm light");
  if (lamp == "blue_alarm") return HazardWords::tr("blue alarm light");
  return QString::fromStdString(lamp);
}

double depthOf(const sim::HazardZone& zone) { return sim::depthOf(zone.reaches); }

// Whether a place lies in the tetrahedron of the origin and these corners, by Cramer's rule.
bool within(Vec3 place, Vec3 a, Vec3 b, Vec3 c) {
  constexpr double kEdge = -1e-9;  // what lies on one is in it
  const double volume = dot(a, cross(b, c));
  if (volume == 0) return false;
  const double u = dot(place, cross(b, c)) / volume, v = dot(a, cross(place, c)) / volume,
               w = dot(a, cross(b, place)) / volume;
  return u >= kEdge && v >= kEdge && w >= kEdge && u + v + w <= 1;
}

}  // namespace

std::array<Vec3, 4> HazardShell::face(size_t ring, int part) const {
  const int next = (part + 1) % kShellRound;
  const auto &outer = rings[ring + 1], &inner = rings[ring];
  return {outer[static_cast<size_t>(part)], outer[static_cast<size_t>(next)],
          inner[static_cast<size_t>(next)], inner[static_cast<size_t>(part)]};
}

// Rings grow away from the axis and go round it: the diagonals turn outwards.
Vec3 HazardShell::outwards(size_t ring, int part) const {
  const auto [a, b, c, d] = face(ring, part);
  const Vec3 normal = cross(c - a, d - b);
  return length(normal) == 0 ? Vec3{} : sim::unit(normal);
}

// Every place of it is seen from the lamp: a measured beam's drop may be hollow.
bool HazardShell::holds(Vec3 place) const {
  for (size_t ring = 0; ring + 1 < rings.size(); ++ring)
    for (int part = 0; part < kShellRound; ++part) {
      const auto [a, b, c, d] = face(ring, part);
      const Vec3 to = place - lamp;
      if (within(to, a - lamp, b - lamp, c - lamp) || within(to, a - lamp, c - lamp, d - lamp))
        return true;
    }
  return false;
}

std::vector<HazardShell> shellsOf(const sim::LampZone& zone) {
  std::vector<HazardShell> shells;
  for (const sim::HazardZone& one : *zone.zones) {
    HazardShell shell{one.group, depthOf(one), zone.pose.position,
                      zone.pose.position + zone.pose.turn * Vec3{one.reaches.front(), 0, 0}};
    for (size_t ring = 0; ring < one.reaches.size(); ++ring)
      shell.rings.push_back(ringAt(zone.pose, radians(ring), one.reaches[ring]));
    shells.push_back(std::move(shell));
  }
  return shells;
}

QString metresWords(double metres) {
  return QString::number(metres, 'f', 2) + QStringLiteral(" m");
}

QString groupWords(RiskGroup group) {
  TW_CHECK(group > RiskGroup::kExempt);
  if (group == RiskGroup::k1) return HazardWords::tr("risk group 1");
  return group == RiskGroup::k2 ? HazardWords::tr("risk group 2") : HazardWords::tr("risk group 3");
}

QString zoneWords(const sim::LampZone& zone) {
  const QString lamp = lampWords(zone.lamp);
  if (zone.zones->empty()) return HazardWords::tr("%1: exempt everywhere").arg(lamp);
  const sim::HazardZone &largest = zone.zones->front(), &worst = zone.zones->back();
  const QString words =
      HazardWords::tr("%1: exempt from %2").arg(lamp, metresWords(depthOf(largest)));
  if (worst.group == RiskGroup::k1) return words;
  return HazardWords::tr("%1, %2 up to %3")
      .arg(words, groupWords(worst.group), metresWords(depthOf(worst)));
}

HazardLegend legendOf(const sim::Snapshot& look) {
  HazardLegend legend;
  for (const sim::CameraLook& camera : look.cameras)
    for (const sim::LampZone& zone : camera.zones) {
      const QString words = zoneWords(zone);
      if (!legend.lamps.contains(words)) legend.lamps << words;
      if (!zone.zones->empty()) legend.worst = std::max(legend.worst, zone.zones->back().group);
    }
  return legend;
}

}  // namespace tw::ui
