// The zones in which lamps that are on may harm eyes, as shells around them, and what is said of
// them. No painting.
#pragma once

#include <QString>
#include <array>
#include <vector>

#include "sim/twin/snapshot.h"

namespace tw::ui {

// The border of one group's zone: a drop around the beam's axis, its end at the lamp.
struct HazardShell {
  sim::RiskGroup group{};
  double depthM = 0;  // on the axis; of a measured beam, where it is the largest
  sim::Vec3 lamp{}, tip{};
  // Of each angle off the axis, from the tip to the lamp, a ring of kShellRound places.
  std::vector<std::vector<sim::Vec3>> rings{};

  // Four places, in turn, of the part between two rings; the last two are one at the tip.
  std::array<sim::Vec3, 4> face(size_t ring, int part) const;
  sim::Vec3 outwards(size_t ring, int part) const;  // a unit vector; 0 0 0: it has no area
  bool holds(sim::Vec3 place) const;
};
inline constexpr int kShellRound = 32;

std::vector<HazardShell> shellsOf(const sim::LampZone& zone);  // the largest first

QString metresWords(double metres);  // "0.25 m"
// "spotlight: exempt from 0.25 m", and how far the worst group reaches where that is not group 1.
QString zoneWords(const sim::LampZone& zone);
QString groupWords(sim::RiskGroup group);  // worse than exempt

// What a legend says of all lamps that are on, once each; empty: none is.
struct HazardLegend {
  sim::RiskGroup worst = sim::RiskGroup::kExempt;
  QStringList lamps;
};
HazardLegend legendOf(const sim::Snapshot& look);

}  // namespace tw::ui
