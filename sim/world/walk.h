// Where somebody is along a path, as a closed form of time.
//
// It keeps its speed from stop to stop (a car speeds up and brakes), waits where the path says so
// and turns round corners; a walker's step grows from and fades to nothing at each stop. Leaves out
// the body's own inertia.
#pragma once

#include <optional>
#include <vector>

#include "firmware_core/base/time.h"
#include "sim/world/geometry.h"

namespace tw::sim {

struct Walk {
  struct Point {
    double x = 0, y = 0;  // metres
    double waitS = 0;     // stands here that long before it goes on, >= 0
  };
  std::vector<Point> path;          // at least two, consecutive ones apart
  double levelM = 0;                // height of the ground it goes on
  double speedMS = 1.3;             // > 0
  double accelerationMS2 = 0;       // from and to each stop; 0: at once
  bool repeats = false;             // turns at the end and walks back, again and again
  std::optional<Instant> startsAt;  // else it waits for a command
};

// All that a walking body's shape depends on.
struct Gait {
  Vec3 position{};    // on the ground
  Radians heading{};  // where it walks
  double cycle = 0;   // of two steps, 0..1; at 0 the left heel meets the ground
  double stride = 0;  // share of its full step: 0 stands, 1 walks
  double wayM = 0;    // gone since the path's beginning, for wheels
  bool operator==(const Gait&) const = default;
};

// A path for what cannot turn on the spot: its corners as arcs of this radius, smaller where there
// is no room. Waypoints with a wait stay.
std::vector<Walk::Point> rounded(const std::vector<Walk::Point>& path, double radiusM);

class PathWalk {
 public:
  // `strideM`: way of two full steps, > 0.
  PathWalk(const Walk& walk, double strideM);

  Gait before() const;                // stands at the first waypoint
  Gait after(Duration walked) const;  // since it set out; >= 0
  // It set out, walked for `walked` and then stopped `since` ago: the legs come together.
  Gait stopped(Duration walked, Duration since) const;
  bool arrived(Duration walked) const;  // and stands, for good

  double lengthM() const { return marks_.back(); }
  double strideM() const { return strideM_; }

 private:
  // From one stop to the next, and the wait there.
  struct Run {
    double fromM, toM;
    double beginS, moveS, waitS;
  };
  struct Spot {
    double along;
    double waited;    // seconds at the stop it stands at; 0 while it moves
    double waitsFor;  // seconds in all there
    size_t waypoint;  // of that stop
  };

  void addRun(size_t from, size_t to);
  Spot spotAfter(double seconds) const;
  double wayOf(const Run& run, double seconds) const;
  Gait at(const Spot& spot, bool back) const;
  double strideAt(double along) const;
  Radians headingOf(size_t leg) const;
  Radians headingAt(double along) const;
  Radians headingWaiting(const Spot& spot) const;
  double totalS() const { return runs_.back().beginS + runs_.back().moveS + runs_.back().waitS; }

  std::vector<Walk::Point> points_;
  std::vector<double> marks_;  // metres along the path at each waypoint
  std::vector<Run> runs_;
  double levelM_, speedMS_, accelerationMS2_;
  bool repeats_;
  double strideM_;
};

}  // namespace tw::sim
