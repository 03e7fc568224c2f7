// What an actor is made of: parts posed by its gait. One implementation a kind of actor.
#pragma once

#include <optional>
#include <vector>

#include "sim/world/eyes.h"
#include "sim/world/scene_state.h"
#include "sim/world/walk.h"

namespace tw::sim {

class Puppet {
 public:
  virtual ~Puppet() = default;
  // The way of two full steps (of one turn of the legs) at this speed, > 0.
  virtual double strideM(double speedMS) const = 0;
  // Appends its parts; always the same number of them, in the same order.
  virtual void append(const Gait& gait, double strideM, std::vector<Part>& parts) const = 0;
  // A person's; nothing of others.
  virtual std::optional<EyePose> eyes(const Gait&) const { return std::nullopt; }
  // The lamps that it carries and that are on in the dark.
  virtual void appendLamps(const Gait&, std::vector<Lamp>&) const {}
};

}  // namespace tw::sim
