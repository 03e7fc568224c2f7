// Judges one camera's detection by the ground truth: who was there, who was found, what was not
// there at all. It reads the firmware's log and the world; nothing flows back.
//
// A visit: a person in the wide lens's picture who comes within kReachM of the camera for
// kLongEnough; it ends when the person is gone or further away than kAwayM. It counts as found when
// any sighting of it, by either lens, lies on that person. A sighting lies on a person when
// its middle is in the person's box, enlarged by half on each side; one that lies on nobody is
// false. Left out: whether something hides the person.
//
// Signals, under `detection.`: visits, found, false_sightings, wide_lead_s, ptz_lead_s (how long
// before the last sighting that lens's newest event clip began).
// Events of `<camera>/detection`: visit {person, came_s}, found {person, came_s, lens, after_s,
// distance_m} (came_s: in the picture since; after_s: after that), false_sighting {lens, at_s,
// box}. Who is found and never comes near is no visit.
#pragma once

#include <array>
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
  void watch(Person& person);
  void countVisit(Person& person);
  void readLog();
  void judge(const SightingLine& sighting);
  void find(Person& person, const SightingLine& sighting);
  void takeClip(const ClipOpenedLine& clip);
  std::optional<PictureBox> boxOf(const std::string& person, hal::LensId lens, Instant at);
  double distanceM(const std::string& person, Instant at) const;
  void tell(const char* kind, nlohmann::json fields);

  const Bench& bench_;
  const World& world_;
  LensFeed& lenses_;
  Signal visits_, found_, false_;
  std::array<Signal, 2> lead_;  // of each lens
  std::vector<Person> people_;
  size_t read_ = 0;  // events of the log
  std::optional<Instant> lastSighting_;
  OneShot due_;
};

}  // namespace tw::sim
