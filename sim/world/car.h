// A car that drives: body, four wheels that turn, headlights.
//
// The mesh stands at the origin and faces +x. Groups wheel_<front|rear>_<left|right> turn about the
// middles of their boxes, headlight_<left|right> are where the lamps are; all else is body. Leaves
// out steering wheels, springs, indicators and brake lights.
#pragma once

#include <array>
#include <memory>

#include "sim/world/model_library.h"
#include "sim/world/puppet.h"

namespace tw::sim {

class Car final : public Puppet {
 public:
  // Throws InputError when the model lacks a wheel or a headlight.
  Car(uint16_t objectId, Repaint colours, bool headlights, std::shared_ptr<const Model> model);
  double strideM(double) const override { return 1; }  // no legs
  void append(const Gait& gait, double strideM, std::vector<Part>& parts) const override;
  void appendLamps(const Gait& gait, std::vector<Lamp>& lamps) const override;

 private:
  struct Wheel {
    std::vector<const Model::Piece*> pieces;
    Vec3 centre;
    double radius;
  };
  std::vector<const Model::Piece*> group(const std::string& name) const;

  uint16_t objectId_;
  Repaint colours_;
  bool headlights_;
  std::shared_ptr<const Model> model_;
  std::vector<const Model::Piece*> body_;
  std::vector<Wheel> wheels_;
  std::vector<Vec3> lampsAt_;
};

}  // namespace tw::sim
