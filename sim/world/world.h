// The place that cameras are mounted in and those who move through it, from a scene file.
//
// Everything is a closed form of time: nothing is stepped, any instant can be asked for again.
// Trees sway in the wind; lamps of the place burn while it is dark; fog and rain dim what comes
// from afar. Leaves out the sun's way over the day, collisions, and everything that cameras bring
// along except the light of their lamps.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware_core/base/time.h"
#include "sim/world/bounce.h"
#include "sim/world/scene_file.h"
#include "sim/world/scene_state.h"
#include "sim/world/solid.h"

namespace tw::sim {

class World {
 public:
  // Throws InputError (sim/core/json_reader.h) with file, line and path.
  static std::unique_ptr<World> load(const std::filesystem::path& file);
  // `name` stands for the file in messages.
  static std::unique_ptr<World> parse(const std::string& name, std::string_view text);
  explicit World(SceneFile scene);
  ~World();

  const std::string& name() const { return scene_.place->name; }
  const SceneFile& scene() const { return scene_; }
  CalendarTime calendarStart() const { return scene_.calendarStart; }  // at Instant{0}

  // Body frame of a camera's mount in the world. Unknown names throw InputError without a file.
  Pose mount(const std::string& name) const;
  std::vector<std::string> mountNames() const;

  // Walks its path from the first waypoint on. Unknown names throw InputError without a file.
  void startActor(const std::string& name, Instant now);
  // Stands still where it is; ignored while it stands.
  void stopActor(const std::string& name, Instant now);
  bool actorWalks(const std::string& name, Instant now) const;
  std::vector<std::string> actorNames() const;
  std::vector<std::string> people() const;  // those actors that are persons

  // Around the actor; nothing while it is not there. Ground truth, for checks and reports only.
  // Unknown names throw InputError without a file.
  std::optional<Box> actorBox(const std::string& name, Instant at) const;

  // Of a person; nothing while it is not there. Unknown names throw InputError without a file.
  std::optional<EyePose> eyesAt(const std::string& person, Instant at) const;
  const EyesModel& eyesModel(const std::string& person) const;
  // Whether the place itself stands between two points.
  bool hides(Vec3 from, Vec3 to) const;

  // All lamps that are on, of every camera; replaces the former ones. They are told here what near
  // surfaces throw back of them (sim/world/bounce.h).
  void setLamps(std::vector<Lamp> lamps);
  // From now on; at first the scene's own.
  void setWeather(const Weather& weather);
  const Weather& weather() const { return scene_.weather; }
  // The same pointer as last time while nothing moved and no lamp changed.
  std::shared_ptr<const SceneState> stateAt(Instant at);

  // On a small surface with this unit normal: sky, and sun and lamps where the place does not hide
  // them. What haze throws onto it of lamps is left out.
  double illuminanceLux(Vec3 position, Vec3 normal, Instant at) const;

  // cd/m2 of what is seen from there along a unit direction: the first surface of place and moving
  // things, as a Lambertian one of its mean reflectance, or the sky; through the haze before it.
  double luminance(Vec3 from, Vec3 direction, Instant at) const;
  const std::vector<LightMeter>& meters() const { return scene_.meters; }

  // Ground truth: whom Part::objectId means; empty for 0 and unknown ids.
  std::string objectName(uint16_t objectId) const;
  uint16_t objectId(const std::string& name) const;  // 0 when there is none
  const std::vector<std::string>& objectNames() const { return scene_.objectNames; }  // by id

 private:
  class Actors;
  struct Moment;
  bool isDark() const;
  double throughHaze(double luminance, std::optional<double> distance, Vec3 from, Vec3 direction,
                     const Moment& moment) const;
  Patches thrownOf(const Lamp& lamp);
  bool shadows(Vec3 position, const Lamp& lamp, double lantern) const;
  Moment momentAt(Instant at) const;
  void appendCrowns(const Moment& moment, std::vector<Part>& parts) const;
  std::vector<Lamp> placeLampsIn(const Moment& moment) const;

  SceneFile scene_;
  Sun sun_{};  // as the weather leaves it; likewise:
  double skyLux_ = 0;
  std::unique_ptr<Actors> actors_;
  std::vector<Lamp> lamps_;  // of the cameras
  std::vector<Lamp> seen_;   // one for each place and beam that ever shone, as it was first
  std::shared_ptr<const SceneState> last_;
  std::unique_ptr<Moment> lastMoment_;  // of `last_`
};

}  // namespace tw::sim
