// A person of jointed limbs, walking: head, trunk, two-part arms and legs, hands, feet.
//
// The legs follow from where the feet must be: a foot on the ground stays where it is while the
// body passes over it. The limbs are groups of a mesh of a person 1 m high, each with its joint at
// the origin and hanging down (-z), facing +x: pelvis, trunk, head, upper_arm, forearm, hand,
// thigh, shank, foot. Leaves out fingers, faces and cloth that moves.
#pragma once

#include <array>
#include <memory>
#include <string>

#include "sim/world/model_library.h"
#include "sim/world/puppet.h"

namespace tw::sim {

enum class Build { kSlim, kAverage, kHeavy };
inline const std::array<std::string, 3> kBuilds{"slim", "average", "heavy"};

struct Figure {
  uint16_t objectId = 0;
  double heightM = 1.75;
  Build build = Build::kAverage;
  Repaint colours{};  // of skin, hair, jacket, trousers, shoes
};

class Person final : public Puppet {
 public:
  // Throws InputError when the model lacks a limb.
  Person(const Figure& figure, std::shared_ptr<const Model> model);
  double strideM(double speedMS) const override;
  // Legs first, left before right, each thigh, shank, foot.
  void append(const Gait& gait, double strideM, std::vector<Part>& parts) const override;
  std::optional<EyePose> eyes(const Gait& gait) const override;

 private:
  Figure figure_;
  std::shared_ptr<const Model> model_;
};

// Ankle of one leg in the body's frame: x ahead, z up, metres. For tests of foot sliding.
struct Ankle {
  double x, z;
  double footPitch;  // radians, toes up positive
};
Ankle ankleAt(double cycle, double strideM, double heightM);

// Where the middle joint of a limb of two parts is, bent towards +x (`forwards`) or -x; an end out
// of reach is pulled in. All in a body's frame.
Vec3 middleJoint(Vec3 joint, Vec3& end, double upper, double lower, bool forwards);
// The turn that makes what hangs down (-z) point along a unit direction.
Turn hangingTo(Vec3 direction);

}  // namespace tw::sim
