// Judges one camera's detection by the ground truth: who was there, who was found, what was not
// there at all. It reads the firmware's log and the world; nothing flows back.
//
// A visit: a person in the wide lens's picture who is within kReachM of the camera for kLongEnough
// in all; it ends when the person is gone or further away than kAwayM. It counts as found when
// any sighting of it, by either lens, lies on that person. A sighting lies on a person when
// its middle is in the person's box, enlarged by half on each side; one that lies on nobody is
// false. Of several it is the nearest one's. Left out: whether something hides the person, and
// whether the camera looked at all.
//
// Signals, under `detection.`, of drawn runs only (0 in others): near (a person is in the wide
// lens's picture and within kReachM), visits, found, false_sightings,
// wide_lead_s, ptz_lead_s (how long before the first sighting for kQuiet that lens's clip began).
// Events of `<camera>/detection`: visit {person, came_s}, found {person, came_s, lens, after_s,
// distance_m} (came_s: in the picture and within kAwayM since; after_s: after that, not below 0),
// false_sighting {lens, at_s, box}. Who is found and never comes near is no visit.
#pragma once

#include <deque>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "sim/devices/device.h"
#include "sim/devices/one_shot.h"
#include "sim/optics/picture_source.h"
#include "sim/twin/firmware_lines.h"
#include "sim/world/world.h"

namespace tw::sim {

class DetectionScore {
 public:
  static constexpr double kReachM = 12;  // along the ground
  static constexpr Duration kLongEnough = 2s;
  static constexpr double kAwayM = 20;
  static constexpr Duration kQuiet = 15s;    // without a sighting: the next begins an event
  static constexpr Duration kEvery = 250ms;  // a look at the world and the log

  // All borrowed; they outlive this.
  DetectionScore(const Bench& bench, const World& world, LensFeed& lenses);

  void start() { due_.startIn(Duration::zero()); }  // without, the signals stay 0

 private:
  struct Person {
    std::string name;
    bool here = false;
    Instant came{};   // into the picture
    Duration near{};  // time in it and within reach
    bool found = false, counted = false;
  };

  void look();
  bool watch(Person& person);  // true: near
  void countVisit(Person& person);
  void readLog();
  void notePoses();
  Pose poseAt(hal::LensId lens, Instant at) const;
  void noteEvent(Instant at);
  void judge(const SightingLine& sighting);
  void find(Person& person, const SightingLine& sighting);
  void takeClip(const ClipOpenedLine& clip);
  std::optional<PictureBox> boxOf(const std::string& person, hal::LensId lens, Instant at);
  double distanceM(const std::string& person, Instant at) const;
  void tell(const char* kind, nlohmann::json fields);

  struct Poses {
    Instant at{};
    hal::PerLens<Pose> of{};
  };
  struct Lead {
    Signal signal;
    bool taken = false;  // of this event
  };

  const Bench& bench_;
  const World& world_;
  LensFeed& lenses_;
  Signal near_, visits_, found_, false_;
  hal::PerLens<Lead> leads_;
  std::vector<Person> people_;
  size_t read_ = 0;                                      // events of the log
  std::deque<Poses> poses_;                              // of the last looks
  std::optional<Instant> firstSighting_, lastSighting_;  // of the event
  OneShot due_;
};

}  // namespace tw::sim
