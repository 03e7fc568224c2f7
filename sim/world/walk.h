// Where a walker is along a path, as a closed form of time.
//
// The walker keeps its speed to the last waypoint and turns round corners; its step grows from and
// fades to nothing at the ends. Leaves out acceleration of the body itself.
#pragma once

#include <vector>

#include "firmware_core/base/time.h"
#include "sim/world/geometry.h"
#include "sim/world/scene_file.h"

namespace tw::sim {

// All that a walking body's shape depends on.
struct Gait {
  Vec3 position{};    // on the ground
  Radians heading{};  // where it walks
  double cycle = 0;   // of two steps, 0..1; at 0 the left heel meets the ground
  double stride = 0;  // share of its full step: 0 stands, 1 walks
  bool operator==(const Gait&) const = default;
};

class PathWalk {
 public:
  PathWalk(const Walk& walk, double heightM);

  Gait before() const;                // stands at the first waypoint
  Gait after(Duration walked) const;  // since it set out; >= 0
  // It set out, walked for `walked` and then stopped `since` ago: the legs come together.
  Gait stopped(Duration walked, Duration since) const;
  bool arrived(Duration walked) const;  // and stands, for good

  double lengthM() const { return marks_.back(); }
  double strideM() const { return strideM_; }  // of two steps

 private:
  Gait at(double along, bool back) const;
  Radians headingOf(size_t leg) const;
  Radians headingAt(double along) const;

  std::vector<Walk::Point> points_;
  std::vector<double> marks_;  // metres along the path at each waypoint
  double speedMS_;
  bool repeats_;
  double strideM_;
};

}  // namespace tw::sim
