#include "sim/world/actor.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/world/car.h"
#include "sim/world/figure.h"
#include "sim/world/quadruped.h"
#include "sim/world/scene_json.h"
#include "sim/world/scene_objects.h"
#include "sim/world/solid.h"

namespace tw::sim {

namespace {

constexpr size_t kMostWaypoints = 1000;
constexpr double kCarCornerM = 5, kCarAccelerationMS2 = 2;

struct Kind {
  const char* mesh;
  double slowest, fastest, usual;  // m/s
  double low, high;                // metres above the ground in which it cannot pass through things
};
const std::array<std::string, 4> kKinds{"person", "car", "cat", "dog"};
constexpr std::array<Kind, 4> kOf{
    Kind{"people/person", 0.2, 3, 1.3, 0.3, 1.8}, Kind{"vehicles/car", 0.5, 25, 8, 0.3, 1.4},
    Kind{"animals/cat", 0.1, 6, 0.7, 0.15, 0.25}, Kind{"animals/dog", 0.1, 8, 1.2, 0.2, 0.5}};
enum : size_t { kPerson, kCar, kCat, kDog };

Walk::Point readWaypoint(const JsonReader& item) {
  Walk::Point point;
  if (item.json().is_object()) {
    point = {item.number("x", -kFarM, kFarM), item.number("y", -kFarM, kFarM),
             item.number("wait_s", 0, 1e6, 0)};
    item.finish();
    return point;
  }
  if (!item.json().is_array() || item.json().size() != 2)
    item.fail("must be a waypoint [x, y], or {\"x\": .., \"y\": .., \"wait_s\": ..}");
  const auto elements = item.elements();
  for (const JsonReader& element : elements)
    if (!element.json().is_number()) item.fail("must be a waypoint [x, y] of numbers");
  point = {elements[0].json().get<double>(), elements[1].json().get<double>(), 0};
  if (!(std::abs(point.x) <= kFarM && std::abs(point.y) <= kFarM))
    item.fail("must lie within 1000 m of the origin");
  return point;
}

// Lines at several heights from waypoint to waypoint must be free.
void requireFree(const JsonReader& item, const Walk::Point& a, const Walk::Point& b, double levelM,
                 const Kind& kind, const std::vector<Part>& solid,
                 const std::vector<std::string>& names) {
  constexpr double kApart = 0.1;
  for (double z = kind.low; z <= kind.high; z += kApart) {
    const Part* wall = crossed({a.x, a.y, levelM + z}, {b.x, b.y, levelM + z}, solid);
    if (wall)
      item.fail("the way here leads through '" + names[wall->objectId] + "'; lead it round, or " +
                "make that object \"solid\": false");
  }
}

std::vector<Walk::Point> readPath(const JsonReader& from, double levelM, const Kind& kind,
                                  const std::vector<Part>& solid,
                                  const std::vector<std::string>& names) {
  const auto items = from.array("path_m");
  if (items.size() < 2 || items.size() > kMostWaypoints)
    from.failAt("path_m", "must have 2 to " + std::to_string(kMostWaypoints) + " waypoints [x, y]");
  std::vector<Walk::Point> path;
  for (const JsonReader& item : items) {
    const Walk::Point point = readWaypoint(item);
    if (!path.empty()) {
      const Walk::Point& last = path.back();
      if (std::hypot(point.x - last.x, point.y - last.y) < 0.1)
        item.fail("must lie at least 0.1 m from the waypoint before it");
      requireFree(item, last, point, levelM, kind, solid, names);
    }
    path.push_back(point);
  }
  return path;
}

std::shared_ptr<const Puppet> readPerson(const JsonReader& from, uint16_t id,
                                         std::shared_ptr<const Model> model) {
  Figure figure;
  figure.objectId = id;
  figure.heightM = from.number("height_m", 0.5, 2.5, figure.heightM);
  if (from.has("build"))
    figure.build = static_cast<Build>(
        std::find(kBuilds.begin(), kBuilds.end(), from.choice("build", kBuilds)) - kBuilds.begin());
  figure.colours = readRepaint(from, *model);
  return std::make_shared<Person>(figure, std::move(model));
}

std::shared_ptr<const Puppet> readPuppet(const JsonReader& from, size_t kind, uint16_t id,
                                         ModelLibrary& library) {
  const auto model = readModel(from, "mesh", from.text("mesh", kOf[kind].mesh), library);
  try {
    if (kind == kPerson) return readPerson(from, id, model);
    const Repaint colours = readRepaint(from, *model);
    if (kind == kCar)
      return std::make_shared<Car>(id, colours, from.flag("headlights", false), model);
    return std::make_shared<Quadruped>(id, colours, model);
  } catch (const InputError& error) {
    if (std::string(error.what()).starts_with(from.file())) throw;
    from.fail(error.what());
  }
}

}  // namespace

Actor readActor(const JsonReader& from, ModelLibrary& library, const std::vector<Part>& solid,
                std::vector<std::string>& names) {
  Actor actor;
  actor.name = readName(from);
  actor.objectId = addObjectName(from, actor.name, names);
  size_t kind = kPerson;
  if (from.has("kind"))
    kind = static_cast<size_t>(
        std::find(kKinds.begin(), kKinds.end(), from.choice("kind", kKinds)) - kKinds.begin());
  actor.person = kind == kPerson;
  if (actor.person) actor.eyes = readEyes(from);
  const Kind& limits = kOf[kind];
  actor.puppet = readPuppet(from, kind, actor.objectId, library);
  Walk& walk = actor.walk;
  walk.levelM = from.number("level_m", -100, 100, 0);
  walk.path = readPath(from, walk.levelM, limits, solid, names);
  walk.speedMS = from.number("speed_m_s", limits.slowest, limits.fastest, limits.usual);
  walk.repeats = from.flag("repeats", false);
  if (kind == kCar) {
    if (walk.repeats) from.failAt("repeats", "a car cannot turn on the spot; lead it in a circle");
    walk.path = rounded(walk.path, kCarCornerM);
    for (size_t i = 1; i < walk.path.size(); ++i)
      requireFree(from.member("path_m"), walk.path[i - 1], walk.path[i], walk.levelM, limits, solid,
                  names);
    walk.accelerationMS2 = kCarAccelerationMS2;
  }
  if (from.has("at_s")) walk.startsAt = Instant{fromSeconds(from.number("at_s", 0, 1e7))};
  actor.onlyOnPath = from.flag("only_on_path", false);
  from.finish();
  return actor;
}

}  // namespace tw::sim
