// A person of simple parts, walking: head, trunk, two-part arms and legs, feet.
//
// The legs follow from where the feet must be: a foot on the ground stays where it is while the
// body passes over it. Leaves out pelvis turn, fingers, faces and cloth.
#pragma once

#include <vector>

#include "sim/world/scene_file.h"
#include "sim/world/walk.h"

namespace tw::sim {

// Appends the figure's parts; always the same number of them, in the same order. `strideM`: way of
// two full steps.
void appendFigure(const Figure& figure, const Gait& gait, double strideM, std::vector<Part>& parts);

// Ankle of one leg in the body's frame: x ahead, z up, metres. For tests of foot sliding.
struct Ankle {
  double x, z;
  double footPitch;  // radians, toes up positive
};
Ankle ankleAt(double cycle, double strideM, double heightM);

}  // namespace tw::sim
