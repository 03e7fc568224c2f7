// Where those who move have been, and where the firmware saw something: what successive snapshots
// and its log say. Bounded: of each who moves kMostPoints, and kMostSightings; the older go.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "sim/core/event_log.h"
#include "sim/twin/snapshot.h"

namespace tw::ui {

struct TrackPoint {
  Instant at{};
  sim::Vec3 place{};    // on the ground
  bool begins = false;  // not joined to the one before
};

struct Sighting3 {
  Instant at{};  // when the picture was taken
  std::string kind{};
  double score = 0;
  sim::Vec3 from{}, towards{};  // the lens; a unit vector through the middle of the box
};

class Tracks {
 public:
  static constexpr size_t kMostPoints = 600, kMostSightings = 300, kMostPoses = 200;
  static constexpr double kApartM = 0.25;  // of two points
  static constexpr double kGapM = 6;       // that nobody is followed across

  void clear();
  void see(const sim::Snapshot& snapshot);   // one that is older than the last does not count
  void take(const sim::LoggedEvent& event);  // after the snapshots up to it

  const std::map<std::string, std::deque<TrackPoint>>& ways() const { return ways_; }
  const std::deque<Sighting3>& sightings() const { return sightings_; }

 private:
  struct LensPoses {
    Instant at{};
    std::string camera{};
    hal::PerLens<sim::Pose> poses{};
    hal::PerLens<sim::LensModel> lenses{};
  };
  void follow(const sim::ActorLook& actor, Instant at);
  bool knows(const std::string& camera, Instant at) const;
  const LensPoses* nearest(const std::string& camera, Instant at) const;

  Instant last_{};
  std::map<std::string, std::deque<TrackPoint>> ways_;
  std::set<std::string> there_;  // in the last snapshot
  std::deque<LensPoses> poses_;
  std::deque<Sighting3> sightings_;
};

}  // namespace tw::ui
