#include "sim/world/quadruped.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "sim/world/figure.h"
#include "sim/world/solid.h"

namespace tw::sim {

namespace {

using std::numbers::pi;

Box boxOf(const std::vector<const Model::Piece*>& pieces) {
  Box box{pieces.front()->mesh->low, pieces.front()->mesh->high};
  for (const Model::Piece* piece : pieces)
    box = {lowest(box.low, piece->mesh->low), highest(box.high, piece->mesh->high)};
  return box;
}

Vec3 topOf(const Box& b) { return {(b.low.x + b.high.x) / 2, (b.low.y + b.high.y) / 2, b.high.z}; }
Vec3 footOf(const Box& b) { return {(b.low.x + b.high.x) / 2, (b.low.y + b.high.y) / 2, b.low.z}; }

// Where a paw is, relative to where it stands: half of the cycle on the ground, half in the air.
struct Step {
  double x, z;
};
Step stepAt(double cycle, double strideM, double liftM) {
  cycle -= std::floor(cycle);
  const double reach = strideM / 4;
  if (cycle < 0.5) return {reach - 4 * reach * cycle, 0};
  const double u = (cycle - 0.5) * 2;
  return {-reach * std::cos(pi * u), liftM * std::sin(pi * u) * std::sin(pi * u)};
}

double angleOf(Vec3 way) { return std::atan2(way.x, -way.z); }  // from straight down, ahead

}  // namespace

Quadruped::Quadruped(uint16_t objectId, Repaint colours, std::shared_ptr<const Model> model)
    : objectId_(objectId),
      colours_(std::move(colours)),
      model_(std::move(model)),
      body_(limb("body")),
      head_(limb("head")),
      tail_(limb("tail")),
      // A walk sets down hind left, front left, hind right, front right.
      legs_{legOf("front_left", 0.75), legOf("front_right", 0.25), legOf("hind_left", 0),
            legOf("hind_right", 0.5)} {
  const Box head = boxOf(head_), tail = boxOf(tail_);
  neck_ = {head.low.x, 0, (head.low.z + head.high.z) / 2};
  rump_ = {tail.high.x, 0, tail.high.z};
}

std::vector<const Model::Piece*> Quadruped::limb(const std::string& group) const {
  auto pieces = model_->group(group);
  if (pieces.empty())
    throw InputError("the model '" + model_->name + "' of an animal has no group '" + group + "'");
  return pieces;
}

Quadruped::Leg Quadruped::legOf(const std::string& name, double phase) const {
  Leg leg{limb("leg_" + name + "_upper"), limb("leg_" + name + "_lower"), {}, {}, {}, phase,
          name.starts_with("front")};
  const Box lower = boxOf(leg.lower);
  leg.hip = topOf(boxOf(leg.upper));
  leg.knee = topOf(lower);
  leg.paw = footOf(lower);
  return leg;
}

double Quadruped::strideM(double speedMS) const {
  // Legs as pendulums: the step grows with the root of the speed (Alexander and Jayes 1983).
  const double hip = legs_[0].hip.z;
  return 2.4 * hip * std::sqrt(speedMS / std::sqrt(9.81 * hip));
}

// How far the body sinks in its walk, so that legs reach as far ahead and behind as they must.
double Quadruped::sinkingM(const Gait& gait, double strideM) const {
  const double reach = strideM * gait.stride / 4;
  double sinking = 0;
  for (const Leg& leg : legs_) {
    const double longest = 0.995 * (length(leg.knee - leg.hip) + length(leg.paw - leg.knee));
    const double aside = std::abs(leg.paw.x - leg.hip.x) + reach;
    const double highest = std::sqrt(std::max(0.0, longest * longest - aside * aside));
    sinking = std::max(sinking, leg.hip.z - leg.paw.z - highest);
  }
  return sinking * gait.stride;
}

void Quadruped::addTurned(const std::vector<const Model::Piece*>& pieces, const Pose& root,
                          Vec3 joint, Vec3 moved, Turn turn, std::vector<Part>& parts) const {
  const Pose pose = root * Pose{moved - turn * joint, turn};
  for (const Model::Piece* piece : pieces)
    parts.push_back(partOf(*piece, objectId_, pose, {1, 1, 1}, colours_));
}

void Quadruped::addLeg(const Leg& leg, const Gait& gait, double strideM, const Pose& root,
                       std::vector<Part>& parts) const {
  const Step step =
      stepAt(gait.cycle + leg.phase, strideM * gait.stride, 0.22 * leg.hip.z * gait.stride);
  const Vec3 hip = leg.hip - Vec3{0, 0, sinkingM(gait, strideM)};
  Vec3 paw = leg.paw + Vec3{step.x, 0, step.z};
  paw.y = hip.y;
  const double upper = length(leg.knee - leg.hip), lower = length(leg.paw - leg.knee);
  // Elbows bend backwards, knees forwards.
  const Vec3 knee = middleJoint(hip, paw, upper, lower, !leg.front);
  const auto turn = [](Vec3 rest, Vec3 now) {
    return about({0, 1, 0}, {angleOf(rest) - angleOf(now)});
  };
  addTurned(leg.upper, root, leg.hip, hip, turn(leg.knee - leg.hip, knee - hip), parts);
  addTurned(leg.lower, root, leg.knee, knee, turn(leg.paw - leg.knee, paw - knee), parts);
}

void Quadruped::append(const Gait& gait, double strideM, std::vector<Part>& parts) const {
  const Pose root{gait.position, about({0, 0, 1}, gait.heading)};
  for (const Leg& leg : legs_) addLeg(leg, gait, strideM, root, parts);
  const Vec3 sunk{0, 0, -sinkingM(gait, strideM)};
  const double wave = std::sin(4 * pi * gait.cycle) * gait.stride;
  addTurned(body_, root, {}, sunk + Vec3{0, 0, 0.006 * wave}, {}, parts);
  addTurned(head_, root, neck_, neck_ + sunk, about({0, 1, 0}, degrees(4 * wave)), parts);
  const double wag = degrees(9).value * gait.stride * std::sin(2 * pi * gait.cycle);
  addTurned(tail_, root, rump_, rump_ + sunk, about({0, 0, 1}, {wag}), parts);
}

}  // namespace tw::sim
