#include "ui/viewport/orbit_camera.h"

#include <algorithm>
#include <cmath>

namespace tw::ui {
namespace {

constexpr double kDegPerPx = 0.5, kSteepestDeg = 89;
constexpr double kStep = 0.85;  // of the distance, a step of the wheel
constexpr double kMargin = 1.1;

double focalPx(hal::ImageSize size) {
  return size.height / 2.0 / std::tan(degrees(OrbitCamera::kViewDeg / 2).value);
}

}  // namespace

void OrbitCamera::look(sim::Vec3 target, double headingDeg, double pitchDeg, double distanceM) {
  target_ = target;
  heading_ = headingDeg;
  pitch_ = std::clamp(pitchDeg, -kSteepestDeg, kSteepestDeg);
  distance_ = std::clamp(distanceM, kNearestM, kFarthestM);
}

void OrbitCamera::takeOver(const sim::Pose& eye, double distanceM) {
  const sim::Vec3 along = eye.turn * sim::Vec3{0, 0, 1};
  const double heading = toDegrees({std::atan2(along.y, along.x)});
  const double pitch = toDegrees({std::asin(std::clamp(along.z, -1.0, 1.0))});
  look(eye.position + along * distanceM, heading, pitch, distanceM);
}

void OrbitCamera::orbit(double dx, double dy) {
  heading_ = std::remainder(heading_ - dx * kDegPerPx, 360);
  pitch_ = std::clamp(pitch_ - dy * kDegPerPx, -kSteepestDeg, kSteepestDeg);
}

void OrbitCamera::pan(double dx, double dy, hal::ImageSize size) {
  const double metresPerPx = distance_ / focalPx(size);
  target_ = target_ - turn() * sim::Vec3{dx * metresPerPx, dy * metresPerPx, 0};
}

void OrbitCamera::zoom(double steps, double x, double y, hal::ImageSize size) {
  const double before = distance_;
  distance_ = std::clamp(distance_ * std::pow(kStep, steps), kNearestM, kFarthestM);
  const double metresPerPx = before / focalPx(size);
  const sim::Vec3 off = turn() * sim::Vec3{(x - size.width / 2.0) * metresPerPx,
                                           (y - size.height / 2.0) * metresPerPx, 0};
  target_ = target_ + off * (1 - distance_ / before);
}

void OrbitCamera::frame(const sim::Box& box, hal::ImageSize size) {
  const double radius = std::max(0.1, sim::length(box.high - box.low) / 2);
  const double half = std::min(size.width, size.height) / 2.0;
  const double narrowest = std::atan(half / focalPx(size));
  look((box.low + box.high) * 0.5, heading_, pitch_, kMargin * radius / std::sin(narrowest));
}

sim::Turn OrbitCamera::turn() const {
  return sim::headingAndPitch(degrees(heading_), degrees(pitch_)) * sim::kLensToBody;
}

sim::View OrbitCamera::view(hal::ImageSize size) const {
  const sim::Turn lens = turn();
  return {{target_ - lens * sim::Vec3{0, 0, distance_}, lens}, focalPx(size), size};
}

sim::View viewThrough(const sim::LensModel& lens, const sim::Pose& pose, hal::ImageSize size) {
  const double width = lens.reference.width, height = lens.reference.height;
  const sim::Vec3 right = directionOf(lens, lens.reference, {width, height / 2});
  const sim::Vec3 below = directionOf(lens, lens.reference, {width / 2, height});
  const double across = size.width / 2.0 * right.z / right.x;
  const double down = size.height / 2.0 * below.z / below.y;
  return {pose, std::min(across, down) / kMargin, size};
}

}  // namespace tw::ui
