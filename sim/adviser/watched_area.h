// The ground that a lens watches from its home position, and what stands in the way: rays to the
// cells of a round grid about the camera. The ground is taken as level.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "sim/adviser/lens_field.h"

namespace tw::sim {

inline constexpr int kBearings = 180;   // cells around, of 2 degrees
inline constexpr int kRings = 60;       // and outwards
inline constexpr double kRingM = 0.25;  // each this deep
inline constexpr double kWatchedM = kRings * kRingM;
inline constexpr double kAboveGroundM = 0.1;  // where the rays end: kerbs and grass hide nothing

enum class Ground : uint8_t { kOutside, kSeen, kHidden };

struct WatchedArea {
  Vec3 centre{};  // on the ground below the camera
  std::array<std::array<Ground, kRings>, kBearings> cells{};
  std::array<std::array<bool, kRings>, kBearings> reach{};  // what the axes could turn to
  double areaM2 = 0;                                        // in the picture, within kWatchedM
  double hiddenM2 = 0;                                      // of it
  std::map<uint16_t, double> hiddenBy = {};                 // object id, m2
  double nearestM = 0;                                      // what hides something; 0: nothing does
};

// Stretches of cells of one kind, ring by ring outwards: from and to, in rings.
std::vector<std::pair<int, int>> stretches(const WatchedArea& area, int bearing, Ground kind);

// The middle of a cell, kAboveGroundM above the ground. Bearings count from east to north.
Vec3 cellAt(Vec3 centre, int bearing, int ring);
double cellM2(int ring);

WatchedArea watchedArea(const LensFields& fields, hal::LensId lens, Vec3 centre,
                        std::span<const Part> parts);

}  // namespace tw::sim
