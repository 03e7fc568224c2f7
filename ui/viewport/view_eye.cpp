#include "ui/viewport/view_eye.h"

#include <cmath>

#include "ui/viewport/scene_geometry.h"

namespace tw::ui {
namespace {

using sim::Vec3;

constexpr double kLensTargetM = 8;  // ahead of a lens that one leaves

sim::Box everything(const sim::Snapshot& look) {
  const Vec3 about = look.cameras[0].body.position;
  sim::Box all{about, about};
  for (const sim::CameraLook& camera : look.cameras)
    all = sim::around(all, {camera.body.position, camera.body.position});
  for (const sim::ActorLook& actor : look.actors) all = sim::around(all, actor.box);
  for (const sim::Part& part : look.scene->place->parts) {
    const sim::Box box = sim::looseBox(part);
    if (isThing(box) && length(box.low - about) < kThingM) all = sim::around(all, box);
  }
  return all;
}

}  // namespace

void ViewEye::forget() {
  through_.reset();
  placed_ = false;
}

sim::View ViewEye::view(const sim::Snapshot* look, hal::ImageSize size) const {
  if (!through_ || !look || through_->camera >= look->cameras.size()) return orbit_.view(size);
  const sim::CameraLook& camera = look->cameras[through_->camera];
  const size_t lens = hal::index(through_->lens);
  return viewThrough(camera.lenses[lens], camera.lensPoses[lens], size);
}

// From the right of the first camera's look and a little ahead: with it the place before it.
void ViewEye::reset(const sim::Snapshot& look) {
  through_.reset();
  const sim::Pose& body = look.cameras[0].body;
  const Vec3 ahead = body.turn * Vec3{1, 0, 0};
  const double heading = toDegrees({std::atan2(ahead.y, ahead.x)});
  orbit_.look({body.position.x + ahead.x * 4, body.position.y + ahead.y * 4, 1}, heading + 115, -26,
              17);
  placed_ = true;
}

void ViewEye::frameAll(const sim::Snapshot& look, hal::ImageSize size) {
  byHand(&look, size).frame(everything(look), size);
}

void ViewEye::lookThrough(const sim::Snapshot& look, hal::LensId lens) {
  const bool again = through_ && through_->lens == lens;
  through_ = {again ? (through_->camera + 1) % look.cameras.size() : 0, lens};
}

OrbitCamera& ViewEye::byHand(const sim::Snapshot* look, hal::ImageSize size) {
  if (through_) orbit_.takeOver(view(look, size).pose, kLensTargetM);
  through_.reset();
  return orbit_;
}

}  // namespace tw::ui
