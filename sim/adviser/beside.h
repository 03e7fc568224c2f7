// What is near a camera: beside it, and above.
#pragma once

#include <optional>

#include "sim/adviser/survey.h"

namespace tw::sim {

inline constexpr double kBesideM = 5;      // how far beside is looked
inline constexpr double kOverhangM = 0.5;  // how far before the camera an eave may hang
inline constexpr double kAboveM = 1;       // what hangs higher is no eave of this camera's

struct NearThing {
  double distanceM = 0;
  double leftDeg = 0;  // from straight ahead; negative: to the right
  uint16_t objectId = 0;
};

// The nearest surface that level rays from the spotlight meet to the left or to the right, in the
// half-circle before the camera. The wall that it hangs on, behind it, does not count.
std::optional<NearThing> nearestBeside(const Survey& survey, bool left);

// The top of a camera's body that hangs so, in the world.
double topOf(const CameraModel& model, const Pose& body);

// The lowest thing above the camera's top, over it or up to half a metre before it.
std::optional<NearThing> lowestAbove(const Survey& survey);

}  // namespace tw::sim
