// The eye of the 3D view: it goes round a point, and pans and zooms like a hand that turns a model.
// It may go below the ground and into walls.
#pragma once

#include "sim/optics/lens.h"
#include "sim/render/renderer.h"
#include "sim/world/solid.h"

namespace tw::ui {

class OrbitCamera {
 public:
  static constexpr double kNearestM = 0.3, kFarthestM = 400;
  static constexpr double kViewDeg = 50;  // across the height

  // Heading and pitch are those of the look: heading 0 = east, 90 = north; pitch positive up.
  void look(sim::Vec3 target, double headingDeg, double pitchDeg, double distanceM);
  // Looks on from there, the point that it goes round so far ahead.
  void takeOver(const sim::Pose& eye, double distanceM);

  void orbit(double dx, double dy);  // pixels of the mouse: half a degree each
  // The scene follows the mouse, as far away as the target is.
  void pan(double dx, double dy, hal::ImageSize size);
  // Nearer by 15 % a step; what is under the mouse stays there.
  void zoom(double steps, double x, double y, hal::ImageSize size);
  void centreOn(sim::Vec3 target) { target_ = target; }
  void frame(const sim::Box& box, hal::ImageSize size);  // all of it is seen

  sim::View view(hal::ImageSize size) const;
  sim::Vec3 target() const { return target_; }
  double distanceM() const { return distance_; }

 private:
  sim::Turn turn() const;

  sim::Vec3 target_{};
  double heading_ = 90, pitch_ = -30, distance_ = 15;
};

// What a lens sees, and a little more, as a pinhole shows it.
sim::View viewThrough(const sim::LensModel& lens, const sim::Pose& pose, hal::ImageSize size);

}  // namespace tw::ui
