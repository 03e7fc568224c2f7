#include "sim/adviser/lens_field.h"

#include <algorithm>
#include <cmath>

namespace tw::sim {
namespace {

bool inPicture(const LensModel& lens, const Pose& pose, Vec3 direction, Radians radius) {
  const auto at = pixelOf(lens, lens.reference, inverse(pose.turn) * direction);
  if (!at) return false;
  const double margin = radius.value * lens.focalPx;
  return at->x >= -margin && at->x <= lens.reference.width + margin && at->y >= -margin &&
         at->y <= lens.reference.height + margin;
}

double nearestOn(const AxisModel& axis, double deg) {
  return std::clamp(deg, axis.minDeg, axis.maxDeg);
}

}  // namespace

LensFields::LensFields(const CameraModel& model, const Pose& body)
    : model_(model),
      body_(body),
      home_{widePose(model, body, degrees(model.widePan.homeDeg)),
            ptzPose(model, body, degrees(model.ptzPan.homeDeg), degrees(model.ptzTilt.homeDeg))} {}

const LensModel& LensFields::modelOf(hal::LensId lens) const {
  return lens == hal::LensId::kWide ? model_.wideLens : model_.ptzLens;
}

Pose LensFields::turnedTo(hal::LensId lens, Vec3 direction) const {
  const Vec3 d = inverse(body_.turn) * direction;
  const double pan = toDegrees(Radians{std::atan2(d.y, d.x)});
  if (lens == hal::LensId::kWide)
    return widePose(model_, body_, degrees(nearestOn(model_.widePan, pan)));
  const double tilt = toDegrees(Radians{std::atan2(d.z, std::hypot(d.x, d.y))});
  return ptzPose(model_, body_, degrees(nearestOn(model_.ptzPan, pan)),
                 degrees(nearestOn(model_.ptzTilt, tilt)));
}

bool LensFields::seesFromHome(hal::LensId lens, Vec3 direction, Radians radius) const {
  return inPicture(modelOf(lens), homeOf(lens), direction, radius);
}

bool LensFields::canTurnTo(hal::LensId lens, Vec3 direction, Radians radius) const {
  return inPicture(modelOf(lens), turnedTo(lens, direction), direction, radius);
}

}  // namespace tw::sim
