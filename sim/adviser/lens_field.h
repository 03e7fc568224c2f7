// What each lens of a mounted camera sees from its home position, and what its axes could turn it
// to.
#pragma once

#include "firmware_core/hal/lens_id.h"
#include "sim/twin/camera_model.h"

namespace tw::sim {

// A camera's body somewhere, and where its lenses look.
class LensFields {
 public:
  LensFields(const CameraModel& model, const Pose& body);

  // In the world; it stays there, however its axes turn.
  Vec3 positionOf(hal::LensId lens) const { return home_[hal::index(lens)].position; }
  // The lens frame in the world: z along the optical axis.
  const Pose& homeOf(hal::LensId lens) const { return home_[hal::index(lens)]; }

  // Whether something in this direction, of this radius as seen from the lens, is in its picture.
  bool seesFromHome(hal::LensId lens, Vec3 direction, Radians radius = {}) const;
  // The same with the axes where they bring it nearest to the picture's middle.
  bool canTurnTo(hal::LensId lens, Vec3 direction, Radians radius = {}) const;

 private:
  const LensModel& modelOf(hal::LensId lens) const;
  Pose turnedTo(hal::LensId lens, Vec3 direction) const;

  const CameraModel& model_;  // borrowed; outlives this
  Pose body_;
  hal::PerLens<Pose> home_;
};

}  // namespace tw::sim
