#include "sim/adviser/watched_area.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "sim/world/solid.h"

namespace tw::sim {
namespace {

// Those that could stand between the lens and the ground it watches.
std::vector<Part> partsBetween(Vec3 lens, Vec3 centre, std::span<const Part> parts) {
  std::vector<Part> between;
  for (const Part& part : parts) {
    const Box box = looseBox(part);
    const Vec3 nearest{std::clamp(centre.x, box.low.x, box.high.x),
                       std::clamp(centre.y, box.low.y, box.high.y), centre.z};
    if (length(nearest - centre) <= kWatchedM && box.high.z >= centre.z + kAboveGroundM &&
        box.low.z <= lens.z)
      between.push_back(part);
  }
  return between;
}

}  // namespace

std::vector<std::pair<int, int>> stretches(const WatchedArea& area, int bearing, Ground kind) {
  const auto& row = area.cells[static_cast<size_t>(bearing)];
  std::vector<std::pair<int, int>> found;
  for (int ring = 0; ring < kRings; ++ring) {
    if (row[static_cast<size_t>(ring)] != kind) continue;
    if (found.empty() || found.back().second != ring) found.emplace_back(ring, ring);
    ++found.back().second;
  }
  return found;
}

Vec3 cellAt(Vec3 centre, int bearing, int ring) {
  const double angle = (bearing + 0.5) * 2 * std::numbers::pi / kBearings;
  const double r = (ring + 0.5) * kRingM;
  return centre + Vec3{r * std::cos(angle), r * std::sin(angle), kAboveGroundM};
}

double cellM2(int ring) { return std::numbers::pi * (2 * ring + 1) * kRingM * kRingM / kBearings; }

WatchedArea watchedArea(const LensFields& fields, hal::LensId lens, Vec3 centre,
                        std::span<const Part> parts) {
  WatchedArea area;
  area.centre = centre;
  const Vec3 from = fields.positionOf(lens);
  const std::vector<Part> between = partsBetween(from, centre, parts);
  const auto judge = [&](int bearing, int ring) {
    const Vec3 way = cellAt(centre, bearing, ring) - from;
    const auto b = static_cast<size_t>(bearing), r = static_cast<size_t>(ring);
    area.reach[b][r] = fields.canTurnTo(lens, way);
    if (!fields.seesFromHome(lens, way)) return;
    area.areaM2 += cellM2(ring);
    const auto met = firstHit(from, unit(way), between, length(way));
    area.cells[b][r] = met ? Ground::kHidden : Ground::kSeen;
    if (!met) return;
    area.hiddenM2 += cellM2(ring);
    area.hiddenBy[met->part->objectId] += cellM2(ring);
    if (area.nearestM == 0 || met->distance < area.nearestM) area.nearestM = met->distance;
  };
  for (int bearing = 0; bearing < kBearings; ++bearing)
    for (int ring = 0; ring < kRings; ++ring) judge(bearing, ring);
  return area;
}

}  // namespace tw::sim
