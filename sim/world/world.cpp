#include "sim/world/world.h"

#include <algorithm>
#include <numbers>

#include "firmware_core/base/check.h"
#include "sim/core/json_reader.h"
#include "sim/world/airlight.h"
#include "sim/world/daylight.h"
#include "sim/world/walk.h"
#include "sim/world/wind.h"

namespace tw::sim {

namespace {

// Lamps of the place and of cars burn below this much daylight on the ground, as their photocells
// switch them.
constexpr double kLampsBelowLux = 30;
constexpr double kLantern = 0.5;  // m, around a lamp of the place
constexpr double kSeesM = 5000;
constexpr size_t kMostPlaces = 100;  // that lamps shone from, kept
constexpr double kSkin = 1e-3;       // m above a surface

// An actor and what it was told.
struct Role {
  explicit Role(const Actor& a)
      : actor(a), way(a.walk, a.puppet->strideM(a.walk.speedMS)), startedAt(a.walk.startsAt) {}

  bool stands(Instant now) const {
    return !startedAt || now < *startedAt || (stoppedAt && now >= *stoppedAt) ||
           way.arrived(now - *startedAt);
  }
  bool isThere(Instant now) const {
    if (!actor.onlyOnPath) return true;
    return startedAt && now >= *startedAt &&
           !way.arrived(std::min(now, stoppedAt.value_or(now)) - *startedAt);
  }
  // Nothing while it is not there.
  std::optional<Gait> gaitAt(Instant now) const {
    if (!isThere(now)) return std::nullopt;
    if (!startedAt || now < *startedAt) return way.before();
    if (stoppedAt && now >= *stoppedAt)
      return way.stopped(*stoppedAt - *startedAt, now - *stoppedAt);
    return way.after(now - *startedAt);
  }

  Actor actor;
  PathWalk way;
  std::optional<Instant> startedAt;  // may lie ahead
  std::optional<Instant> stoppedAt;
};

template <class List>
auto namesOf(const List& list) {
  std::vector<std::string> names;
  for (const auto& item : list) names.push_back(item.name);
  return names;
}

}  // namespace

class World::Actors {
 public:
  explicit Actors(const std::vector<Actor>& actors) : names_(namesOf(actors)) {
    for (const Actor& actor : actors) all_.emplace_back(actor);
  }

  Role& get(const std::string& name) {
    const auto found = std::find(names_.begin(), names_.end(), name);
    if (found == names_.end())
      throw InputError("the scene has no actor " + inQuotes(name) + suggestion(name, names_));
    return all_[static_cast<size_t>(found - names_.begin())];
  }
  const std::vector<std::string>& names() const { return names_; }

  using Gaits = std::vector<std::optional<Gait>>;
  Gaits gaitsAt(Instant at) const {
    Gaits gaits;
    for (const Role& role : all_) gaits.push_back(role.gaitAt(at));
    return gaits;
  }
  void append(const Gaits& gaits, std::vector<Part>& parts) const {
    for (size_t i = 0; i < all_.size(); ++i)
      if (gaits[i]) all_[i].actor.puppet->append(*gaits[i], all_[i].way.strideM(), parts);
  }
  void appendLamps(const Gaits& gaits, std::vector<Lamp>& lamps) const {
    for (size_t i = 0; i < all_.size(); ++i)
      if (gaits[i]) all_[i].actor.puppet->appendLamps(*gaits[i], lamps);
  }

