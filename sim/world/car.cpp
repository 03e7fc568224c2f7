#include "sim/world/car.h"

namespace tw::sim {

namespace {

// Dipped beams give some 10,000 cd below the horizon and far less above (UN Regulation 112); a
// round beam of the same light on the road ahead stands for both.
constexpr double kHeadlightCd = 5000, kHeadlightHalfAngleDeg = 14, kHeadlightPitchDeg = -3;
constexpr Colour kHeadlightColour{1.05, 1.0, 0.86};  // LED, 4500 K; luminance 1
constexpr double kBehindGlassM = 0.09;

Vec3 middleOf(const Mesh& mesh) { return (mesh.low + mesh.high) * 0.5; }

Pose rootOf(const Gait& gait) { return {gait.position, about({0, 0, 1}, gait.heading)}; }

}  // namespace

Car::Car(uint16_t objectId, Repaint colours, bool headlights, std::shared_ptr<const Model> model)
    : objectId_(objectId),
      colours_(std::move(colours)),
      headlights_(headlights),
      model_(std::move(model)) {
  for (const char* place : {"front_left", "front_right", "rear_left", "rear_right"}) {
    const auto pieces = group(std::string("wheel_") + place);
    const Mesh& tyre = *pieces.front()->mesh;
    wheels_.push_back({pieces, middleOf(tyre), (tyre.high.z - tyre.low.z) / 2});
  }
  for (const char* side : {"left", "right"})
    lampsAt_.push_back(middleOf(*group(std::string("headlight_") + side).front()->mesh));
  for (const Model::Piece& piece : model_->pieces)
    if (!piece.group.starts_with("wheel_")) body_.push_back(&piece);
}

std::vector<const Model::Piece*> Car::group(const std::string& name) const {
  auto pieces = model_->group(name);
  if (pieces.empty())
    throw InputError("the model '" + model_->name + "' of a car has no group '" + name + "'");
  return pieces;
}

void Car::append(const Gait& gait, double, std::vector<Part>& parts) const {
  const Pose root = rootOf(gait);
  for (const Model::Piece* piece : body_)
    parts.push_back(partOf(*piece, objectId_, root, {1, 1, 1}, colours_));
  for (const Wheel& wheel : wheels_) {
    const Turn turn = about({0, 1, 0}, {gait.wayM / wheel.radius});
    const Pose pose = root * Pose{wheel.centre - turn * wheel.centre, turn};
    for (const Model::Piece* piece : wheel.pieces)
      parts.push_back(partOf(*piece, objectId_, pose, {1, 1, 1}, colours_));
  }
}

void Car::appendLamps(const Gait& gait, std::vector<Lamp>& lamps) const {
  if (!headlights_) return;
  const Pose root = rootOf(gait);
  for (const Vec3 at : lampsAt_)
    lamps.push_back({root * Pose{at - Vec3{kBehindGlassM, 0, 0},
                                 headingAndPitch({0}, degrees(kHeadlightPitchDeg))},
                     kHeadlightColour, kHeadlightCd, 0, kHeadlightHalfAngleDeg});
}

}  // namespace tw::sim
