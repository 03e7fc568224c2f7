#include "sim/world/world.h"

#include <algorithm>

#include "firmware_core/base/check.h"
#include "sim/core/json_reader.h"
#include "sim/world/daylight.h"
#include "sim/world/figure.h"
#include "sim/world/walk.h"

namespace tw::sim {

namespace {

struct Actor {
  Actor(const Figure& f) : figure(f), way(f.walk, f.heightM), startedAt(f.walk.startsAt) {}

  bool stands(Instant now) const {
    return !startedAt || now < *startedAt || (stoppedAt && now >= *stoppedAt) ||
           way.arrived(now - *startedAt);
  }
  Gait gaitAt(Instant now) const {
    if (!startedAt || now < *startedAt) return way.before();
    if (stoppedAt && now >= *stoppedAt)
      return way.stopped(*stoppedAt - *startedAt, now - *stoppedAt);
    return way.after(now - *startedAt);
  }

  Figure figure;
  PathWalk way;
  std::optional<Instant> startedAt;  // may lie ahead
  std::optional<Instant> stoppedAt;
};

[[noreturn]] void failName(const std::string& what, const std::string& given,
                           const std::vector<std::string>& known) {
  throw InputError("the scene has no " + what + " '" + given + "'" + suggestion(given, known));
}

template <class List>
auto namesOf(const List& list) {
  std::vector<std::string> names;
  for (const auto& item : list) names.push_back(item.name);
  return names;
}

}  // namespace

class World::Actors {
 public:
  explicit Actors(const std::vector<Figure>& figures) : names_(namesOf(figures)) {
    for (const Figure& figure : figures) all_.emplace_back(figure);
    gaits_.resize(all_.size());
  }

  Actor& get(const std::string& name) {
    const auto found = std::find(names_.begin(), names_.end(), name);
    if (found == names_.end()) failName("actor", name, names_);
    return all_[static_cast<size_t>(found - names_.begin())];
  }
  const std::vector<std::string>& names() const { return names_; }

  // False when everybody is as they were when last asked.
  bool moveTo(Instant at) {
    bool moved = false;
    for (size_t i = 0; i < all_.size(); ++i) {
      const Gait gait = all_[i].gaitAt(at);
      moved |= gait != gaits_[i];
      gaits_[i] = gait;
    }
    return moved;
  }
  std::vector<Part> parts() const {
    std::vector<Part> parts;
    for (size_t i = 0; i < all_.size(); ++i)
      appendFigure(all_[i].figure, gaits_[i], all_[i].way.strideM(), parts);
    return parts;
  }

 private:
  std::vector<std::string> names_;
  std::vector<Actor> all_;
  std::vector<Gait> gaits_;
};

std::unique_ptr<World> World::load(const std::filesystem::path& file) {
  return std::make_unique<World>(SceneFile::load(file));
}

std::unique_ptr<World> World::parse(const std::string& name, std::string_view text) {
  return std::make_unique<World>(SceneFile::parse(name, text));
}

World::World(SceneFile scene)
    : scene_(std::move(scene)), actors_(std::make_unique<Actors>(scene_.figures)) {
  TW_CHECK(scene_.place != nullptr);
}

World::~World() = default;

Pose World::mount(const std::string& name) const {
  for (const MountPoint& mount : scene_.mounts)
    if (mount.name == name) return mount.pose;
  failName("mount", name, mountNames());
}

std::vector<std::string> World::mountNames() const { return namesOf(scene_.mounts); }
std::vector<std::string> World::actorNames() const { return actors_->names(); }

void World::startActor(const std::string& name, Instant now) {
  Actor& actor = actors_->get(name);
  actor.startedAt = now;
  actor.stoppedAt.reset();
}

void World::stopActor(const std::string& name, Instant now) {
  Actor& actor = actors_->get(name);
  if (actor.startedAt && now < *actor.startedAt) actor.startedAt.reset();
  if (!actor.stands(now)) actor.stoppedAt = now;
}

bool World::actorWalks(const std::string& name, Instant now) const {
  return !actors_->get(name).stands(now);
}

void World::setLamps(std::vector<Lamp> lamps) {
  if (lamps == lamps_) return;
  lamps_ = std::move(lamps);
  last_.reset();
}

std::shared_ptr<const SceneState> World::stateAt(Instant at) {
  const bool moved = actors_->moveTo(at);
  if (last_ && !moved) return last_;
  auto state = std::make_shared<SceneState>();
  state->place = scene_.place;
  state->sun = scene_.sun;
  state->skyLux = scene_.skyLux;
  state->moving = actors_->parts();
  state->lamps = lamps_;
  last_ = std::move(state);
  return last_;
}

double World::illuminanceLux(Vec3 position, Vec3 normal) const {
  double lux = diffuseLux(normal, scene_.sun, scene_.skyLux);
  const double sun = sunLux(normal, scene_.sun);
  if (sun > 0 && !blocked(position, scene_.sun.towards, scene_.place->parts)) lux += sun;
  for (const Lamp& lamp : lamps_) lux += lampLux(position, normal, lamp);
  return lux;
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
