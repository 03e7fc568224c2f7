// A cat or dog, walking: body, head, tail and four legs of two parts.
//
// The mesh stands at the origin and faces +x; its groups are body, head, tail and
// leg_<front|hind>_<left|right>_<upper|lower>. Joints are where a part of a leg begins: in the
// middle of the top of its box. Feet on the ground stay where they are. Leaves out the back's
// bending, ears that move, and any gait but the walk.
#pragma once

#include <array>
#include <memory>

#include "sim/world/model_library.h"
#include "sim/world/puppet.h"

namespace tw::sim {

class Quadruped final : public Puppet {
 public:
  // Throws InputError when the model lacks a limb.
  Quadruped(uint16_t objectId, Repaint colours, std::shared_ptr<const Model> model);
  double strideM(double speedMS) const override;
  // Legs first: front left, front right, hind left, hind right, each upper, lower.
  void append(const Gait& gait, double strideM, std::vector<Part>& parts) const override;

 private:
  struct Leg {
    std::vector<const Model::Piece*> upper, lower;
    Vec3 hip, knee, paw;  // as the mesh stands
    double phase;         // of the cycle; at phase + cycle = 0 the paw meets the ground
    bool front;
  };
  std::vector<const Model::Piece*> limb(const std::string& group) const;
  Leg legOf(const std::string& name, double phase) const;
  double sinkingM(const Gait& gait, double strideM) const;
  void addLeg(const Leg& leg, const Gait& gait, double strideM, const Pose& root,
              std::vector<Part>& parts) const;
  void addTurned(const std::vector<const Model::Piece*>& pieces, const Pose& root, Vec3 joint,
                 Vec3 moved, Turn turn, std::vector<Part>& parts) const;

  uint16_t objectId_;
  Repaint colours_;
  std::shared_ptr<const Model> model_;
  std::vector<const Model::Piece*> body_, head_, tail_;
  Vec3 neck_{}, rump_{};
  std::array<Leg, 4> legs_;
};

}  // namespace tw::sim