 private:
  std::vector<std::string> names_;
  std::vector<Role> all_;
};

// All that a state depends on besides lamps of cameras: equal moments look alike.
struct World::Moment {
  Actors::Gaits gaits;
  int sway = 0;  // the pose of the trees
  bool operator==(const Moment&) const = default;
};

std::unique_ptr<World> World::load(const std::filesystem::path& file) {
  return std::make_unique<World>(SceneFile::load(file));
}

std::unique_ptr<World> World::parse(const std::string& name, std::string_view text) {
  return std::make_unique<World>(SceneFile::parse(name, text));
}

World::World(SceneFile scene)
    : scene_(std::move(scene)),
      actors_(std::make_unique<Actors>(scene_.actors)),
      lastMoment_(std::make_unique<Moment>()) {
  TW_CHECK(scene_.place != nullptr);
  setWeather(scene_.weather);
}

World::~World() = default;

Pose World::mount(const std::string& name) const { return mountOf(scene_, name).pose; }
std::vector<std::string> World::mountNames() const { return namesOf(scene_.mounts); }
std::vector<std::string> World::actorNames() const { return actors_->names(); }

std::vector<std::string> World::people() const {
  std::vector<std::string> names;
  for (const Actor& actor : scene_.actors)
    if (actor.person) names.push_back(actor.name);
  return names;
}

void World::startActor(const std::string& name, Instant now) {
  Role& role = actors_->get(name);
  role.startedAt = now;
  role.stoppedAt.reset();
}

void World::stopActor(const std::string& name, Instant now) {
  Role& role = actors_->get(name);
  if (role.startedAt && now < *role.startedAt) role.startedAt.reset();
  if (!role.stands(now)) role.stoppedAt = now;
}

bool World::actorWalks(const std::string& name, Instant now) const {
  return !actors_->get(name).stands(now);
}

std::optional<Box> World::actorBox(const std::string& name, Instant at) const {
  const Role& role = actors_->get(name);
  const auto gait = role.gaitAt(at);
  if (!gait) return std::nullopt;
  std::vector<Part> parts;
  role.actor.puppet->append(*gait, role.way.strideM(), parts);
  return boxAround(parts);
}

std::optional<EyePose> World::eyesAt(const std::string& person, Instant at) const {
  const Role& role = actors_->get(person);
  const auto gait = role.gaitAt(at);
  return gait ? role.actor.puppet->eyes(*gait) : std::nullopt;
}

const EyesModel& World::eyesModel(const std::string& person) const {
  return actors_->get(person).actor.eyes;
}

bool World::hides(Vec3 from, Vec3 to) const {
  return crossed(from, to, scene_.place->parts) != nullptr;
}

void World::setLamps(std::vector<Lamp> lamps) {
  for (Lamp& lamp : lamps) lamp.thrown = thrownOf(lamp);
  if (lamps == lamps_) return;
  lamps_ = std::move(lamps);
  last_.reset();
}

void World::setWeather(const Weather& weather) {
  const double ground = sunLux({0, 0, 1}, scene_.sun);
  const FoggedLight fogged = throughFog(weather, scene_.sun.towards.z);
  scene_.weather = weather;
  sun_ = scene_.sun;
  sun_.illuminanceLux *= fogged.direct;
  sun_.clear = std::max(fogged.direct, 1e-9);
  skyLux_ = scene_.skyLux * fogged.sky + ground * (fogged.sunlit - fogged.direct);
  last_.reset();
}

// Lamps stand still, mostly: each place is looked around from once.
Patches World::thrownOf(const Lamp& lamp) {
  const auto known = std::find_if(seen_.begin(), seen_.end(), [&](const Lamp& one) {
    return one.pose == lamp.pose && one.halfAngleDeg == lamp.halfAngleDeg &&
           one.profile == lamp.profile;
  });
  if (known != seen_.end()) return known->thrown;
  if (seen_.size() == kMostPlaces) seen_.erase(seen_.begin());
  seen_.push_back(lamp);
  seen_.back().thrown = patchesAround(lamp, scene_.place->parts);
  return seen_.back().thrown;
}

bool World::isDark() const { return sunLux({0, 0, 1}, sun_) + skyLux_ < kLampsBelowLux; }

World::Moment World::momentAt(Instant at) const {
  const bool sways = !scene_.crowns.empty() && scene_.windMS > 0;
  return {actors_->gaitsAt(at), sways ? swayPose(at) : 0};
}

void World::appendCrowns(const Moment& moment, std::vector<Part>& parts) const {
  for (const Crown& crown : scene_.crowns) {
    const double lean = swayLean(moment.sway, crown.parts.front().objectId);
    const Turn turn = swayTurn(lean, scene_.windMS);
    for (Part part : crown.parts) {
      part.pose = {crown.foot + turn * (part.pose.position - crown.foot), turn * part.pose.turn};
      parts.push_back(std::move(part));
    }
  }
}

std::vector<Lamp> World::placeLampsIn(const Moment& moment) const {
  std::vector<Lamp> lamps;
  if (!isDark()) return lamps;
  for (const StreetLamp& lamp : scene_.lamps) lamps.push_back(lamp.lamp);
  actors_->appendLamps(moment.gaits, lamps);
  return lamps;
}

std::shared_ptr<const SceneState> World::stateAt(Instant at) {
  Moment moment = momentAt(at);
  if (last_ && moment == *lastMoment_) return last_;
  auto state = std::make_shared<SceneState>();
  state->place = scene_.place;
  state->sun = sun_;
  state->skyLux = skyLux_;
  appendCrowns(moment, state->swaying);
  actors_->append(moment.gaits, state->moving);
  state->placeLamps = placeLampsIn(moment);
  state->lamps = lamps_;
  state->weather = scene_.weather;
  last_ = std::move(state);
  *lastMoment_ = std::move(moment);
  return last_;
}

// A lantern does not hide the lamp in it.
bool World::shadows(Vec3 position, const Lamp& lamp, double lantern) const {
  const Vec3 way = lamp.pose.position - position;
  const double distance = length(way);
  return distance > lantern && hides(position, position + way * (1 - lantern / distance));
}

double World::illuminanceLux(Vec3 position, Vec3 normal, Instant at) const {
  double lux = diffuseLux(normal, sun_, skyLux_);
  const double sun = sunLux(normal, sun_);
  if (sun > 0 && !blocked(position, sun_.towards, scene_.place->parts)) lux += sun;
  const double haze = extinction(scene_.weather);
  const auto add = [&](const Lamp& lamp, double lantern) {
    const double more = lampLux(position, normal, lamp);
    if (more > 0 && !shadows(position, lamp, lantern))
      lux += more * std::exp(-haze * length(lamp.pose.position - position));
  };
  for (const Lamp& lamp : lamps_) {
    add(lamp, 0);
    if (lamp.thrown)  // from within the surface that it comes from
      for (const Patch& patch : *lamp.thrown) add(thrownBack(lamp, patch), 2 * kNearM);
  }
  if (isDark())
    for (const Lamp& lamp : placeLampsIn(momentAt(at))) add(lamp, kLantern);
  return lux;
}

double World::luminance(Vec3 from, Vec3 direction, Instant at) const {
  const Moment moment = momentAt(at);
  std::vector<Part> moving;
  appendCrowns(moment, moving);
  actors_->append(moment.gaits, moving);
  auto hit = firstHit(from, direction, scene_.place->parts, kSeesM);
  if (const auto nearer = firstHit(from, direction, moving, hit ? hit->distance : kSeesM))
    hit = nearer;
  const double bare = hit ? reflectanceOf(*hit->part) / std::numbers::pi *
                                illuminanceLux(hit->point + hit->normal * kSkin, hit->normal, at)
                          : skyLuminance(direction, sun_, skyLux_);
  return throughHaze(bare, hit ? std::optional(hit->distance) : std::nullopt, from, direction,
                     moment);
}

// `distance`: nothing, to the sky.
double World::throughHaze(double luminance, std::optional<double> distance, Vec3 from,
                          Vec3 direction, const Moment& moment) const {
  const double haze = extinction(scene_.weather);
  if (haze == 0) return luminance;
  const double left =
      std::exp(distance ? -haze * *distance : -depthToSky(scene_.weather, direction));
  luminance = luminance * left + dayAirlight(direction, sun_, skyLux_) * (1 - left);
  std::vector<Lamp> lamps = placeLampsIn(moment);
  lamps.insert(lamps.end(), lamps_.begin(), lamps_.end());
  for (const Lamp& lamp : lamps)
    luminance += lamp.intensityCd *
                 lampAirlight(from, direction, lamp, {0, distance.value_or(kSeesM)}, haze, haze);
  return luminance;
}

std::string World::objectName(uint16_t objectId) const {
  return objectId < scene_.objectNames.size() ? scene_.objectNames[objectId] : std::string();
}

uint16_t World::objectId(const std::string& name) const {
  const auto& names = scene_.objectNames;
  const auto found = std::find(names.begin() + 1, names.end(), name);
  return found == names.end() ? uint16_t{0} : static_cast<uint16_t>(found - names.begin());
}

}  // namespace tw::sim
