// What the cameras' lamps do to the eyes of the people in the scene: each one's blue-light dose,
// and the risk group of what shines at it now (IEC 62471, sim/light/eye_hazard.h).
//
// Signals of each person, under `person/<name>.`:
// - risk_group: the worst of the lamps that reach the eyes, wherever they look: unhidden by the
//   place, at their distance, by the beam's intensity in their direction, behind their glasses.
// - blue_light_dose_fraction: what they took in of the dose that is allowed. They take it in while
//   they look into a lamp: while it lies in the field of kExemptField around their gaze, and by the
//   radiance that this field sees; lamps of one field add up. Told once a second and at the end.
// It is never reset, so of a stay beyond 10 000 s it tells too much rather than too little.
// An eye that is held still reaches its limit sooner than by that field (EyeHazard::longestGaze).
//
// Left out: the sun and the lamps of the place, reflections, hiding by other people and by the
// camera's own body, pupils, blinking.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/devices/device.h"
#include "sim/devices/one_shot.h"
#include "sim/twin/hazard_zone.h"
#include "sim/world/world.h"

namespace tw::sim {

class EyeDose {
 public:
  static constexpr Duration kEvery = 100ms;

  // `bench.camera` is "person"; all borrowed, they outlive this.
  EyeDose(const Bench& bench, const World& world, std::function<std::vector<EyeSource>()> sources);

 private:
  struct Person {
    std::string name;
    const EyesModel& eyes;
    Signal fraction, group;
    double dose = 0;
    std::optional<Instant> litSince{}, litLast{};
  };
  struct Shining;  // a lamp whose beam holds a pair of eyes

  void look();
  void expose(Person& person, const std::vector<EyeSource>& sources);
  static std::vector<Shining> shiningAt(const Person& person, const EyePose& eyes,
                                        const std::vector<EyeSource>& sources);
  bool reaches(Shining& lamp) const;
  RiskGroup worstOf(std::vector<Shining>& lamps) const;
  const Shining* brightestOf(std::vector<Shining>& lamps) const;
  std::optional<Vec3> gazeOf(Person& person, const EyePose& eyes,
                             std::vector<Shining>& lamps) const;
  bool turnedAway(Person& person) const;

  const Bench& bench_;
  const World& world_;
  std::function<std::vector<EyeSource>()> sources_;
  std::vector<Person> people_;
  OneShot due_;
};

}  // namespace tw::sim
